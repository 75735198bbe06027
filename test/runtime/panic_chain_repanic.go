// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 19: a recovered value panicked with again.
package main

func main() {
	defer func() {
		r := recover()
		println("cleaning up")
		panic(r)
	}()
	panic("A")
}

// CHECK: cleaning up
// CHECK-NEXT: panic: A [recovered]
// CHECK-NEXT: 	panic: A
// CHECK-EMPTY:
// CHECK: exit 2
