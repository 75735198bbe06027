// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 11: the panicking frames are on the stack during a deferred call.
package main

import (
	"runtime"
	"strings"
)

func stack(tag string) {
	println(tag)
	pcs := make([]uintptr, 50)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		f, more := frames.Next()
		if f.Function == "runtime.main" || f.Function == "runtime.goexit" {
			break
		}
		if strings.HasPrefix(f.Function, "runtime.") {
			println("  ", f.Function)
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

//go:noinline
func load(p *int) int {
	defer deferred()
	return *p
}

//go:noinline
func divide(x, y int) int {
	defer deferred()
	return x / y
}

func main() {
	f()
	stack("recovered")
	normal()
	index(nil, 3)
	load(nil)
	divide(1, 0)
}

// CHECK: before recover
// CHECK-NEXT:    main.deferred 32
// CHECK-NEXT:    runtime.gopanic
// CHECK-NEXT:    main.fails 40
// CHECK-NEXT:    main.fails 42
// CHECK-NEXT:    main.fails 42
// CHECK-NEXT:    main.f 48
// CHECK-NEXT:    main.main 76
// CHECK-NEXT: after recover
// CHECK-NEXT:    main.deferred 34
// CHECK-NEXT:    runtime.gopanic
// CHECK-NEXT:    main.fails 40
// CHECK-NEXT:    main.fails 42
// CHECK-NEXT:    main.fails 42
// CHECK-NEXT:    main.f 48
// CHECK-NEXT:    main.main 76
// CHECK-NEXT: recovered
// CHECK-NEXT:    main.main 77
// CHECK-NEXT: body
// CHECK-NEXT: normal return
// CHECK-NEXT:    main.normal 55
// CHECK-NEXT:    main.main 78
// CHECK-NEXT: before recover
// CHECK-NEXT:    main.deferred 32
// CHECK-NEXT:    runtime.gopanic
// CHECK-NEXT:    runtime.panicBounds64
// CHECK-NEXT:    runtime.panicBounds
// CHECK-NEXT:    main.index 60
// CHECK-NEXT:    main.main 79
// CHECK-NEXT: after recover
// CHECK-NEXT:    main.deferred 34
// CHECK-NEXT:    runtime.gopanic
// CHECK-NEXT:    runtime.panicBounds64
// CHECK-NEXT:    runtime.panicBounds
// CHECK-NEXT:    main.index 60
// CHECK-NEXT:    main.main 79
// CHECK-NEXT: before recover
// CHECK-NEXT:    main.deferred 32
// CHECK-NEXT:    runtime.gopanic
// CHECK-NEXT:    runtime.panicmem
// CHECK-NEXT:    runtime.sigpanic
// CHECK-NEXT:    main.load 66
// CHECK-NEXT:    main.main 80
// CHECK-NEXT: after recover
// CHECK-NEXT:    main.deferred 34
// CHECK-NEXT:    runtime.gopanic
// CHECK-NEXT:    runtime.panicmem
// CHECK-NEXT:    runtime.sigpanic
// CHECK-NEXT:    main.load 66
// CHECK-NEXT:    main.main 80
// CHECK-NEXT: before recover
// CHECK-NEXT:    main.deferred 32
// CHECK-NEXT:    runtime.gopanic
// CHECK-NEXT:    runtime.panicdivide
// CHECK-NEXT:    main.divide 72
// CHECK-NEXT:    main.main 81
// CHECK-NEXT: after recover
// CHECK-NEXT:    main.deferred 34
// CHECK-NEXT:    runtime.gopanic
// CHECK-NEXT:    runtime.panicdivide
// CHECK-NEXT:    main.divide 72
// CHECK-NEXT:    main.main 81
// CHECK-NEXT: exit 0
