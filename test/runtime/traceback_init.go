// RUN: %run_all %s | FileCheck %s

// Row 18: a panic in init shows main.init.0(), called by nobody.
package main

var a = check(0)

//go:noinline
func check(n int) int {
	defer func() {
		if recover() != nil {
			println("recovered")
		}
	}()
	if n == 0 {
		panic(n)
	}
	return n
}

func init() {
	if a == 0 {
		panic("in init")
	}
}

func main() {}

// CHECK: recovered
// CHECK-NEXT: panic: in init
// CHECK-EMPTY:
// CHECK-NEXT: goroutine 1 [running]:
// CHECK-NEXT: main.init.0()
// CHECK-NEXT: traceback_init.go:23
// CHECK-NEXT: exit 2
