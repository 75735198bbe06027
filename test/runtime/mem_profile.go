// RUN: %run_all %s | FileCheck --match-full-lines %s

// With a rate of 1 every allocation is in the profile, freed ones as freed.
package main

import "runtime"

var sink *[1024]int

//go:noinline
func allocate(n int) {
	for i := 0; i < n; i++ {
		sink = new([1024]int)
	}
}

func main() {
	runtime.MemProfileRate = 1
	allocate(100) // at whose end the new rate is surely known
	allocate(1000)
	runtime.GC()
	runtime.GC()
	n, _ := runtime.MemProfile(nil, true)
	p := make([]runtime.MemProfileRecord, n+50)
	n, ok := runtime.MemProfile(p, true)
	println(ok)
	var objects, bytes, left int64
	for _, r := range p[:n] {
		f, _ := runtime.CallersFrames(r.Stack()).Next()
		if f.Function == "main.allocate" {
			objects += r.AllocObjects
			bytes += r.AllocBytes
			left += r.InUseObjects()
		}
	}
	println(objects >= 1000 && objects <= 1100, bytes/objects, left < 10)
}

// CHECK: true
// CHECK-NEXT: true 8192 true
// CHECK-NEXT: exit 0
