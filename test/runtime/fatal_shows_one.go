// RUN: %run_all %s | FileCheck %s
// RUN: env GOTRACEBACK=all %run_all %s | FileCheck --check-prefixes=CHECK,ALL %s

// Row 17: a fatal error of the program's shows the goroutine that made it; all of them if asked.
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
// CHECK-NEXT: /src/runtime/panic.go:1{{177|207}} +0x
// CHECK-NEXT: sync.(*Mutex).unlockSlow(
// CHECK: main.main()
// CHECK-NEXT: fatal_shows_one.go:29
// ALL: goroutine {{[0-9]+}} [
// ALL: created by main.main in goroutine 1
// ALL-NEXT: fatal_shows_one.go:21
// ALL: goroutine {{[0-9]+}} [
// ALL: created by main.main in goroutine 1
// ALL-NEXT: fatal_shows_one.go:27
// CHECK-NOT: goroutine
// CHECK: exit 2
