// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 16: an uncaught panic: all defers, message, exit code 2 (sources row 5).
package main

func main() {
	defer println("main's defer")
	func() {
		defer println("inner defer")
		panic("uncaught")
	}()
}

// CHECK: inner defer
// CHECK-NEXT: main's defer
// CHECK-NEXT: panic: uncaught
// CHECK-EMPTY:
// CHECK: exit 2
