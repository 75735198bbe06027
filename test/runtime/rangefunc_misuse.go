// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 13: iterators that break the protocol.
package main

import "runtime"

func try(name string, f func()) {
	defer func() {
		e := recover()
		if re, ok := e.(runtime.Error); ok {
			println(name+":", re.Error())
		} else {
			println(name, "no runtime.Error")
		}
	}()
	f()
	println(name, "no panic")
}

func ignores(yield func(int) bool) {
	yield(1)
	yield(2)
}

var saved func(int) bool

func saves(yield func(int) bool) {
	saved = yield
	yield(1)
}

func swallows(yield func(int) bool) {
	defer func() { recover() }()
	yield(1)
}

func swallowsAndGoesOn(yield func(int) bool) {
	func() {
		defer func() { recover() }()
		yield(1)
	}()
	yield(2)
}

func main() {
	try("after break", func() {
		for range ignores {
			break
		}
	})
	try("after loop", func() {
		for range saves {
		}
		saved(2)
	})
	try("swallowed panic", func() {
		for range swallows {
			panic("body")
		}
	})
	try("swallowed panic, goes on", func() {
		for range swallowsAndGoesOn {
			panic("body")
		}
	})
	try("nil func", func() {
		var f func(func() bool)
		for range f {
		}
	})
	try("return in body", func() {
		for range ignores {
			return
		}
	})
}

// CHECK: after break: runtime error: range function continued iteration after function for loop body returned false
// CHECK-NEXT: after loop: runtime error: range function continued iteration after whole loop exit
// CHECK-NEXT: swallowed panic: runtime error: range function recovered a loop body panic and did not resume panicking
// CHECK-NEXT: swallowed panic, goes on: runtime error: range function continued iteration after loop body panic
// CHECK-NEXT: nil func: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: return in body: runtime error: range function continued iteration after function for loop body returned false
// CHECK: exit 0
