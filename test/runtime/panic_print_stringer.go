// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 20: a Stringer.
package main

type T int

func (t T) String() string { return "from String" }

func main() {
	panic(T(3))
}

// CHECK: panic: from String
// CHECK-EMPTY:
// CHECK: exit 2
