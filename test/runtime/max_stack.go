// RUN: %run_all %s | FileCheck %s

// debug.SetMaxStack: deeper recursion is fatal, less deep is not.
package main

import "runtime/debug"

//go:noinline
func down(n int) int {
	var pad [100]int
	pad[n%100] = n
	if n == 0 {
		return 0
	}
	return down(n-1) + pad[(n+1)%100]
}

func main() {
	println(debug.SetMaxStack(64 << 20))
	println(debug.SetMaxStack(32 << 20))
	done := make(chan bool)
	go func() {
		println(down(1000))
		done <- true
	}()
	<-done
	println(down(1 << 40))
}

// CHECK: 1000000000
// CHECK-NEXT: 67108864
// CHECK-NEXT: 0
// CHECK-NEXT: runtime: goroutine stack exceeds 33554432-byte limit
// CHECK: fatal error: stack overflow
// CHECK: main.down(
// CHECK: exit 2
