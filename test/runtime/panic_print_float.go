// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 20: floats.
package main



func main() {
	panic(1.5)
}

// CHECK: panic: 1.5
// CHECK-EMPTY:
// CHECK: exit 2
