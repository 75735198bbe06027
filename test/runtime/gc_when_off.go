// runtime.GC collects although the collector is off, and pools are drained by two
// collections.
// RUN: %run_all %s | FileCheck %s
package main

import (
	"runtime"
	"runtime/debug"
	"sync"
)

func main() {
	old := debug.SetGCPercent(-1)
	var p sync.Pool
	for i := 0; i < 100; i++ {
		p.Put("c")
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	runtime.GC()
	runtime.ReadMemStats(&after)
	println("collected", after.NumGC > before.NumGC)
	debug.SetGCPercent(old)
	println(p.Get() != nil)
	runtime.GC()
	println(p.Get() != nil)
	runtime.GC()
	println(p.Get() != nil)
	for i := 0; i < 100; i++ {
		p.Put("c")
	}
	runtime.GC()
	println(p.Get() != nil)
	runtime.GC()
	println(p.Get() != nil)
}

// CHECK: collected true
// CHECK-NEXT: true
// CHECK-NEXT: false
// CHECK-NEXT: false
// CHECK-NEXT: true
// CHECK-NEXT: false
// CHECK-NEXT: exit 0
