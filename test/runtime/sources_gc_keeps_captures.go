// RUN: %run_all %s | FileCheck --match-full-lines %s

// Sources row 23: a collection between registering and running a defer.
package main

import "runtime"

type Node struct {
	next *Node
	n    int
}

func list(n int) (l *Node) {
	for i := range n {
		l = &Node{l, i}
	}
	return
}

func sum(l *Node) (s int) {
	for ; l != nil; l = l.next {
		s += l.n
	}
	return
}

func garbage() {
	for i := 0; i < 5; i++ {
		list(10000)
		runtime.GC()
	}
}

func f() (r int) {
	defer func(l *Node) { r += sum(l) }(list(1000))
	for i := 0; i < 10; i++ {
		l := list(100)
		defer func() { r += sum(l) }()
	}
	m := map[string]*Node{"a": list(10)}
	defer func() { r += sum(m["a"]) }()
	defer garbage()
	garbage()
	return 1
}

func g() (r int) {
	l := list(100)
	defer func() { garbage(); r = sum(recover().(*Node)) + sum(l) }()
	garbage()
	panic(list(50))
}

func main() {
	println(f(), g())
}

// CHECK: 549046 6175
// CHECK: exit 0
