// GOGC=off with a memory limit collects when the limit is near, and only then.
// RUN: %run_all %s | FileCheck %s
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

var last []byte

func main() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(64 << 20)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before := m.NumGC
	for i := 0; i < 20; i++ {
		last = make([]byte, 1<<20)
	}
	runtime.ReadMemStats(&m)
	fmt.Println(m.NumGC - before)
	for i := 0; i < 1000; i++ {
		last = make([]byte, 1<<20)
	}
	runtime.ReadMemStats(&m)
	fmt.Println(m.NumGC > before+5, m.NumForcedGC, m.HeapSys < 300<<20)
	fmt.Println(debug.SetGCPercent(100), debug.SetMemoryLimit(-1))
}

// CHECK: 0
// CHECK-NEXT: true 0 true
// CHECK-NEXT: -1 67108864
// CHECK-NEXT: exit 0
