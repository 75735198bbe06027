// RUN: %run_all %s | FileCheck --match-full-lines %s

// Calls, receives and logical operations come first, in order; what else is in
// the expressions of a statement is read after all of them.
package main

var x, n = 1, 0
var s = "a"

func g() int        { x++; return x * 10 }
func gs() string    { s += "b"; return s }
func two() (int, string) { return x, gs() }
func both() (a, b int) { return x, g() }
func three(a, b, c int) { println(a, b, c) }
func idx() int { n++; return n }

type P struct{ v int }

func (p *P) bump() int { p.v++; return p.v }

func main() {
	y, z := x, g()
	println(y, z)
	y, z = x, g()
	println(y, z)
	println(both())
	three(x, g(), x)
	println(x, g(), x)
	println(x+g(), x*2+g())
	println(x == g()/10, x < g())
	println(s + gs() + s)
	println(two())
	p := &P{}
	a, b := p.v, p.bump()
	println(a, b)
	println(p.v, p.bump(), p.v+p.bump())
	l := []int{x, g(), x}
	println(l[0], l[1], l[2])
	arr := []int{0, 1, 2, 3}
	c, d := arr[n], idx()
	println(c, d)
	f := func() int { arr[0] = 7; return 1 }
	e, h := arr[0], f()
	println(e, h)
	m := map[int]int{1: 1}
	mf := func() int { m[1] = 5; return 2 }
	i, j := m[1], mf()
	println(i, j)
	ch := make(chan int, 2)
	ch <- 1
	q := func() int { ch <- 2; return len(ch) }
	k, r := <-ch, q()
	println(k, r)
	var w any = x
	t := func() int { w = 9; return 3 }
	u, v := w.(int), t()
	println(u, v)
	l = append(l, x, g())
	println(l[3], l[4])
}

// CHECK: 2 20
// CHECK-NEXT: 3 30
// CHECK-NEXT: 4 40
// CHECK-NEXT: 5 50 5
// CHECK-NEXT: 6 60 6
// CHECK-NEXT: 78 96
// CHECK-NEXT: false true
// CHECK-NEXT: ababab
// CHECK-NEXT: 10 abb
// CHECK-NEXT: 1 1
// CHECK-NEXT: 3 2 6
// CHECK-NEXT: 11 110 11
// CHECK-NEXT: 1 1
// CHECK-NEXT: 7 1
// CHECK-NEXT: 5 2
// CHECK-NEXT: 1 1
// CHECK-NEXT: 11 3
// CHECK-NEXT: 12 120
// CHECK-NEXT: exit 0
