// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 1: a million pending deferred calls are no problem.
package main

var sum, last, calls int

func add(i int) {
	if calls == 0 && i != 999999 {
		println("wrong first", i)
	}
	calls++
	sum += i
	last = i
}

func loop(n int) {
	for i := 0; i < n; i++ {
		defer add(i)
	}
}

func loopPanics(n int) (r any) {
	defer func() { r = recover() }()
	for i := 0; i < n; i++ {
		defer add(i)
	}
	panic("end")
}

func main() {
	loop(1000000)
	println(calls, sum, last)
	calls, sum, last = 0, 0, -1
	println(loopPanics(1000000).(string), calls, sum, last)
}

// CHECK: 1000000 499999500000 0
// CHECK-NEXT: end 1000000 499999500000 0
// CHECK: exit 0
