// RUN: %run_all %s | FileCheck %s

// Methods made by the compiler do not show between a method and its caller, nor do they for runtime.Caller.
package main

import "runtime"

type T struct{ n, m, k int }

//go:noinline
func (t T) V() {
	_, file, line, _ := runtime.Caller(1)
	println(file[len(file)-5:], line)
	if t.n == 2 {
		panic(t.n)
	}
}

type U struct {
	k int
	*T
}

type I interface{ V() }

//go:noinline
func call(i I) {
	i.V()
}

func main() {
	call(&T{1, 3, 4})
	call(U{3, &T{0, 1, 1}})
	call(&U{3, &T{2, 1, 1}})
}

// CHECK: rs.go 28
// CHECK-NEXT: rs.go 28
// CHECK-NEXT: rs.go 28
// CHECK-NEXT: panic: 2
// CHECK-EMPTY:
// CHECK-NEXT: goroutine 1 [running]:
// CHECK-NEXT: main.T.V(
// CHECK-NEXT: traceback_wrappers.go:15
// CHECK-NEXT: main.call(
// CHECK-NEXT: traceback_wrappers.go:28
// CHECK-NEXT: main.main()
