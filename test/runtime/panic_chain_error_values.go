// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 19: runtime errors and Goexit in a chain.
package main

type E struct{ s string }

func (e E) Error() string { return "error " + e.s }

var zero int

func main() {
	defer func() { panic(E{"last"}) }()
	defer func() { println(1 / zero) }()
	defer func() {
		var m map[string]int
		m["a"] = 1
	}()
	panic(E{"first"})
}

// CHECK: panic: error first
// CHECK-NEXT: 	panic: assignment to entry in nil map
// CHECK-NEXT: 	panic: runtime error: integer divide by zero
// CHECK-NEXT: 	panic: error last
// CHECK-EMPTY:
// CHECK: exit 2
