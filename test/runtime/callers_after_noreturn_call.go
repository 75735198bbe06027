// RUN: %run_all %s | FileCheck --match-full-lines %s

// The return address of a call that does not return lies in its own function, and gopanic looks as in gc.
package main

import (
	"runtime"
	"strings"
)

//go:noinline
func report() {
	var pcs [10]uintptr
	n := runtime.Callers(1, pcs[:])
	for _, pc := range pcs[:n] {
		name := runtime.FuncForPC(pc).Name()
		if name != "" && !strings.HasPrefix(name, "runtime.") { // "": says how many inlined frames are skipped
			println(name)
		}
	}
	frames := runtime.CallersFrames(pcs[:n])
	for {
		f, more := frames.Next()
		if f.Function == "runtime.gopanic" {
			println(f.File[strings.Index(f.File, "runtime/"):], f.Line)
		}
		if !more {
			break
		}
	}
	recover()
}

//go:noinline
func fails() { panic("p") }

//go:noinline
func next() { println("next") }

//go:noinline
func f() {
	defer report()
	fails()
}

func main() {
	f()
	next()
}

// CHECK: main.report
// CHECK-NEXT: main.fails
// CHECK-NEXT: main.f
// CHECK-NEXT: main.main
// CHECK-NEXT: runtime/panic.go 859
// CHECK-NEXT: next
// CHECK: exit 0
