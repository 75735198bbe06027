// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 20: named floats.
package main

type F1 float64

func main() {
	panic(F1(1.5))
}

// CHECK: panic: main.F1(1.5)
// CHECK-EMPTY:
// CHECK: exit 2
