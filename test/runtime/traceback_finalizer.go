// RUN: %run_all %s | FileCheck %s

// A finalizer that panics is called by runtime.runFinalizers, which is shown as nothing else tells what the goroutine is.
package main

import (
	"runtime"
	"time"
)

type T struct{ words [4]int }

//go:noinline
func fail(p *T) {
	if p.words[0] == 1 {
		panic("in a finalizer")
	}
}

//go:noinline
func lose(depth int) {
	if depth > 0 {
		lose(depth - 1)
		return
	}
	p := new(T)
	p.words[0] = 1
	runtime.SetFinalizer(p, fail)
}

func main() {
	for i := 0; i < 1000; i++ {
		lose(i % 50)
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
}

// CHECK: panic: in a finalizer
// CHECK-EMPTY:
// CHECK-NEXT: goroutine {{[0-9]+}} [running]:
// CHECK-NEXT: main.fail(
// CHECK-NEXT: traceback_finalizer.go:16 +0x
// CHECK-NEXT: {{^}}runtime.runFinalizers()
// CHECK-NEXT: /src/runtime/mfinal.go:{{[0-9]+}} +0x
// CHECK-NEXT: exit 2
