// RUN: %run_all %s | FileCheck %s

// Row 17: a fatal error shows every goroutine, the failing one first.
package main

import "sync"

//go:noinline
func wait(c chan int) { <-c }

//go:noinline
func locked(mu *sync.Mutex, started chan bool) {
	started <- true
	mu.Lock()
}

func main() {
	c, started := make(chan int), make(chan bool)
	var mu, locks sync.Mutex
	go func() {
		started <- true
		wait(c)
	}()
	<-started
	mu.Lock()
	go locked(&mu, started)
	<-started
	locks.Unlock()
}

// CHECK: fatal error: sync: unlock of unlocked mutex
// CHECK-EMPTY:
// CHECK-NEXT: goroutine 1 [running]:
// CHECK-NEXT: sync.fatal(
// CHECK-NEXT: /src/runtime/panic.go:1031
// CHECK-NEXT: sync.(*Mutex).unlockSlow(
// CHECK: main.main()
// CHECK-NEXT: fatal_shows_all.go:28
// CHECK: goroutine {{[0-9]+}} [
// CHECK: created by main.main in goroutine 1
// CHECK-NEXT: fatal_shows_all.go:20
// CHECK: goroutine {{[0-9]+}} [
// CHECK: created by main.main in goroutine 1
// CHECK-NEXT: fatal_shows_all.go:26
// CHECK: exit 2
