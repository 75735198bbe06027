// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 19, sources row 18: only the recovered one of a chain is marked.
package main

func main() {
	defer func() { panic("C") }()
	defer func() {
		recover()
		panic("B")
	}()
	panic("A")
}

// CHECK: panic: A [recovered]
// CHECK-NEXT: 	panic: B
// CHECK-NEXT: 	panic: C
// CHECK-EMPTY:
// CHECK: exit 2
