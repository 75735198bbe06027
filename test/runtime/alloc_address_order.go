// Fresh objects lie at ascending addresses, but for a change of block now and
// then; so they do after a collection that left gaps.
// RUN: %run_all %s | FileCheck %s
package main

import (
	"fmt"
	"runtime"
	"unsafe"
)

var keep []any

// ascending tells whether of n objects made after each other 95 % lie behind the one
// before.
func ascending[T any](n int) bool {
	var before uintptr
	up := 0
	for range n {
		p := new(T)
		keep = append(keep, p)
		a := uintptr(unsafe.Pointer(p))
		if a > before {
			up++
		}
		before = a
	}
	return up*100 >= n*95
}

func small() {
	fmt.Println(ascending[int](1000), ascending[*int](1000), ascending[[3]string](1000),
		ascending[[25]int](1000), ascending[[130]*int](200))
}

func main() {
	keep = make([]any, 0, 40000)
	small()                                  // CHECK: true true true true true
	fmt.Println(ascending[[1 << 17]byte](8)) // CHECK-NEXT: true
	// Of what lies between, half stays.
	half := make([]any, 0, 10000)
	for i := range 20000 {
		p := new([3]string)
		if i%2 == 0 {
			half = append(half, p)
		}
	}
	clear(keep)
	keep = keep[:0]
	runtime.GC()
	small() // CHECK-NEXT: true true true true true
	runtime.KeepAlive(half)
}
