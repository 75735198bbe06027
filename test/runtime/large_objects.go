// RUN: %run_all %s | FileCheck %s

// Objects of more than half a block do not begin where the collector's blocks do:
// finalizers and weak pointers know them by their own address all the same, and
// a pointer to the end keeps them.
package main

import (
	"runtime"
	"sync"
	"unsafe"
)

type large[A any] struct {
	id   int
	rest A
	last int
}

func finalize[A any](wg *sync.WaitGroup) {
	for i := range 40 {
		p := &large[A]{id: i, last: -i}
		wg.Add(1)
		runtime.SetFinalizer(p, func(q *large[A]) {
			if q.id != i || q.last != -i {
				println("finalizer got another object", q.id, i)
			}
			wg.Done()
		})
	}
}

func keep[A any]() (ends []*int) {
	for i := range 40 {
		p := &large[A]{id: i, last: -i}
		ends = append(ends, &p.last)
	}
	return ends
}

func check[A any](ends []*int) {
	for i, e := range ends {
		var l large[A]
		p := (*large[A])(unsafe.Pointer(uintptr(unsafe.Pointer(e)) - unsafe.Offsetof(l.last)))
		if p.id != i || p.last != -i {
			println("object was lost", i, p.id, p.last)
		}
	}
}

func main() {
	a, b, c := keep[[2100]byte](), keep[[4080]byte](), keep[[9000]byte]()
	var wg sync.WaitGroup
	finalize[[2100]byte](&wg)
	finalize[[4080]byte](&wg)
	finalize[[500]*int](&wg)
	var garbage [][]int
	for i := range 3 {
		runtime.GC()
		for range 500 {
			garbage = append(garbage, make([]int, 300+i))
		}
	}
	check[[2100]byte](a)
	check[[4080]byte](b)
	check[[9000]byte](c)
	for _, g := range garbage {
		for _, v := range g {
			if v != 0 {
				println("not cleared")
			}
		}
	}
	println("kept")
	done := make(chan bool)
	go func() { wg.Wait(); close(done) }()
	for {
		select {
		case <-done:
			println("finalized")
			return
		default:
			runtime.GC()
			stir(20)
		}
	}
}

// stir overwrites what finished calls left on the stack.
//
//go:noinline
func stir(n int) (r int) {
	var a [200]int
	for i := range a {
		a[i] = n
	}
	if n > 0 {
		r = stir(n - 1)
	}
	return r + a[n]
}

// CHECK: kept
// CHECK-NEXT: finalized
// CHECK-NEXT: exit 0
