// RUN: env GOTRACEBACK=system %run_all %s | FileCheck %s
// RUN: env GOTRACEBACK=single %run_all %s | FileCheck --check-prefix=SINGLE %s

// Row 18: system shows the runtime's frames, where they are, and all goroutines; single shows one goroutine.
package main

//go:noinline
func blocked(c chan int) {
	c <- 1
	<-c
}

//go:noinline
func f(n int) {
	panic(n)
}

func main() {
	c := make(chan int)
	go blocked(c)
	<-c
	f(2)
}

// CHECK: panic: 2
// CHECK-EMPTY:
// CHECK-NEXT: goroutine 1 gp=0x{{[0-9a-f]+}} m={{[0-9]+}} mp=0x{{[0-9a-f]+}} [running]:
// CHECK-NEXT: {{^}}panic(
// CHECK-NEXT: /src/runtime/panic.go:878 +0x{{[0-9a-f]+}} fp=0x{{[0-9a-f]+}} sp=0x{{[0-9a-f]+}} pc=0x{{[0-9a-f]+}}
// CHECK-NEXT: main.f(
// CHECK-NEXT: traceback_system.go:15 +0x{{[0-9a-f]+}} fp=
// CHECK-NEXT: main.main()
// CHECK-NEXT: traceback_system.go:22 +0x{{[0-9a-f]+}} fp=
// CHECK-NEXT: runtime.main()
// CHECK-NEXT: /src/runtime/proc.go:302 +0x
// CHECK-NEXT: runtime.goexit(
// CHECK: goroutine {{[0-9]+}} gp=0x{{[0-9a-f]+}} m={{.*}} [
// CHECK: created by main.main in goroutine 1

// SINGLE: panic: 2
// SINGLE-EMPTY:
// SINGLE-NEXT: goroutine 1 [running]:
// SINGLE-NEXT: main.f(
// SINGLE-NEXT: traceback_system.go:15 +0x
// SINGLE-NEXT: main.main()
// SINGLE-NEXT: traceback_system.go:22 +0x
// SINGLE-NEXT: exit 2
