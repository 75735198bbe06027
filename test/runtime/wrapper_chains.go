// RUN: %run_all %s | FileCheck --match-full-lines %s

// A method promoted a million times costs no stack, whatever it takes and returns, and its recover still works.
package main

import (
	"runtime"
	"runtime/debug"
)

type I interface {
	few(int) int
	many(a, b, c, d, e, f, g, h, i int, x, y float64, s ...string) (int, float64, string, []string, error)
	recovers()
	frames() int
}

type base struct{ n int }

func (b *base) few(k int) int { return b.n + k }

func (b *base) many(p, q, r, s, t, u, v, w, z int, x, y float64, list ...string) (int, float64, string, []string, error) {
	return b.n + p + q + r + s + t + u + v + w + z, x + y, list[0], list, nil
}

func (b *base) recovers() { println("recovered", recover().(string)) }

func (b *base) frames() int {
	var pcs [20]uintptr
	return runtime.Callers(0, pcs[:])
}

type wrap struct {
	n int
	I
}

type alone struct{ I }

//go:noinline
func fails(i I) {
	defer i.recovers()
	panic("p")
}

func main() {
	debug.SetMaxStack(1 << 17)
	for _, depth := range []int{0, 1, 1000000} {
		var i I = &base{depth}
		for k := 0; k < depth; k++ {
			if k&1 == 0 {
				i = &wrap{k, i}
			} else {
				i = &alone{i}
			}
		}
		a, b, c, d, e := i.many(1, 2, 3, 4, 5, 6, 7, 8, 9, 0.5, 0.25, "s", "t")
		println(i.few(3), a, b, c, len(d), d[1], e == nil, i.frames())
		fails(i)
	}
}

// CHECK: 3 45 0.75 s 2 t true 5
// CHECK-NEXT: recovered p
// CHECK-NEXT: 4 46 0.75 s 2 t true 5
// CHECK-NEXT: recovered p
// CHECK-NEXT: 1000003 1000045 0.75 s 2 t true 5
// CHECK-NEXT: recovered p
// CHECK-NEXT: exit 0
