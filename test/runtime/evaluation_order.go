// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 25: when operands are evaluated and when panics come.
package main

type T struct{ n int }

var p *T

func m() map[string]int { println("m"); return nil }
func k() string         { println("k"); return "k" }
func v() int            { println("v"); return 1 }
func idx() int          { println("idx"); return 9 }
func rhs() int          { println("rhs"); return 2 }
func ptr() *T           { println("ptr"); return nil }
func fn() func(int, int) { println("fn"); return nil }
func ch(s string) chan int {
	println("chan", s)
	return nil
}
func val(s string, n int) int {
	println("value", s)
	return n
}

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			println(e.(error).Error())
		}
	}()
	f()
}

func main() {
	s := []int{1, 2, 3}
	try(func() { m()[k()] = v() })
	try(func() { s[idx()] = rhs() })
	try(func() { p.n = rhs() })
	try(func() { ptr().n = rhs() })
	i := 0
	try(func() { i, p.n = 42, 1 })
	println("i", i)
	a := []int{10, 20}
	i = 0
	i, a[i] = 1, 7
	println(i, a[0], a[1])
	a[0], a[1] = a[1], a[0]
	println(a[0], a[1])
	try(func() { fn()(v(), rhs()) })
	select {
	case <-ch("first"):
	case ch("second") <- val("sent", 1):
	case a[val("index", 0)] = <-ch("third"):
	default:
		println("default")
	}
	x := 1
	g := func() int { x = 2; return 3 }
	y, z := x, g()
	println(y, z)
	try(func() { s[idx()] += rhs() })
	arr := [3]int{1, 2, 3}
	for i, v := range arr {
		arr[2] = 10
		if i == 2 {
			println("range copies", v)
		}
	}
	sl := arr[:]
	for i, v := range sl {
		sl[2] = 20
		if i == 2 {
			println("range does not copy", v)
		}
	}
	lit := []int{2: val("a", 1), 0: val("b", 2), 1: val("c", 0)}[:2:2]
	println(len(lit))
}

// CHECK: m
// CHECK-NEXT: k
// CHECK-NEXT: v
// CHECK-NEXT: assignment to entry in nil map
// CHECK-NEXT: idx
// CHECK-NEXT: rhs
// CHECK-NEXT: runtime error: index out of range [9] with length 3
// CHECK-NEXT: rhs
// CHECK-NEXT: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: ptr
// CHECK-NEXT: rhs
// CHECK-NEXT: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: i 42
// CHECK-NEXT: 1 7 20
// CHECK-NEXT: 20 7
// CHECK-NEXT: fn
// CHECK-NEXT: v
// CHECK-NEXT: rhs
// CHECK-NEXT: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: chan first
// CHECK-NEXT: chan second
// CHECK-NEXT: value sent
// CHECK-NEXT: chan third
// CHECK-NEXT: default
// CHECK-NEXT: 2 3
// CHECK-NEXT: idx
// CHECK-NEXT: rhs
// CHECK-NEXT: runtime error: index out of range [9] with length 3
// CHECK-NEXT: range copies 3
// CHECK-NEXT: range does not copy 20
// CHECK-NEXT: value a
// CHECK-NEXT: value b
// CHECK-NEXT: value c
// CHECK-NEXT: 2
// CHECK: exit 0
