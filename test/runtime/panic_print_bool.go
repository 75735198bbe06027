// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 20: booleans.
package main



func main() {
	panic(1 < 2)
}

// CHECK: panic: true
// CHECK-EMPTY:
// CHECK: exit 2
