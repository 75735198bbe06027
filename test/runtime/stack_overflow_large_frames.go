// RUN: %run_all %s | FileCheck %s

// A frame larger than any guard must not step over it into another stack.
package main

//go:noinline
func f(n int) int {
	var pad [200000]int
	pad[n] = n
	if n == 100000 {
		return 1
	}
	return f(n+1) + pad[(n+1)%1000]
}

func main() {
	done := make(chan int)
	idle := make(chan int)
	for range 20 {
		go func() { <-idle }()
	}
	go func() { done <- f(0) }()
	println(<-done)
}

// CHECK: runtime: goroutine stack exceeds 1000000000-byte limit
// CHECK: fatal error: stack overflow
// CHECK: main.f(
// CHECK: exit 2
