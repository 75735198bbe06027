// RUN: %run_all %s | FileCheck %s

// MemStats counts every allocation, and sees memory come back.
package main

import (
	"runtime"
	"testing"
)

type node struct{ left, right *node }

var sink any
var kept []*node

//go:noinline
func fill() {
	for range 200000 {
		kept = append(kept, &node{})
	}
}

func main() {
	println(testing.AllocsPerRun(100, func() { sink = new(node) }) == 1)
	println(testing.AllocsPerRun(100, func() { sink = make([]byte, 100000) }) == 2)
	var before, full, after runtime.MemStats
	runtime.ReadMemStats(&before)
	fill()
	runtime.ReadMemStats(&full)
	n := full.Mallocs - before.Mallocs
	println(n >= 200000, n < 200100)
	println(full.TotalAlloc-before.TotalAlloc >= 200000*16)
	println(full.BySize[2].Size, full.BySize[2].Mallocs-before.BySize[2].Mallocs >= 200000)
	println(full.HeapAlloc >= 3000000)
	kept = nil
	runtime.GC()
	runtime.ReadMemStats(&after)
	println(after.HeapAlloc < full.HeapAlloc-2000000, after.NumGC > before.NumGC, after.NumForcedGC > before.NumForcedGC)
	println(after.Frees <= after.Mallocs)
}

// CHECK: true
// CHECK-NEXT: true
// CHECK-NEXT: true true
// CHECK-NEXT: true
// CHECK-NEXT: 16 true
// CHECK-NEXT: true
// CHECK-NEXT: true true true
// CHECK-NEXT: true
// CHECK: exit 0
