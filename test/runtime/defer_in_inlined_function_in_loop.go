// RUN: %run_all %s | FileCheck --match-full-lines %s

// A function that defers, inlined into a loop that defers: its exit runs its own calls only.
package main

//go:noinline
func note(s string, n int) { println(s, n) }

//go:noinline
func f(n int) {
	for i, j := n, uint8(5); i > 0; i, j = i-1, j+3 {
		_ = j
		defer note("outer", i)
		func() {
			defer note("inner", ^i)
		}()
	}
	println("end")
}

func main() { f(4) }

// CHECK: inner -5
// CHECK-NEXT: inner -4
// CHECK-NEXT: inner -3
// CHECK-NEXT: inner -2
// CHECK-NEXT: end
// CHECK-NEXT: outer 1
// CHECK-NEXT: outer 2
// CHECK-NEXT: outer 3
// CHECK-NEXT: outer 4
// CHECK: exit 0
