// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 20: a tab after each line break.
package main

func main() {
	panic("one\ntwo\n three")
}

// CHECK: panic: one
// CHECK-NEXT: 	two
// CHECK-NEXT: 	 three
// CHECK-EMPTY:
// CHECK: exit 2
