// RUN: %run_all %s | FileCheck %s

// Row 17: stack overflow is fatal.
package main

//go:noinline
func f(n int) int {
	var pad [1000]int
	pad[n%1000] = n
	return f(n+1) + pad[(n+1)%1000]
}

func main() {
	defer func() { println("not reached", recover() != nil) }()
	println(f(0))
}

// CHECK: runtime: goroutine stack exceeds 1000000000-byte limit
// CHECK: fatal error: stack overflow
// CHECK-NOT: not reached
// CHECK: main.f(
// CHECK: exit 2
