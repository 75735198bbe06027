// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 20: pointers.
package main

type St struct{ a, b int }

func main() {
	panic(&St{1, 2})
}

// CHECK: panic: (*main.St) {{0x[0-9a-f]+}}
// CHECK-EMPTY:
// CHECK: exit 2
