// RUN: %run_all %s | FileCheck --match-full-lines %s

// G3 (golang/go#71685): recover in a range-over-func body of a deferred function is the deferred function's. Expected lines are by hand.
package main

func seq(yield func(int) bool) { yield(1) }

func f() {
	defer func() {
		for range seq {
			println("recovered", recover().(string))
		}
		println("again", recover() == nil)
	}()
	panic("value")
}

func main() {
	f()
	println("returned")
}

// CHECK: recovered value
// CHECK-NEXT: again true
// CHECK-NEXT: returned
// CHECK: exit 0
