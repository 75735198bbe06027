// RUN: %run_all %s | FileCheck %s

// A cleanup that panics is called by runtime.runCleanups, which is shown as nothing else tells what the goroutine is.
package main

import (
	"runtime"
	"time"
)

type T struct{ words [4]int }

//go:noinline
func fail(n int) {
	if n == 7 {
		panic("in a cleanup")
	}
}

//go:noinline
func lose(depth int) {
	if depth > 0 {
		lose(depth - 1)
		return
	}
	runtime.AddCleanup(new(T), fail, 7)
}

func main() {
	for i := 0; i < 1000; i++ {
		lose(i % 50)
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
}

// CHECK: panic: in a cleanup
// CHECK-EMPTY:
// CHECK-NEXT: goroutine {{[0-9]+}} [running]:
// CHECK-NEXT: main.fail(
// CHECK-NEXT: traceback_cleanup.go:16 +0x
// CHECK-NEXT: {{^}}runtime.runCleanups()
// CHECK-NEXT: /src/runtime/mcleanup.go:{{[0-9]+}} +0x
// CHECK-NEXT: exit 2
