// RUN: %run_all %s | FileCheck --match-full-lines %s

// A deferred call that defers and panics itself; small enough to be inlined at the exit.
package main

func f() {
	defer func() { println("outer", recover().(string)) }()
	func() {
		defer func() {
			defer func() {
				println("B runs")
			}()
			panic("x")
		}()
	}()
}

func main() { f() }

// CHECK: B runs
// CHECK-NEXT: outer x
// CHECK: exit 0
