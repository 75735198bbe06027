// RUN: %run_all %s | FileCheck --match-full-lines %s

// G2 (golang/go#71675): a defer of a range-over-func body recovers; gc 1.23 died, gc 1.27 is right. Expected lines are by hand.
package main

func seq(yield func(int) bool) { yield(1) }

func f() (s string) {
	s = "unset"
	for range seq {
		defer func() { s = recover().(string) }()
	}
	panic("after loop")
}

func g() (s string) {
	for range seq {
		defer func() { s = recover().(string) }()
		panic("in body")
	}
	return "not reached"
}

func main() {
	println(f())
	println(g())
}

// CHECK: after loop
// CHECK-NEXT: in body
// CHECK: exit 0
