// RUN: %run_all %s | FileCheck %s

// A frame larger than any guard must not step over it into another stack.
// Variables above 128 KiB are on the heap, so several make the frame large.
package main

//go:noinline
func f(n int) int {
	var a, b, c, d, e, g, h, i, j, k, l, m [16000]int
	for _, p := range []*[16000]int{&a, &b, &c, &d, &e, &g, &h, &i, &j, &k, &l, &m} {
		p[n] = n
	}
	if n == 15000 {
		return 1
	}
	r := f(n + 1)
	for _, p := range []*[16000]int{&a, &b, &c, &d, &e, &g, &h, &i, &j, &k, &l, &m} {
		r += p[n+1]
	}
	return r
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
