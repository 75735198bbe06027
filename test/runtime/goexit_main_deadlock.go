// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 15: Goexit of main waits for the others, then is a deadlock.
package main

import "runtime"

func main() {
	c := make(chan int)
	go func() {
		println("other", <-c)
		println("other ends")
	}()
	defer func() { c <- 1 }()
	runtime.Goexit()
}

// CHECK: other 1
// CHECK-NEXT: other ends
// CHECK-NEXT: fatal error: no goroutines (main called runtime.Goexit) - deadlock!
// CHECK: exit 2
