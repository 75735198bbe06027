// Which of the panics of both sides of an assignment is seen: what gc copies of
// the left side comes before the right side, the place itself after it.
// RUN: %run_all %s | FileCheck %s

package main

type S struct{ p *S }

var (
	a, b  []int
	short = make([]int, 1)
	m     map[string][]int
	none  *S
)

func try(name string, f func()) {
	defer func() { println(name, recover().(error).Error()) }()
	f()
}

func main() {
	i, j, k := 3, 4, 1
	// CHECK: address runtime error: index out of range [3] with length 0
	try("address", func() { *&a[i] = short[k] })
	// CHECK: place runtime error: index out of range [1] with length 1
	try("place", func() { a[i] = short[k] })
	// CHECK: sum runtime error: index out of range [4] with length 0
	try("sum", func() { a[b[j]+1] = short[k] })
	// CHECK: index runtime error: index out of range [1] with length 1
	try("index", func() { a[b[j]] = short[k] })
	// CHECK: map runtime error: index out of range [3] with length 0
	try("map", func() { *&m["x"][i] = short[k] })
	// CHECK: field runtime error: index out of range [1] with length 1
	try("field", func() { none.p.p = []*S{none}[k] })
	// CHECK: op runtime error: index out of range [4] with length 0
	try("op", func() { a[b[j]+1] += short[k] })
	// CHECK: opaddress runtime error: index out of range [3] with length 0
	try("opaddress", func() { *&a[i] += short[k] })
}
