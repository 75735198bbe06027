// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 20: an Error method that panics.
package main

type T struct{}

func (T) Error() string { panic("again") }

func main() {
	panic(T{})
}

// CHECK: fatal error: panic while printing panic value: again
// CHECK-EMPTY:
// CHECK: exit 2
