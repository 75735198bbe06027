// RUN: %run_all %s | FileCheck --match-full-lines %s

// The value in the interface whose method is deferred lasts until the call, in loops and range-over-func bodies.
package main

type S struct {
	a int
	b string
}

func (s S) Note(tag string) { println(tag, s.a, s.b) }

type I interface{ Note(string) }

func seq(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n && yield(i); i++ {
		}
	}
}

//go:noinline
func clobber(n int) int {
	var a [64]int
	for i := range a {
		a[i] = n
	}
	return a[n&63]
}

//go:noinline
func bodies() {
	for i := range seq(3) {
		var s I = S{a: i, b: "x"}
		defer s.Note("r")
	}
	clobber(7)
}

//go:noinline
func loop() {
	for i := range 3 {
		var s I = S{a: i, b: "x"}
		defer s.Note("l")
	}
	clobber(7)
}

func main() {
	bodies()
	loop()
}

// CHECK: r 2 x
// CHECK-NEXT: r 1 x
// CHECK-NEXT: r 0 x
// CHECK-NEXT: l 2 x
// CHECK-NEXT: l 1 x
// CHECK-NEXT: l 0 x
// CHECK: exit 0
