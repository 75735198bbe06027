// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 20: complex numbers.
package main



func main() {
	panic(complex(1, -2.5))
}

// CHECK: panic: (1-2.5i)
// CHECK-EMPTY:
// CHECK: exit 2
