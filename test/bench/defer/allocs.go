// Heap allocations per call of functions that defer in a loop: none once warm.
// The unit is bytes, not nanoseconds.
package main

import "runtime"

var x int

//go:noinline
func use(n int) { x += n }

//go:noinline
func loop(n int) {
	for i := 0; i < n; i++ {
		defer use(i)
	}
}

func seq(yield func(int) bool) {
	for i := 0; i < 5; i++ {
		if !yield(i) {
			return
		}
	}
}

//go:noinline
func rangeFunc() {
	for i := range seq {
		defer use(i)
	}
}

func count(name string, f func()) {
	f()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 10000 {
		f()
	}
	runtime.ReadMemStats(&after)
	println(name, float64(after.TotalAlloc-before.TotalAlloc)/10000)
}

func main() {
	count("bytes-loop-10", func() { loop(10) })
	count("bytes-range-func-5", rangeFunc)
}
