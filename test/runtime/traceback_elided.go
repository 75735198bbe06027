// RUN: %run_all %s | FileCheck %s

// The traceback of a deep stack shows fifty frames at either end.
package main

var n int

//go:noinline
func f(k int) {
	if k == 0 {
		panic("deep")
	}
	f(k - 1)
	n++
}

func main() { f(150) }

// CHECK: goroutine 1 [running]:
// CHECK-COUNT-50: main.f(
// CHECK-NEXT: traceback_elided.go
// CHECK-NEXT: {{^}}...52 frames elided...
// CHECK-COUNT-49: main.f(
// CHECK-NEXT: traceback_elided.go
// CHECK-NEXT: main.main()
