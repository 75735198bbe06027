// What a defer costs when nothing panics, beside the same work by hand.
package main

import (
	"sync"
	"time"
)

var x int

//go:noinline
func inc() { x++ }

//go:noinline
func use(n int) { x += n }

var mu sync.Mutex

func locked() int {
	mu.Lock()
	defer mu.Unlock()
	x++
	return x
}

func lockedByHand() int {
	mu.Lock()
	x++
	r := x
	mu.Unlock()
	return r
}

//go:noinline
func d1() {
	defer inc()
	use(1)
}

//go:noinline
func h1() {
	use(1)
	inc()
}

//go:noinline
func d4() {
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	use(1)
}

//go:noinline
func h4() {
	use(1)
	inc()
	inc()
	inc()
	inc()
}

//go:noinline
func d8() {
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	use(1)
}

//go:noinline
func h8() {
	use(1)
	inc()
	inc()
	inc()
	inc()
	inc()
	inc()
	inc()
	inc()
}

//go:noinline
func d9() {
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	use(1)
}

//go:noinline
func h9() {
	h8()
	inc()
}

//go:noinline
func d16() {
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	use(1)
}

//go:noinline
func h16() {
	use(1)
	inc()
	inc()
	inc()
	inc()
	inc()
	inc()
	inc()
	inc()
	inc()
	inc()
	inc()
	inc()
	inc()
	inc()
	inc()
	inc()
}

//go:noinline
func d4r5(n int) int {
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	switch n & 7 {
	case 0:
		use(1)
		return 1
	case 1:
		use(2)
		return 2
	case 2:
		use(3)
		return 3
	case 3:
		use(4)
		return 4
	}
	use(5)
	return 5
}

//go:noinline
func loop(n int) {
	for i := 0; i < n; i++ {
		defer use(i)
	}
}

//go:noinline
func loopByHand(n int) {
	for i := n - 1; i >= 0; i-- {
		use(i)
	}
}

func seq(yield func(int) bool) {
	for i := 0; i < 1; i++ {
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

//go:noinline
func conditional(on bool) {
	if on {
		defer inc()
	}
	use(1)
}

//go:noinline
func literal() (r int) {
	defer func() { r++ }()
	use(1)
	return 1
}

//go:noinline
func empty() {
	defer func() {}()
	use(1)
}

//go:noinline
func none() { use(1) }

//go:noinline
func recovers() {
	defer func() { recover() }()
	use(1)
}

// ns prints the least of several rounds: what disturbs only adds.
func ns(name string, n int, f func(n int)) {
	best := 1e18
	f(n / 10)
	for range 7 {
		start := time.Now()
		f(n)
		if t := float64(time.Since(start).Nanoseconds()) / float64(n); t < best {
			best = t
		}
	}
	println(name, best)
}

func each(name string, n int, f func()) {
	ns(name, n, func(n int) {
		for i := 0; i < n; i++ {
			f()
		}
	})
}

func main() {
	const n = 3000000
	ns("mutex", n, func(n int) {
		for i := 0; i < n; i++ {
			locked()
		}
	})
	ns("by-hand mutex", n, func(n int) {
		for i := 0; i < n; i++ {
			lockedByHand()
		}
	})
	each("defers-1", n, d1)
	each("by-hand defers-1", n, h1)
	each("defers-4", n, d4)
	each("by-hand defers-4", n, h4)
	each("defers-8", n, d8)
	each("by-hand defers-8", n, h8)
	each("defers-9", n/2, d9)
	each("by-hand defers-9", n/2, h9)
	each("defers-16", n/2, d16)
	each("by-hand defers-16", n/2, h16)
	ns("defers-4-returns-5", n, func(n int) {
		for i := 0; i < n; i++ {
			d4r5(i)
		}
	})
	each("loop-1", n, func() { loop(1) })
	each("by-hand loop-1", n, func() { loopByHand(1) })
	each("loop-10", n/10, func() { loop(10) })
	each("by-hand loop-10", n/10, func() { loopByHand(10) })
	each("loop-1000", n/1000, func() { loop(1000) })
	each("by-hand loop-1000", n/1000, func() { loopByHand(1000) })
	each("range-func", n, rangeFunc)
	each("conditional-taken", n, func() { conditional(true) })
	each("conditional-not-taken", n, func() { conditional(false) })
	each("literal", n, func() { literal() })
	each("empty", n, empty)
	each("by-hand empty", n, none)
	each("recovers-nothing", n, recovers)
}
