// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 20: func values.
package main



func main() {
	panic(main)
}

// CHECK: panic: (func()) {{0x[0-9a-f]+}}
// CHECK-EMPTY:
// CHECK: exit 2
