// RUN: %run_all %s | FileCheck --match-full-lines %s

// A type declared in a generic function is another type in each instance of it.
package main

type Int int

func F[A ~int]() {
	type Int int
	type T[B ~int] struct{}
	var e1, e2, e3 any = T[int]{}, T[Int]{}, T[A]{}
	println(e1 == e2, e1 == e3, e2 == e3)
	all = append(all, e1, e2, e3)
	type U[_ any] int
	var e4, e5 any = T[U[int]]{}, T[U[A]]{}
	println(e4 == e5)
	all = append(all, e4, e5)
}

var all []any

func main() {
	type Int2 int
	F[int]()
	F[Int]()
	F[Int2]()
	for i := range all {
		for j := range i {
			if all[i] == all[j] {
				println(i, j)
			}
		}
	}
}

// CHECK: false true false
// CHECK-NEXT: true
// CHECK-NEXT: false false false
// CHECK-NEXT: false
// CHECK-NEXT: false false false
// CHECK-NEXT: false
// CHECK-NEXT: 2 0
// CHECK-NEXT: 4 3
// CHECK-NEXT: exit 0
