// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 19: a chain of panics.
package main

func main() {
	defer func() { panic("C") }()
	defer func() { panic("B") }()
	panic("A")
}

// CHECK: panic: A
// CHECK-NEXT: 	panic: B
// CHECK-NEXT: 	panic: C
// CHECK-EMPTY:
// CHECK: exit 2
