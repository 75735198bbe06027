// RUN: env GODEBUG=panicnil=1 %run_all %s | FileCheck --match-full-lines %s

// Row 22: GODEBUG=panicnil=1 gives the nil back.
package main

func f() (n int) {
	defer func() { println("recovered", recover() == nil); n = 5 }()
	panic(nil)
}

func main() {
	println(f())
	panic(nil)
}

// CHECK: recovered true
// CHECK-NEXT: 5
// CHECK-NEXT: panic: nil
// CHECK-EMPTY:
// CHECK: exit 2
