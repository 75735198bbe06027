// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 1: last in, first out, mixed forms, in branches and loops.
package main

func step(n int) { println("step", n) }

func f(a, b bool) {
	defer step(1)
	if a {
		defer step(2)
	} else {
		defer step(3)
	}
	for i := 0; i < 3; i++ {
		defer step(10 + i)
	}
	if b {
		return
	}
	defer func() { println("literal") }()
	switch {
	case a:
		defer step(20)
		fallthrough
	case false:
		defer step(21)
	default:
		defer step(22)
	}
}

func main() {
	f(true, false)
	println()
	f(false, true)
	println()
	f(false, false)
}

// CHECK: step 21
// CHECK-NEXT: step 20
// CHECK-NEXT: literal
// CHECK-NEXT: step 12
// CHECK-NEXT: step 11
// CHECK-NEXT: step 10
// CHECK-NEXT: step 2
// CHECK-NEXT: step 1
// CHECK-EMPTY:
// CHECK-NEXT: step 12
// CHECK-NEXT: step 11
// CHECK-NEXT: step 10
// CHECK-NEXT: step 3
// CHECK-NEXT: step 1
// CHECK-EMPTY:
// CHECK-NEXT: step 22
// CHECK-NEXT: literal
// CHECK-NEXT: step 12
// CHECK-NEXT: step 11
// CHECK-NEXT: step 10
// CHECK-NEXT: step 3
// CHECK-NEXT: step 1
// CHECK: exit 0
