// RUN: %run_all %s | FileCheck %s

// With MemProfileRate 1 the heap profile has every object, by stack, and which of
// them live.
package main

import (
	"runtime"
	"strings"
)

var kept [][]int

//go:noinline
func keep() { kept = append(kept, make([]int, 1000)) }

//go:noinline
func drop() []int { return make([]int, 2000) }

func main() {
	runtime.MemProfileRate = 1
	for range 100 {
		keep()
		drop()
	}
	runtime.GC()
	runtime.GC()
	n, ok := runtime.MemProfile(nil, true)
	println(n > 0, ok)
	records := make([]runtime.MemProfileRecord, n+100)
	n, ok = runtime.MemProfile(records, true)
	println(n > 0, ok)
	var keeps, drops runtime.MemProfileRecord
	for _, r := range records[:n] {
		frame, _ := runtime.CallersFrames(r.Stack()).Next()
		switch {
		case strings.HasSuffix(frame.Function, ".keep") && r.AllocBytes >= 800000:
			keeps = r
		case strings.HasSuffix(frame.Function, ".drop"):
			drops = r
		}
	}
	println("keep", keeps.AllocObjects, keeps.InUseObjects() >= 99)
	println("drop", drops.AllocObjects, drops.InUseObjects() <= 5)
}

// CHECK: true false
// CHECK-NEXT: true true
// CHECK-NEXT: keep 100 true
// CHECK-NEXT: drop 100 true
// CHECK: exit 0
