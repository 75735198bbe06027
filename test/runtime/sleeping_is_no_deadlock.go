// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 17: a sleeping goroutine is not a deadlock.
package main

import "time"

func main() {
	c := make(chan string)
	go func() {
		time.Sleep(20 * time.Millisecond)
		c <- "woke"
	}()
	println(<-c)
}

// CHECK: woke
// CHECK: exit 0
