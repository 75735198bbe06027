// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 17: a wild address is a fault nobody recovers.
package main

import "unsafe"

var addr uintptr = 0x123456789000

func main() {
	defer func() { println("not reached", recover() != nil) }()
	println(*(*int)(unsafe.Pointer(addr)))
}

// CHECK: unexpected fault address {{0x[0-9a-f]+}}
// CHECK-NEXT: fatal error: fault
// CHECK-NEXT: [signal SIGSEGV: segmentation violation code=0x1 addr={{0x[0-9a-f]+}} pc={{0x[0-9a-f]+}}]
// CHECK-EMPTY:
// CHECK: exit 2
