// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 2: go of a nil func without arguments is fatal, whatever recovers.
package main

func main() {
	defer func() { println("not reached", recover() != nil) }()
	var f func()
	go f()
	println("not reached")
}

// CHECK: fatal error: go of nil func value
// CHECK-EMPTY:
// CHECK: exit 2
