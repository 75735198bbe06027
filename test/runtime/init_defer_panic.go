// RUN: %run_all %s | FileCheck %s

// Sources row 6, row 18: a defer in init runs; a panic in init shows its frame. TRACEBACK
package main

func init() {
	defer println("init's defer")
	println("init")
}

func init() {
	defer println("second init's defer")
	panic("in init")
}

func main() { println("not reached") }

// CHECK: init
// CHECK-NEXT: init's defer
// CHECK-NEXT: second init's defer
// CHECK-NEXT: panic: in init
// CHECK: goroutine 1 [running]:
// CHECK-NEXT: main.init.1()
// CHECK-NEXT: {{.*}}init_defer_panic.go:13 +0x
// CHECK: exit 2
