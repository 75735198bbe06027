// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 20: integers.
package main



func main() {
	panic(uint64(1) << 63)
}

// CHECK: panic: 9223372036854775808
// CHECK-EMPTY:
// CHECK: exit 2
