// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 4: defer recover() works one level below the deferred function only.
package main

func f() {
	defer func() {
		defer recover()
		println("in deferred function")
	}()
	panic("stopped by defer recover()")
}

func h() {
	defer println("early:", recover() == nil)
	defer func() {
		r := recover()
		println("still panicking:", r.(string))
	}()
	panic("x")
}

func g() {
	defer recover()
	panic("not stopped")
}

func main() {
	f()
	println("f returned")
	h()
	println("h returned")
	g()
	println("not reached")
}

// CHECK: in deferred function
// CHECK-NEXT: f returned
// CHECK-NEXT: still panicking: x
// CHECK-NEXT: early: true
// CHECK-NEXT: h returned
// CHECK-NEXT: panic: not stopped
// CHECK-EMPTY:
// CHECK: exit 2
