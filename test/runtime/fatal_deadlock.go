// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 17: all goroutines asleep.
package main

func main() {
	defer func() { println("not reached", recover() != nil) }()
	c := make(chan int)
	go func() {
		defer println("never runs: blocked for ever (sources row 10)")
		<-c
		<-c
	}()
	c <- 1
	c <- 2
	c <- 3
}

// CHECK: never runs: blocked for ever (sources row 10)
// CHECK-NEXT: fatal error: all goroutines are asleep - deadlock!
// CHECK-EMPTY:
// CHECK: exit 2
