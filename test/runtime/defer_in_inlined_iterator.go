// RUN: %run_all %s | FileCheck --match-full-lines %s

// An iterator that defers, with a loop body that defers into the function around it: the iterator's deferred calls run when
// it ends, the body's when the function does; also with records on the heap, with a panic and with a recovery in between.
package main

import (
	"fmt"
	"iter"
)

func note(s string, x any) { fmt.Println(s, x) }

func each(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer note("each", n)
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// As each, but with heap records between those of the body.
func heap(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			defer note("heap", fmt.Sprint("h", i))
			if !yield(i) {
				return
			}
		}
	}
}

// Recovers from what the body panics with and leaves the loop then.
func patient(yield func(int) bool) {
	for i := range 3 {
		defer func() {
			note("recovered", recover())
		}()
		yield(i)
	}
}

//go:noinline
func normal() {
	defer note("normal", "first")
	for i := range each(2) {
		defer note("body", fmt.Sprint("b", i))
	}
	note("normal", "end")
}

//go:noinline
func nested() {
	for i := range heap(2) {
		for j := range heap(2) {
			defer note("inner body", fmt.Sprint(i, j))
		}
		defer note("body", i)
	}
	for i := range 300 {
		defer func(x *int) {
			if *x%100 == 0 {
				note("later", *x)
			}
		}(&i)
	}
}

//go:noinline
func panics() {
	defer func() { note("recover", recover()) }()
	for i := range each(3) {
		defer note("body", fmt.Sprint("p", i))
		if i == 1 {
			panic("one")
		}
	}
}

//go:noinline
func again() {
	defer func() { note("caught:", recover()) }()
	for i := range patient {
		defer note("again", fmt.Sprint("a", i))
		if i == 1 {
			panic("twice")
		}
	}
	note("again", "end")
}

func main() {
	normal()
	// CHECK: each 2
	// CHECK-NEXT: normal end
	// CHECK-NEXT: body b1
	// CHECK-NEXT: body b0
	// CHECK-NEXT: normal first
	nested()
	// CHECK-NEXT: heap h1
	// CHECK-NEXT: heap h0
	// CHECK-NEXT: heap h1
	// CHECK-NEXT: heap h0
	// CHECK-NEXT: heap h1
	// CHECK-NEXT: heap h0
	// CHECK-NEXT: later 200
	// CHECK-NEXT: later 100
	// CHECK-NEXT: later 0
	// CHECK-NEXT: body 1
	// CHECK-NEXT: inner body 1 1
	// CHECK-NEXT: inner body 1 0
	// CHECK-NEXT: body 0
	// CHECK-NEXT: inner body 0 1
	// CHECK-NEXT: inner body 0 0
	panics()
	// CHECK-NEXT: each 3
	// CHECK-NEXT: body p1
	// CHECK-NEXT: body p0
	// CHECK-NEXT: recover one
	again()
	// CHECK-NEXT: recovered twice
	// CHECK-NEXT: recovered <nil>
	// CHECK-NEXT: again a1
	// CHECK-NEXT: again a0
	// CHECK-NEXT: caught: runtime error: range function recovered a loop body panic and did not resume panicking
}
