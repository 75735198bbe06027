// RUN: %run_all %s | FileCheck --match-full-lines %s

// Deferred calls that recover and panic again, at each of many levels: a new panic
// does not look for deferred calls where an older one has run them all, so this
// takes linear time. Each call runs once.
package main

var runs int

//go:noinline
func level(n int) {
	if n == 0 {
		panic("bottom")
	}
	defer func() {
		runs++
		panic(recover())
	}()
	level(n - 1)
}

//go:noinline
func replaced(n int) {
	if n == 0 {
		panic("bottom")
	}
	defer func() { runs++ }()
	defer func() {
		runs++
		defer func() { runs++ }()
		panic(n)
	}()
	replaced(n - 1)
}

func try(f func(int), n int) (v any) {
	defer func() { v = recover() }()
	f(n)
	return
}

func main() {
	v := try(level, 50000)
	println(v.(string), runs) // CHECK: bottom 50000
	runs = 0
	v = try(replaced, 10000)
	println(v.(int), runs) // CHECK-NEXT: 10000 30000
}
