// RUN: %run_all %s | FileCheck --match-full-lines %s

// Loops that are unrolled: each deferred call keeps what its statement evaluated, the last made directly or not.
package main

//go:noinline
func f(n int, s string) {
	for i := range 2 {
		defer println(n^i, s)
	}
}

//go:noinline
func g(n int) (r int) {
	for i, j := 2, uint8(2); i > 0; i, j = i-1, j+3 {
		defer func(a int) { r = r*100 + int(j)*10 + a }(n + i)
	}
	return 0
}

func main() {
	f(0, "x")
	println(g(1))
}

// CHECK: 1 x
// CHECK-NEXT: 0 x
// CHECK-NEXT: 5223
// CHECK: exit 0
