// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 2: with an argument it is the new goroutine that panics.
package main

func main() {
	var f func(int)
	go f(1)
	select {}
}

// CHECK: panic: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc={{0x[0-9a-f]+}}]
// CHECK-EMPTY:
// CHECK: exit 2
