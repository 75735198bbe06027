// A pointer that an argument hides in a uintptr lives until the call returns, if
// the callee asks for that: called, deferred, and in a new goroutine. (The callees
// do not look at their parameters, which therefore keep nothing themselves.)
// RUN: %run_all %s | FileCheck %s
package main

import (
	"runtime"
	"sync/atomic"
	"time"
	"unsafe"
)

const (
	inCall = iota
	inVariadic
	inMethod
	inDeferred
	inGoroutine
)

var collected [inGoroutine + 1]atomic.Bool

func object(i int) unsafe.Pointer {
	runtime.SetFinalizer(&i, func(i *int) { collected[*i].Store(true) })
	return unsafe.Pointer(&i)
}

func collect(i int, where string) {
	runtime.GC()
	time.Sleep(time.Millisecond) // A finalizer would run now.
	if collected[i].Load() {
		println(where, "too early")
	} else {
		println(where, "alive")
	}
}

//go:noinline
//go:uintptrescapes
func called(p uintptr) { collect(inCall, "call:") }

//go:noinline
//go:uintptrescapes
func variadic(p ...uintptr) { collect(inVariadic, "variadic call:") }

type T struct{}

//go:noinline
//go:uintptrescapes
func (T) method(p uintptr) { collect(inMethod, "method:") }

//go:noinline
//go:uintptrescapes
func deferred(p uintptr) { collect(inDeferred, "deferred call:") }

//go:noinline
//go:uintptrescapes
func started(p uintptr, done chan bool) { collect(inGoroutine, "goroutine:"); close(done) }

//go:noinline
func inFrame(f func()) { f() }

func main() {
	inFrame(func() { called(uintptr(object(inCall))) })
	inFrame(func() { variadic(1, uintptr(object(inVariadic))) })
	inFrame(func() { T{}.method(uintptr(object(inMethod))) })
	inFrame(func() { defer deferred(uintptr(object(inDeferred))) })
	done := make(chan bool)
	inFrame(func() { go started(uintptr(object(inGoroutine)), done) })
	<-done
}

// CHECK: call: alive
// CHECK-NEXT: variadic call: alive
// CHECK-NEXT: method: alive
// CHECK-NEXT: deferred call: alive
// CHECK-NEXT: goroutine: alive
// CHECK-NEXT: exit 0
