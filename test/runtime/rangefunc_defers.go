// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 12: defers in a range-over-func body run when the enclosing function ends.
package main

func seq(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer println("iterator cleanup")
		for i := 0; i < n; i++ {
			if !yield(i) {
				println("stopped at", i)
				return
			}
		}
	}
}

func all() {
	for i := range seq(3) {
		defer println("body", i)
	}
	println("after loop")
}

func returns() (r int) {
	defer func() { println("result", r); r *= 2 }()
	for i := range seq(10) {
		defer func() { r += i }()
		if i == 2 {
			return 100
		}
	}
	return 0
}

func labels() {
outer:
	for i := range seq(5) {
		for j := range seq(5) {
			defer println("pair", i, j)
			if j == 1 {
				continue outer
			}
			if i == 1 {
				break outer
			}
		}
	}
	println("after outer")
}

func jumps() {
	for i := range seq(5) {
		defer println("goto body", i)
		if i == 1 {
			goto done
		}
	}
	println("not reached")
done:
	println("done")
}

func panics() {
	defer func() { println("recovered", recover().(string)) }()
	for i := range seq(5) {
		defer println("panicking body", i)
		if i == 1 {
			panic("in body")
		}
	}
}

func nestedClosure() {
	for i := range seq(2) {
		func() {
			defer println("closure in body", i)
		}()
		defer func() { println("enclosing", i) }()
	}
	println("loop ended")
}

func main() {
	all()
	println(returns())
	labels()
	jumps()
	panics()
	nestedClosure()
}

// CHECK: iterator cleanup
// CHECK-NEXT: after loop
// CHECK-NEXT: body 2
// CHECK-NEXT: body 1
// CHECK-NEXT: body 0
// CHECK-NEXT: stopped at 2
// CHECK-NEXT: iterator cleanup
// CHECK-NEXT: result 103
// CHECK-NEXT: 206
// CHECK-NEXT: stopped at 1
// CHECK-NEXT: iterator cleanup
// CHECK-NEXT: stopped at 0
// CHECK-NEXT: iterator cleanup
// CHECK-NEXT: stopped at 1
// CHECK-NEXT: iterator cleanup
// CHECK-NEXT: after outer
// CHECK-NEXT: pair 1 0
// CHECK-NEXT: pair 0 1
// CHECK-NEXT: pair 0 0
// CHECK-NEXT: stopped at 1
// CHECK-NEXT: iterator cleanup
// CHECK-NEXT: done
// CHECK-NEXT: goto body 1
// CHECK-NEXT: goto body 0
// CHECK-NEXT: iterator cleanup
// CHECK-NEXT: panicking body 1
// CHECK-NEXT: panicking body 0
// CHECK-NEXT: recovered in body
// CHECK-NEXT: closure in body 0
// CHECK-NEXT: closure in body 1
// CHECK-NEXT: iterator cleanup
// CHECK-NEXT: loop ended
// CHECK-NEXT: enclosing 1
// CHECK-NEXT: enclosing 0
// CHECK: exit 0
