// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 21: an uncaught nil dereference names the signal.
package main

type T struct {
	pad [8]int
	n   int
}

var p *T

func main() {
	defer println("defer runs first")
	println(p.n)
}

// CHECK: defer runs first
// CHECK-NEXT: panic: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: [signal SIGSEGV: segmentation violation code=0x1 addr={{0x[0-9a-f]+}} pc={{0x[0-9a-f]+}}]
// CHECK-EMPTY:
// CHECK: exit 2
