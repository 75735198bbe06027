// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 6: a defer run by a normal return sees nil though a panic is live.
package main

func inner() {
	defer func() { println("inner normal return:", recover() == nil) }()
	println("inner body")
}

func innerPanics() {
	defer func() { println("inner own panic:", recover().(string)) }()
	panic("own")
}

func main() {
	defer func() {
		inner()
		innerPanics()
		func() {
			for i := 0; i < 2; i++ {
				defer func() { println("in loop:", recover() == nil) }()
			}
		}()
		println("outer:", recover().(string))
		println("again:", recover() == nil)
		inner()
	}()
	panic("live")
}

// CHECK: inner body
// CHECK-NEXT: inner normal return: true
// CHECK-NEXT: inner own panic: own
// CHECK-NEXT: in loop: true
// CHECK-NEXT: in loop: true
// CHECK-NEXT: outer: live
// CHECK-NEXT: again: true
// CHECK-NEXT: inner body
// CHECK-NEXT: inner normal return: true
// CHECK: exit 0
