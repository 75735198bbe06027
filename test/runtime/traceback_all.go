// RUN: env GOTRACEBACK=all %run_all %s | FileCheck %s

// Row 18: GOTRACEBACK=all shows the other goroutines.
package main

func blocked(c, d chan int) {
	d <- 1
	<-c
}

func main() {
	c, d := make(chan int), make(chan int)
	go blocked(c, d)
	<-d
	panic("message")
}

// CHECK: panic: message
// CHECK: goroutine 1 [running]:
// CHECK-NEXT: main.main()
// CHECK: goroutine {{[0-9]+}} [{{chan receive|runnable|chan send}}]:
// CHECK: main.blocked(
// CHECK: created by main.main in goroutine 1
// CHECK: exit 2
