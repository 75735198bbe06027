// RUN: %run_all %s | FileCheck %s

// Rows 11 and 18: functions, files and lines of an uncaught panic.
package main

type T struct{ n int }

//go:noinline
func (t *T) Method(s string) { inner(t.n, s) }

//go:noinline
func inner(n int, s string) {
	func() {
		defer func() {
			panic("in deferred call")
		}()
		var p *int
		*p = n
	}()
}

//go:noinline
func generic[A any](a A) { (&T{1}).Method("s") }

func main() {
	func() {
		generic(3)
	}()
}

// CHECK: panic: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: panic: in deferred call
// CHECK-NEXT: [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc={{0x[0-9a-f]+}}]
// CHECK-EMPTY:
// CHECK-NEXT: goroutine 1 [running]:
// CHECK-NEXT: main.inner.func1.1()
// CHECK-NEXT: traceback_frames.go:15 +0x
// CHECK-NEXT: panic(
// CHECK: main.inner.func1(
// CHECK-NEXT: traceback_frames.go:18
// CHECK-NEXT: main.inner(
// CHECK-NEXT: traceback_frames.go:19
// CHECK-NEXT: main.(*T).Method(
// CHECK-NEXT: traceback_frames.go:9
// CHECK-NEXT: main.generic[...](
// CHECK-NEXT: traceback_frames.go:23
// CHECK-NEXT: main.main.func1(
// CHECK-NEXT: traceback_frames.go:27
// CHECK-NEXT: main.main()
// CHECK-NEXT: traceback_frames.go:28
// CHECK-NEXT: exit 2

