// RUN: %run_all %s | FileCheck %s

// Struct literals whose keys are promoted fields; the rest is zero.
package main

type C struct {
	c any
	z [3]int
}
type B struct {
	pad byte
	b   string
	C
}
type A struct {
	a int
	B
	n int
}
type G[T any] struct {
	In[T]
	k int
}
type In[T any] struct{ v, w T }

var data = A{b: "data", z: [3]int{1, 2, 3}}
var pointer = &A{c: 1.5, n: 9}
var list = []A{{b: "x", a: 2}, {c: 3}}
var byName = map[string]*A{"k": {z: [3]int{7}}}

func show(s string, a A) {
	c, _ := a.c.(int)
	println(s, a.a, a.pad, a.b, c, a.z[0], a.z[1], a.z[2], a.n)
}

func say(s string) string { println("eval", s); return s }

func generic[T any](v T) G[T] { return G[T]{w: v, k: 2} }

func dirty(i int) A {
	// What is not given is zero also where something was before.
	a := A{i, B{1, "full", C{i, [3]int{i, i, i}}}, i}
	a = A{b: "new", a: a.z[1]}
	return a
}

func main() {
	show("data", data)
	show("pointer", *pointer)
	show("list", list[0])
	show("list", list[1])
	show("map", *byName["k"])
	// CHECK:      data 0 0 data 0 1 2 3 0
	// CHECK-NEXT: pointer 0 0  0 0 0 0 9
	// CHECK-NEXT: list 2 0 x 0 0 0 0 0
	// CHECK-NEXT: list 0 0  3 0 0 0 0
	// CHECK-NEXT: map 0 0  0 7 0 0 0

	i := len(say("i"))
	show("order", A{c: len(say("cc")), n: len(say("nnn")), b: say("b"), a: i})
	// CHECK-NEXT: eval i
	// CHECK-NEXT: eval cc
	// CHECK-NEXT: eval nnn
	// CHECK-NEXT: eval b
	// CHECK-NEXT: order 1 0 b 2 0 0 0 3

	g, h := generic("s"), generic(A{b: "in"})
	println(g.v == "", g.w, g.k, h.w.b, h.v.b == "")
	// CHECK-NEXT: true s 2 in true

	show("dirty", dirty(4))
	// CHECK-NEXT: dirty 4 0 new 0 0 0 0 0
	p := &A{c: 5, z: [3]int{i, i + 1}}
	show("heap", *p)
	// CHECK-NEXT: heap 0 0  5 1 2 0 0
	var any1, any2 any = A{b: "x"}, A{B: B{b: "x"}}
	println(any1 == any2)
	// CHECK-NEXT: true
}

// CHECK: exit 0
