// RUN: %run_all %s | FileCheck --match-full-lines %s

// s.i = s.x assigns from s to s, but the box that the interface gets is new.
package main

type Big struct{ a, b, c, d, e int }
type I interface{ Sum() int }

func (b Big) Sum() int { return b.a + b.b + b.c + b.d + b.e }

type S struct {
	x  Big
	i  I
	xs [2]Big
	is [2]any
}

//go:noinline
func fill(s *S, n int) {
	s.x = Big{n, n, n, n, n}
	s.i = s.x
	s.xs[1] = s.x
	s.is[0] = s.xs[1]
}

//go:noinline
func clobber(n int) (r int) {
	var a [64]int
	for i := range a {
		a[i] = n + i
	}
	for _, v := range a {
		r += v
	}
	return
}

func main() {
	var s S
	fill(&s, 1)
	clobber(1000)
	println(s.i.Sum(), s.is[0].(Big).Sum())
}

// CHECK: 5 5
// CHECK: exit 0
