// A pointer that an argument hides in a uintptr lives until the call returns, if
// the callee asks for that: called, deferred, and in a new goroutine. (The callees
// do not look at their parameters, which therefore keep nothing themselves.)
// RUN: %run_all %s | FileCheck %s
package main

import (
	"runtime"
	"unsafe"
)

var collected = make(chan bool, 16)

func object() unsafe.Pointer {
	s := "object"
	runtime.SetFinalizer(&s, func(*string) { collected <- true })
	return unsafe.Pointer(&s)
}

func collect(where string) {
	runtime.GC()
	select {
	case <-collected:
		println(where, "too early")
	default:
		println(where, "alive")
	}
}

//go:noinline
//go:uintptrescapes
func called(p uintptr) { collect("call:") }

//go:noinline
//go:uintptrescapes
func variadic(p ...uintptr) { collect("variadic call:") }

type T struct{}

//go:noinline
//go:uintptrescapes
func (T) method(p uintptr) { collect("method:") }

//go:noinline
//go:uintptrescapes
func deferred(p uintptr) { collect("deferred call:") }

//go:noinline
//go:uintptrescapes
func started(p uintptr, done chan bool) { collect("goroutine:"); close(done) }

//go:noinline
func inFrame(f func()) { f() }

func main() {
	inFrame(func() { called(uintptr(object())) })
	drain()
	inFrame(func() { variadic(1, uintptr(object())) })
	drain()
	inFrame(func() { T{}.method(uintptr(object())) })
	drain()
	inFrame(func() { defer deferred(uintptr(object())) })
	drain()
	done := make(chan bool)
	inFrame(func() { go started(uintptr(object()), done) })
	<-done
}

// drain takes what was collected after its call, and may be, so far.
func drain() {
	runtime.GC()
	runtime.Gosched()
	for len(collected) > 0 {
		<-collected
	}
}

// CHECK: call: alive
// CHECK-NEXT: variadic call: alive
// CHECK-NEXT: method: alive
// CHECK-NEXT: deferred call: alive
// CHECK-NEXT: goroutine: alive
// CHECK-NEXT: exit 0
