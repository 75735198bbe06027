// RUN: %run_all %s | FileCheck %s

// Sources row 20: the goroutine and who created it.
package main

//go:noinline
func worker(c chan int) {
	<-c
	panic("worker")
}

func main() {
	c := make(chan int)
	go worker(c)
	c <- 1
	select {}
}

// CHECK: panic: worker
// CHECK-EMPTY:
// CHECK-NEXT: goroutine {{[0-9]+}} [running]:
// CHECK-NEXT: main.worker(
// CHECK-NEXT: traceback_created_by.go:9
// CHECK-NEXT: created by main.main in goroutine 1
// CHECK-NEXT: traceback_created_by.go:14 +0x
// CHECK-NEXT: exit 2
