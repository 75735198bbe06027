// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 20: an error whose Error dereferences nil.
package main

type T struct{ s string }

func (t *T) Error() string { return t.s }

func main() {
	panic((*T)(nil))
}

// CHECK: fatal error: panic while printing panic value: type runtime.errorString
// CHECK-NEXT: [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc={{0x[0-9a-f]+}}]
// CHECK-EMPTY:
// CHECK: exit 2
