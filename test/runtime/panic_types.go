// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 23: dynamic types of run-time panics; all are runtime.Error.
package main

import (
	"reflect"
	"runtime"
)

var (
	zero  int
	five  = 5
	neg   = -1
	s     = make([]int, 2, 4)
	p     *int
	m     map[string]int
	c     chan int
	a     any = "str"
	aa    any = []int{1}
	f     any = func() {}
	iface interface{ M() }
	mm    = map[any]int{}
)

func try(name string, g func()) {
	defer func() {
		r := recover()
		_, ok := r.(runtime.Error)
		println(name, reflect.TypeOf(r).String(), ok)
	}()
	g()
}

func main() {
	try("index", func() { println(s[five]) })
	try("slice", func() { println(len(s[five:])) })
	try("array conversion", func() { x := [4]int(s); println(x[0]) })
	try("array pointer conversion", func() { println((*[4]int)(s)[0]) })
	try("nil", func() { println(*p) })
	try("divide", func() { println(1 / zero) })
	try("shift", func() { println(1 << neg) })
	try("makeslice", func() { println(len(make([]int, neg))) })
	try("makeslice cap", func() { println(len(make([]int, 0, neg))) })
	try("makechan", func() { println(len(make(chan int, neg))) })
	try("unhashable", func() { mm[aa] = 1 })
	try("uncomparable", func() { println(aa == aa) })
	try("uncomparable func", func() { println(f == f) })
	try("nil map", func() { m["x"] = 1 })
	try("close of nil channel", func() { close(c) })
	try("close of closed channel", func() { c := make(chan int); close(c); close(c) })
	try("send on closed channel", func() { c := make(chan int); close(c); c <- 1 })
	try("type assertion", func() { println(a.(int)) })
	try("type assertion to interface", func() { a.(interface{ M() }).M() })
	try("type assertion of nil", func() { var x any; println(x.(int)) })
	try("nil interface method", func() { iface.M() })
	try("nil func", func() { var f func(); f() })
}

// CHECK: index runtime.boundsError true
// CHECK-NEXT: slice runtime.boundsError true
// CHECK-NEXT: array conversion runtime.boundsError true
// CHECK-NEXT: array pointer conversion runtime.boundsError true
// CHECK-NEXT: nil runtime.errorString true
// CHECK-NEXT: divide runtime.errorString true
// CHECK-NEXT: shift runtime.errorString true
// CHECK-NEXT: makeslice runtime.errorString true
// CHECK-NEXT: makeslice cap runtime.errorString true
// CHECK-NEXT: makechan runtime.plainError true
// CHECK-NEXT: unhashable runtime.errorString true
// CHECK-NEXT: uncomparable runtime.errorString true
// CHECK-NEXT: uncomparable func runtime.errorString true
// CHECK-NEXT: nil map runtime.plainError true
// CHECK-NEXT: close of nil channel runtime.plainError true
// CHECK-NEXT: close of closed channel runtime.plainError true
// CHECK-NEXT: send on closed channel runtime.plainError true
// CHECK-NEXT: type assertion *runtime.TypeAssertionError true
// CHECK-NEXT: type assertion to interface *runtime.TypeAssertionError true
// CHECK-NEXT: type assertion of nil *runtime.TypeAssertionError true
// CHECK-NEXT: nil interface method runtime.errorString true
// CHECK-NEXT: nil func runtime.errorString true
// CHECK: exit 0
