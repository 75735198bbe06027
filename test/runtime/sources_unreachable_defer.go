// RUN: %run_all %s | FileCheck --match-full-lines %s

// Sources rows 2 and 9: statements not reached defer nothing; inner returns run inner defers.
package main

const debug = false

func afterReturn() {
	defer println("before return")
	return
	defer println("after return")
}

func afterPanic() {
	defer func() { println("recovered", recover().(string)) }()
	panic("p")
	defer println("after panic")
}

func branches(on bool) {
	if debug {
		defer println("constant false")
	}
	if false {
		defer println("literal false")
	}
	if on {
		defer println("on")
	}
	inner := func(early bool) {
		defer println("inner defer")
		if early {
			return
		}
		println("inner goes on")
	}
	inner(true)
	inner(false)
	println("outer goes on")
}

func main() {
	afterReturn()
	afterPanic()
	branches(true)
	branches(false)
}

// CHECK: before return
// CHECK-NEXT: recovered p
// CHECK-NEXT: inner defer
// CHECK-NEXT: inner goes on
// CHECK-NEXT: inner defer
// CHECK-NEXT: outer goes on
// CHECK-NEXT: on
// CHECK-NEXT: inner defer
// CHECK-NEXT: inner goes on
// CHECK-NEXT: inner defer
// CHECK-NEXT: outer goes on
// CHECK: exit 0
