// RUN: %run_all %s | FileCheck --match-full-lines %s

// More defer statements than bits of a word, and statements in a loop among others: in reverse order,
// also for a panic, with results set by a deferred call.
package main

var sum, last int

func add(n int) {
	sum = sum*3 + n
	last = n
}

//go:noinline
func many(fail bool) (r int) {
	defer func() {
		if recover() != nil {
			r = -sum
		} else {
			r = sum
		}
	}()
	defer add(0)
	defer add(1)
	defer add(2)
	defer add(3)
	defer add(4)
	defer add(5)
	defer add(6)
	defer add(0)
	defer add(1)
	defer add(2)
	defer add(3)
	defer add(4)
	defer add(5)
	defer add(6)
	defer add(0)
	defer add(1)
	defer add(2)
	defer add(3)
	defer add(4)
	defer add(5)
	defer add(6)
	defer add(0)
	defer add(1)
	defer add(2)
	defer add(3)
	defer add(4)
	defer add(5)
	defer add(6)
	defer add(0)
	defer add(1)
	defer add(2)
	defer add(3)
	defer add(4)
	defer add(5)
	defer add(6)
	defer add(0)
	defer add(1)
	defer add(2)
	defer add(3)
	defer add(4)
	defer add(5)
	defer add(6)
	defer add(0)
	defer add(1)
	defer add(2)
	defer add(3)
	defer add(4)
	defer add(5)
	defer add(6)
	defer add(0)
	defer add(1)
	defer add(2)
	defer add(3)
	defer add(4)
	defer add(5)
	defer add(6)
	defer add(0)
	defer add(1)
	defer add(2)
	defer add(3)
	defer add(4)
	defer add(5)
	defer add(6)
	defer add(0)
	defer add(1)
	defer add(2)
	defer add(3)
	defer add(4)
	defer add(5)
	defer add(6)
	defer add(0)
	defer add(1)
	defer add(2)
	defer add(3)
	defer add(4)
	defer add(5)
	defer add(6)
	defer add(0)
	defer add(1)
	defer add(2)
	if fail {
		panic("many")
	}
	return 1
}

//go:noinline
func mixed(n int, fail bool) (r int) {
	defer func() { recover(); println("first", r) }()
	for i := 0; i < n; i++ {
		defer func() { println("loop", i); r += i }()
	}
	k := n * 10
	defer func(a int) { println("after", a, k) }(k + 1)
	k++
	if fail {
		panic("mixed")
	}
	return 100
}

func main() {
	println(many(false), last)
	sum = 0
	println(many(true), last)
	println(mixed(3, false))
	println(mixed(2, true))
}

// CHECK: {{-?[0-9]+}} 0
// CHECK-NEXT: {{-?[0-9]+}} 0
// CHECK-NEXT: after 31 31
// CHECK-NEXT: loop 2
// CHECK-NEXT: loop 1
// CHECK-NEXT: loop 0
// CHECK-NEXT: first 103
// CHECK-NEXT: 103
// CHECK-NEXT: after 21 21
// CHECK-NEXT: loop 1
// CHECK-NEXT: loop 0
// CHECK-NEXT: first 1
// CHECK-NEXT: 1
// CHECK: exit 0
