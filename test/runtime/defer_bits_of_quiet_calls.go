// RUN: %run_all %s | FileCheck --match-full-lines %s
// Deferred calls that cannot panic share the clearing of their bits: none may run twice, in whichever function
// they were inlined into and whatever panics afterwards.
package main

var n, quiet int

func inc()      { n++ }
func add(k int) { n += k }

//go:noinline
func check(k int) {
	if k < 0 {
		panic(k)
	}
}

func mixed(k int) {
	defer inc()
	defer func() { println("loud", n) }()
	defer add(10)
	if k > 1 {
		defer add(100)
	}
	defer inc()
	check(k)
}

// once is inlined into a loop whose function panics later.
func once(k int) {
	defer inc()
	defer add(k)
	check(k)
}

func loop(k int) {
	defer inc()
	for i := 0; i < k; i++ {
		once(i)
	}
	check(-k)
}

func conditional(a, b bool) {
	if a {
		defer inc()
	}
	if b {
		defer add(1000)
	}
	check(n - 5000)
}

func protect(name string, f func()) {
	defer func() {
		r := recover()
		if r != nil {
			println(name, "recovered", r.(int), n)
		} else {
			println(name, n)
		}
		n = 0
	}()
	f()
	println(name, "returns", n)
	check(quiet)
}

func main() {
	protect("mixed 1", func() { mixed(1) })
	protect("mixed 2", func() { mixed(2) })
	protect("mixed panics", func() { mixed(-1) })
	protect("loop", func() { loop(4) })
	for i := range 4 {
		protect("conditional", func() {
			n = 6000
			conditional(i&1 != 0, i&2 != 0)
		})
		protect("conditional panics", func() { conditional(i&1 != 0, i&2 != 0) })
	}
	quiet = -1
	protect("after", func() { once(1) })
}

// CHECK: loud 11
// CHECK-NEXT: mixed 1 returns 12
// CHECK-NEXT: mixed 1 12
// CHECK-NEXT: loud 111
// CHECK-NEXT: mixed 2 returns 112
// CHECK-NEXT: mixed 2 112
// CHECK-NEXT: loud 11
// CHECK-NEXT: mixed panics recovered -1 12
// CHECK-NEXT: loop recovered -4 11
// CHECK-NEXT: conditional returns 6000
// CHECK-NEXT: conditional 6000
// CHECK-NEXT: conditional panics recovered -5000 0
// CHECK-NEXT: conditional returns 6001
// CHECK-NEXT: conditional 6001
// CHECK-NEXT: conditional panics recovered -5000 1
// CHECK-NEXT: conditional returns 7000
// CHECK-NEXT: conditional 7000
// CHECK-NEXT: conditional panics recovered -5000 1000
// CHECK-NEXT: conditional returns 7001
// CHECK-NEXT: conditional 7001
// CHECK-NEXT: conditional panics recovered -5000 1001
// CHECK-NEXT: after returns 2
// CHECK-NEXT: after recovered -1 2
// CHECK-NEXT: exit 0
