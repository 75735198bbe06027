// RUN: %run_all %s | FileCheck --match-full-lines %s

// Sources row 26: no allocation per deferred call once warm, whatever its kind, also when panics are recovered.
package main

import (
	"runtime"
	"sync"
)

var mu sync.Mutex
var n, zero int
var boxed any = "value"

//go:noinline
func add(i int) { n += 10 / (i + 1) }

//go:noinline
func open(i int) {
	mu.Lock()
	defer mu.Unlock()
	defer add(i)
	add(i)
}

//go:noinline
func loop(i int) {
	for j := range i {
		defer add(j)
	}
}

//go:noinline
func recovers(i int) {
	defer func() { recover() }()
	for j := range i {
		defer add(j)
	}
	panic(boxed)
}

//go:noinline
func left(i int) {
	for j := range i {
		defer func() { panic(boxed) }()
		defer add(j)
	}
}

//go:noinline
func catches(i int) {
	defer func() { recover() }()
	left(i)
}

func measure(name string, f func(int)) {
	f(20)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 2000 {
		f(20)
	}
	runtime.ReadMemStats(&after)
	println(name, (after.Mallocs-before.Mallocs)/2000)
}

func main() {
	measure("open", open)
	measure("loop", loop)
	measure("recovers", recovers)
	measure("catches", catches)
}

// CHECK: open 0
// CHECK-NEXT: loop 0
// CHECK-NEXT: recovers 0
// CHECK-NEXT: catches 0
// CHECK: exit 0
