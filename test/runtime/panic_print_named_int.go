// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 20: named integers.
package main

type N int8

func main() {
	panic(N(-3))
}

// CHECK: panic: main.N(-3)
// CHECK-EMPTY:
// CHECK: exit 2
