// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 7: remaining defers run once each, skipped frames' too.
package main

func h() (r string) {
	defer println("h last")
	defer func() {
		if e := recover(); e != nil {
			r = "got " + e.(string)
		}
	}()
	defer println("h first")
	g()
	println("not reached")
	return "not reached"
}

func g() {
	for i := 0; i < 2; i++ {
		defer println("g loop", i)
	}
	defer println("g")
	f(3)
	println("not reached")
}

func f(n int) {
	defer println("f", n)
	if n == 0 {
		panic("deep")
	}
	f(n - 1)
	println("not reached")
}

func main() {
	println(h())
	println(h())
}

// CHECK: f 0
// CHECK-NEXT: f 1
// CHECK-NEXT: f 2
// CHECK-NEXT: f 3
// CHECK-NEXT: g
// CHECK-NEXT: g loop 1
// CHECK-NEXT: g loop 0
// CHECK-NEXT: h first
// CHECK-NEXT: h last
// CHECK-NEXT: got deep
// CHECK-NEXT: f 0
// CHECK-NEXT: f 1
// CHECK-NEXT: f 2
// CHECK-NEXT: f 3
// CHECK-NEXT: g
// CHECK-NEXT: g loop 1
// CHECK-NEXT: g loop 0
// CHECK-NEXT: h first
// CHECK-NEXT: h last
// CHECK-NEXT: got deep
// CHECK: exit 0
