// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 14: Goexit runs defers with nothing to recover.
package main

import "runtime"

func run(name string, f func()) {
	done := make(chan bool)
	go func() {
		defer func() { done <- true }()
		defer println(name, "last")
		f()
		println("not reached")
	}()
	<-done
}

func down(n int) {
	defer println("frame", n, recover() == nil)
	if n == 0 {
		runtime.Goexit()
	}
	down(n - 1)
	println("not reached")
}

func main() {
	run("plain", func() {
		defer func() { println(recover() == nil) }()
		runtime.Goexit()
	})
	run("frames", func() { down(3) })
	run("in deferred call", func() {
		defer println("after")
		defer runtime.Goexit()
		panic("dropped")
	})
	run("recovered under Goexit", func() {
		defer func() {
			func() {
				defer func() { println("recovered", recover().(string)) }()
				panic("inner")
			}()
			println("back in deferred call", recover() == nil)
		}()
		runtime.Goexit()
	})
	run("panic replaces and is recovered", func() {
		defer println("then on")
		defer func() { println(recover().(string)) }()
		defer func() { panic("from defer") }()
		runtime.Goexit()
	})
	run("loop", func() {
		for i := 0; i < 3; i++ {
			defer println("loop", i)
		}
		runtime.Goexit()
	})
	println("end")
}

// CHECK: true
// CHECK-NEXT: plain last
// CHECK-NEXT: frame 0 true
// CHECK-NEXT: frame 1 true
// CHECK-NEXT: frame 2 true
// CHECK-NEXT: frame 3 true
// CHECK-NEXT: frames last
// CHECK-NEXT: after
// CHECK-NEXT: in deferred call last
// CHECK-NEXT: recovered inner
// CHECK-NEXT: back in deferred call true
// CHECK-NEXT: recovered under Goexit last
// CHECK-NEXT: from defer
// CHECK-NEXT: then on
// CHECK-NEXT: panic replaces and is recovered last
// CHECK-NEXT: loop 2
// CHECK-NEXT: loop 1
// CHECK-NEXT: loop 0
// CHECK-NEXT: loop last
// CHECK-NEXT: end
// CHECK: exit 0
