// RUN: %run_all %s | FileCheck --match-full-lines %s

// The deferred calls that are left after a recovery run where the recovered
// function is, not on top of what panicked: their stacks do not show it, and
// panicking and recovering in turn takes linear time.
package main

import (
	"runtime"
	"strings"
)

//go:noinline
func down(n int) int {
	if n == 0 {
		panic("bottom")
	}
	return down(n-1) + 1
}

func depth() int {
	var pcs [4096]uintptr
	return runtime.Callers(0, pcs[:])
}

func fault(p *int, n int) int {
	if n == 0 {
		return *p
	}
	return fault(p, n-1) + 1
}

// The calls in run are some open-coded, some in records.
func run(records int, boom func()) (res string) {
	before := depth()
	defer func() {
		buf := make([]byte, 1<<16)
		s := string(buf[:runtime.Stack(buf, false)])
		println("dead frames:", strings.Contains(s, "main.down"), strings.Contains(s, "main.fault"))
		println("run below:", strings.Contains(s, "main.run"), "main below:", strings.Contains(s, "main.main"))
		println("frames more:", depth()-before)
		res += " again"
	}()
	for i := 0; i < records; i++ {
		defer func() {
			println("record", i, depth()-before)
			if i == 1 {
				defer func() { println("inner", recover().(string)) }()
				down(100)
			}
		}()
	}
	defer func() {
		r := recover()
		if e, ok := r.(error); ok {
			r = e.Error()
		}
		res = "recovered " + r.(string)
	}()
	boom()
	return "not reached"
}

func alternate(n int) (sum int) {
	for i := 0; i < n; i++ {
		defer func() { sum += recover().(int) }()
		defer func() { panic(i) }()
	}
	return
}

// A Goexit that a panic interrupts goes on when the panic is recovered.
func interruptedGoexit(done chan bool) {
	defer close(done)
	defer func() { println("after Goexit:", depth() < 16) }()
	defer func() { println("recovered", recover().(string)) }()
	defer func() { down(200) }()
	runtime.Goexit()
}

func main() {
	println(run(0, func() { down(1000) }))
	println(run(3, func() { down(1000) }))
	println(run(1, func() { fault(nil, 1000) }))
	println(alternate(30000))
	done := make(chan bool)
	go interruptedGoexit(done)
	<-done
	// Results of every kind survive the jump.
	a, b, c := many()
	println(a, b, c[0], c[9])
}

func many() (a string, b float64, c [10]int) {
	defer func() { c[9] = 9 }()
	defer func() { recover(); b = 1 << 20 }()
	a, c[0] = "a", 7
	down(50)
	return
}

// CHECK: dead frames: false false
// CHECK-NEXT: run below: true main below: true
// CHECK-NEXT: frames more: 1
// CHECK-NEXT: recovered bottom again
// CHECK-NEXT: record 2 1
// CHECK-NEXT: record 1 1
// CHECK-NEXT: inner bottom
// CHECK-NEXT: record 0 1
// CHECK-NEXT: dead frames: false false
// CHECK-NEXT: run below: true main below: true
// CHECK-NEXT: frames more: 1
// CHECK-NEXT: recovered bottom again
// CHECK-NEXT: record 0 1
// CHECK-NEXT: dead frames: false false
// CHECK-NEXT: run below: true main below: true
// CHECK-NEXT: frames more: 1
// CHECK-NEXT: recovered runtime error: invalid memory address or nil pointer dereference again
// CHECK-NEXT: 449985000
// CHECK-NEXT: recovered bottom
// CHECK-NEXT: after Goexit: true
// CHECK-NEXT: a 1.048576e+06 7 9
// CHECK: exit 0
