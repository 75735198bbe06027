// RUN: %run_all %s | FileCheck --match-full-lines %s

// Each iteration has its own variables (go 1.22); closures and defers see them.
package main

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
		defer func() { println("deferred", i) }()
		i := i
		_ = i
	}
	for _, f := range fs {
		println(f(), f())
	}
	var ps []*int
	for i, s := 0, "x"; i < 4; i, s = i+1, s+"y" {
		ps = append(ps, &i)
		if i == 2 {
			i++
		}
		if len(s) > 2 {
			continue
		}
	}
	for _, p := range ps {
		println(*p)
	}
	for i := range 3 {
		defer println("int", i)
		i += 5
		println(i)
	}
	for k, v := range map[string]int{"a": 1} {
		defer func() { println(k, v) }()
	}
}

// CHECK: 10 20
// CHECK-NEXT: 11 21
// CHECK-NEXT: 12 22
// CHECK-NEXT: 0
// CHECK-NEXT: 1
// CHECK-NEXT: 3
// CHECK-NEXT: 5
// CHECK-NEXT: 6
// CHECK-NEXT: 7
// CHECK-NEXT: a 1
// CHECK-NEXT: int 2
// CHECK-NEXT: int 1
// CHECK-NEXT: int 0
// CHECK-NEXT: deferred 22
// CHECK-NEXT: deferred 21
// CHECK-NEXT: deferred 20
// CHECK: exit 0
