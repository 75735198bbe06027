// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 20: Error wins over String.
package main

type T struct{}

func (T) Error() string  { return "from Error" }
func (T) String() string { return "from String" }

func main() {
	panic(T{})
}

// CHECK: panic: from Error
// CHECK-EMPTY:
// CHECK: exit 2
