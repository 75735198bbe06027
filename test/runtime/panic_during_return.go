// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 10: a deferred call that panics on a normal return leaves the others to run, once.
package main

func f() (n int) {
	defer println("f 1")
	defer func() { recover(); n++ }()
	defer println("f 3")
	defer func() { println("f 4"); panic("in return") }()
	defer println("f 5")
	return 10
}

func loop() (n int) {
	for i := 0; i < 4; i++ {
		defer func() {
			println("loop", i)
			if i == 1 {
				recover()
				n = 100
			}
			if i == 2 {
				panic(i)
			}
		}()
	}
	return 1
}

func main() {
	println(f())
	println(loop())
	defer println("main 1")
	defer func() { panic("last") }()
	defer println("main 3")
}

// CHECK: f 5
// CHECK-NEXT: f 4
// CHECK-NEXT: f 3
// CHECK-NEXT: f 1
// CHECK-NEXT: 11
// CHECK-NEXT: loop 3
// CHECK-NEXT: loop 2
// CHECK-NEXT: loop 1
// CHECK-NEXT: loop 0
// CHECK-NEXT: 100
// CHECK-NEXT: main 3
// CHECK-NEXT: main 1
// CHECK-NEXT: panic: last
// CHECK-EMPTY:
// CHECK: exit 2
