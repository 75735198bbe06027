// RUN: %run_all %s | FileCheck --match-full-lines %s

// A range-over-func loop that is inlined and unrolled in a deferred literal: each call keeps its own variables.
package main

var fuel = 100

func burn() bool { fuel--; return fuel > 0 }

func seq(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			yield(i)
		}
	}
}

//go:noinline
func f(n int) (out int) {
	defer func(a int) {
		for i := range seq(3) {
			if !burn() {
				break
			}
			defer func(b int) {
				defer println(i, n, b)
			}(a)
		}
	}(out)
	return 1
}

func main() { f(7) }

// CHECK: 2 7 0
// CHECK-NEXT: 1 7 0
// CHECK-NEXT: 0 7 0
// CHECK: exit 0
