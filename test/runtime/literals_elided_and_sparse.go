// RUN: %run_all %s | FileCheck %s

// Elided &T{} where T is a slice, an array or a map; literals with far holes.
package main

type S []T
type T struct{ x int }

var global = map[string]*S{"a": {{1}, {2}}}

var sparse = []byte{1 << 20: 7}

//go:noinline
func one() int { return 1 }

func main() {
	println(len(*global["a"]), (*global["a"])[1].x)
	// CHECK: 2 2
	a := [...]*S{{{one()}}, {}}
	println(len(a), (*a[0])[0].x, len(*a[1]))
	// CHECK-NEXT: 2 1 0
	b := []*[2]int{{1: one()}, {3, 4}}
	println(b[0][0], b[0][1], b[1][0])
	// CHECK-NEXT: 0 1 3
	c := []*map[int]int{{1: 2}}
	println((*c[0])[1])
	// CHECK-NEXT: 2
	println(len(sparse), sparse[0], sparse[1<<20])
	// CHECK-NEXT: 1048577 0 7
	local := []int16{1 << 20: int16(one()), 5: 3}
	println(len(local), local[5], local[6], local[1<<20])
	// CHECK-NEXT: 1048577 3 0 1
	mixed := []any{0: 1, 2: "x"}
	println(len(mixed), mixed[0].(int), mixed[1] == nil, mixed[2].(string))
	// CHECK-NEXT: 3 1 true x
}

// CHECK: exit 0
