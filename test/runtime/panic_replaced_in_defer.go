// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 9: a panic in a deferred call replaces the older one.
package main

func three() {
	defer func() { println("three:", recover().(int)) }()
	defer func() { panic(3) }()
	defer func() { panic(2) }()
	panic(1)
}

func innerRecovered() {
	defer func() { println("outer goes on:", recover().(string)) }()
	defer func() {
		defer func() { println("inner:", recover().(string)) }()
		panic("inner")
	}()
	panic("outer")
}

func replacedThenRecovered() {
	defer func() { println("nothing left:", recover() == nil) }()
	defer func() { println("second:", recover().(string)) }()
	defer func() { panic("second") }()
	panic("first")
}

func recoveredThenAgain() (s string) {
	defer func() { s = recover().(string) }()
	defer func() {
		r := recover().(string)
		panic(r + " again")
	}()
	panic("once")
}

func deep(n int) {
	defer func() {
		if n > 0 {
			deep(n - 1)
		}
		panic(n)
	}()
	panic(-n)
}

func main() {
	three()
	innerRecovered()
	replacedThenRecovered()
	println(recoveredThenAgain())
	func() {
		defer func() { println("deep:", recover().(int)) }()
		deep(3)
	}()
}

// CHECK: three: 3
// CHECK-NEXT: inner: inner
// CHECK-NEXT: outer goes on: outer
// CHECK-NEXT: second: second
// CHECK-NEXT: nothing left: true
// CHECK-NEXT: once again
// CHECK-NEXT: deep: 0
// CHECK: exit 0
