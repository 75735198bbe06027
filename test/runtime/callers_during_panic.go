// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 11: the panicking frames are on the stack during a deferred call.
package main

import "runtime"

func stack(tag string) {
	println(tag)
	pcs := make([]uintptr, 50)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		f, more := frames.Next()
		if f.Function == "runtime.main" || f.Function == "runtime.goexit" {
			break
		}
		if f.Function == "runtime.gopanic" {
			println("  ", f.Function)
		} else if f.Function == "runtime.goPanicIndex" || f.Function == "runtime.panicIndex" ||
			f.Function == "runtime.sigpanic" || f.Function == "runtime.panicmem" {
			// How a check fails is not compared.
		} else {
			println("  ", f.Function, f.Line)
		}
		if !more {
			break
		}
	}
}

func deferred() {
	stack("before recover")
	recover()
	stack("after recover")
}

//go:noinline
func fails(n int) {
	if n == 0 {
		panic("x")
	}
	fails(n - 1)
}

//go:noinline
func f() {
	defer deferred()
	fails(2)
}

//go:noinline
func normal() {
	defer stack("normal return")
	println("body")
}

//go:noinline
func index(s []int, i int) int {
	defer deferred()
	return s[i]
}

func main() {
	f()
	stack("recovered")
	normal()
	index(nil, 3)
}

// CHECK: before recover
// CHECK-NEXT:    main.deferred 32
// CHECK-NEXT:    runtime.gopanic
// CHECK-NEXT:    main.fails 40
// CHECK-NEXT:    main.fails 42
// CHECK-NEXT:    main.fails 42
// CHECK-NEXT:    main.f 48
// CHECK-NEXT:    main.main 64
// CHECK-NEXT: after recover
// CHECK-NEXT:    main.deferred 34
// CHECK-NEXT:    runtime.gopanic
// CHECK-NEXT:    main.fails 40
// CHECK-NEXT:    main.fails 42
// CHECK-NEXT:    main.fails 42
// CHECK-NEXT:    main.f 48
// CHECK-NEXT:    main.main 64
// CHECK-NEXT: recovered
// CHECK-NEXT:    main.main 65
// CHECK-NEXT: body
// CHECK-NEXT: normal return
// CHECK-NEXT:    main.normal 55
// CHECK-NEXT:    main.main 66
// CHECK-NEXT: before recover
// CHECK-NEXT:    main.deferred 32
// CHECK-NEXT:    runtime.gopanic
// CHECK-NEXT:    main.index 60
// CHECK-NEXT:    main.main 67
// CHECK-NEXT: after recover
// CHECK-NEXT:    main.deferred 34
// CHECK-NEXT:    runtime.gopanic
// CHECK-NEXT:    main.index 60
// CHECK-NEXT:    main.main 67
// CHECK: exit 0
