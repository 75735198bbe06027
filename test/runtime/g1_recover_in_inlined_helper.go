// RUN: %run_all %s | FileCheck --match-full-lines %s

// G1 (golang/go#73916): a helper does not recover, inlined or not; gc 1.23 was wrong, gc 1.27 is right. Expected lines are by hand.
package main

func helper() any { return recover() }

func F(n int) { println("F", helper() == nil) }

func main() {
	defer println("main's defer")
	defer F(1)
	panic("must not be recovered")
}

// CHECK: F true
// CHECK-NEXT: main's defer
// CHECK-NEXT: panic: must not be recovered
// CHECK: exit 2
