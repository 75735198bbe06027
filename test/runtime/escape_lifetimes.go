// RUN: %run_all %s | FileCheck %s

// What lives in a frame must not be seen after it, or by another iteration.
package main

import "runtime"

type node struct {
	v    int
	next *node
}

type shape interface{ area() int }
type square struct{ a, b, c int }

func (s square) area() int { return s.a * s.b * s.c }

//go:noinline
func total(ss ...shape) (n int) {
	for _, s := range ss {
		n += s.area()
	}
	return
}

//go:noinline
func first(p *node, q *node) *node {
	if p.v > 0 {
		return p
	}
	return q
}

//go:noinline
func pick(p *node) *node { return first(p, &node{v: -1}) }

// The list's nodes are made by one expression in a loop.
func list(n int) (l *node) {
	for i := 0; i < n; i++ {
		l = &node{i, l}
	}
	return
}

func gotoLoop() (sum int) {
	var l *node
	i := 0
again:
	l = &node{i, l}
	i++
	if i < 5 {
		goto again
	}
	for ; l != nil; l = l.next {
		sum += l.v
	}
	return
}

func byReference() (func() int, func()) {
	n := 0
	return func() int { return n }, func() { n++ }
}

func captureThenAssign() (s string) {
	x := "before"
	x = "set"
	f := func() { s += x + ";" }
	f()
	x = "after"
	f()
	return
}

func recovered() (out []*int) {
	x := 7
	defer func() {
		recover()
		out = append(out, &x)
	}()
	var p *node
	x = p.v
	return
}

func inLoop() (sum int) {
	for i := 0; i < 3; i++ {
		buf := make([]int, 4)
		for j := range buf {
			sum += buf[j]
			buf[j] = i + j
		}
	}
	return
}

func seq(yield func(int) bool) {
	for i := 0; i < 4 && yield(i); i++ {
	}
}

func overFunc() (ps []*int) {
	for i := range seq {
		j := i * i
		ps = append(ps, &j)
	}
	return
}

func strings(b []byte) (s string) {
	for i := range b {
		part := string(b[i:]) // short, in the frame
		if part+"!" != "x" {
			s = "" + part
		}
		b[i] = '.'
	}
	return
}

func main() {
	println(total(square{1, 2, 3}, square{2, 2, 2})) // CHECK: 14
	n := pick(&node{v: 3})
	println(n.v, pick(&node{}).v) // CHECK-NEXT: 3 -1
	sum := 0
	for l := list(100); l != nil; l = l.next {
		sum += l.v
	}
	println(sum, gotoLoop()) // CHECK-NEXT: 4950 10
	get, inc := byReference()
	inc()
	runtime.GC()
	inc()
	println(get())               // CHECK-NEXT: 2
	println(captureThenAssign()) // CHECK-NEXT: set;after;
	for _, p := range recovered() {
		println(*p) // CHECK-NEXT: 7
	}
	println(inLoop()) // CHECK-NEXT: 0
	for _, p := range overFunc() {
		print(*p, " ")
	}
	println()                          // CHECK-NEXT: 0 1 4 9
	println(strings([]byte("abcdef"))) // CHECK-NEXT: f
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i *= 2; return i })
	}
	println(fs[1](), fs[1](), fs[2]()) // CHECK-NEXT: 2 4 4
	done := make(chan *node)
	go func(m *node) { done <- m }(&node{v: 9})
	println((<-done).v) // CHECK-NEXT: 9
}
