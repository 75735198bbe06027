// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 10: deferred calls that panic under Goexit.
package main

import "runtime"

func run(f func()) {
	done := make(chan bool)
	go func() {
		defer close(done)
		f()
		println("not reached")
	}()
	<-done
}

func main() {
	run(func() {
		defer println("a1")
		defer func() { println("recovered", recover().(string)) }()
		defer println("a3")
		defer func() { println("under Goexit:", recover() == nil); panic("p") }()
		defer println("a5")
		runtime.Goexit()
	})
	run(func() {
		defer println("b1")
		func() {
			defer println("b2")
			defer func() {
				defer func() { println("b3", recover().(int)) }()
				panic(1)
			}()
			runtime.Goexit()
		}()
		println("not reached")
	})
	run(func() {
		defer func() { println("c1", recover() == nil) }()
		defer func() { runtime.Goexit() }()
		panic("dropped")
	})
	println("survived")
}

// CHECK: a5
// CHECK-NEXT: under Goexit: true
// CHECK-NEXT: a3
// CHECK-NEXT: recovered p
// CHECK-NEXT: a1
// CHECK-NEXT: b3 1
// CHECK-NEXT: b2
// CHECK-NEXT: b1
// CHECK-NEXT: c1 true
// CHECK-NEXT: survived
// CHECK: exit 0
