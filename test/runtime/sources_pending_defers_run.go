// RUN: %run_all %s | FileCheck --match-full-lines %s

// Sources row 5: a panic nobody recovers runs all pending deferred calls, then ends the program with code 2.
package main

func inner() {
	defer println("inner 1")
	defer func() { println("inner 2") }()
	panic("nobody")
}

func main() {
	defer println("main")
	inner()
	println("not reached")
}

// CHECK: inner 2
// CHECK-NEXT: inner 1
// CHECK-NEXT: main
// CHECK-NEXT: panic: nobody
// CHECK-NOT: not reached
// CHECK: exit 2
