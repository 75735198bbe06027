// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 16, sources rows 19 and 20: a goroutine's panic is not its creator's to recover.
package main

func main() {
	defer println("not reached")
	defer func() { recover() }()
	go func() {
		defer println("goroutine's defer")
		panic("in goroutine")
	}()
	select {}
}

// CHECK: goroutine's defer
// CHECK-NEXT: panic: in goroutine
// CHECK-EMPTY:
// CHECK: exit 2
