// RUN: %run_all %s | FileCheck %s

// new(x) is a new variable every time; x is evaluated where the call stands.
package main

type point struct{ x, y int }

type num int

func (n num) get() int { return int(n) }

type getter interface{ get() int }

var zero = new(0)
var same = zero
var table = new([3]string{"a", "b", "c"})

func generic[T any](v T) *T { return new(v) }

//go:noinline
func keep(p *int) *int { return p }

func local() int {
	p := new(point{y: 4})
	q := new(*p)
	q.x = 3
	return p.x*100 + q.x*10 + q.y
}

func main() {
	println(*zero, same == zero, table[2])
	// CHECK: 0 true c

	n := 1
	next := func() int { n++; return n }
	a, b, c := new(n), new(next()), new(n)
	println(*a, *b, *c)
	// CHECK-NEXT: 1 2 2

	var all []*int
	for i := range 3 {
		all = append(all, keep(new(i*i)))
	}
	println(*all[0], *all[1], *all[2])
	// CHECK-NEXT: 0 1 4

	var g getter = num(7)
	p := new(g)
	g = num(8)
	println((*p).get(), g.get())
	// CHECK-NEXT: 7 8

	println(*new('x'), *new(1 << 3), *new("s"), *new(n > 1), **new(new(n)))
	// CHECK-NEXT: 120 8 s true 2

	println(*generic("t"), generic(point{1, 2}).y, local())
	// CHECK-NEXT: t 2 34

	m := *new(map[string]int{"k": 5})
	s := *new([]int{1, 2, 3})
	f := *new(func() int { return n })
	println(m["k"], s[2], f())
	// CHECK-NEXT: 5 3 2
}

// CHECK: exit 0
