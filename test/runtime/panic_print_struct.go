// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 20: types without a printed form show type and address.
package main

type St struct{ a, b int }

func main() {
	panic(St{1, 2})
}

// CHECK: panic: (main.St) {{0x[0-9a-f]+}}
// CHECK-EMPTY:
// CHECK: exit 2
