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

// d4r1 does what d4r5 does with one return.
//
//go:noinline
func d4r1(n int) (r int) {
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	switch n & 7 {
	case 0:
		use(1)
		r = 1
	case 1:
		use(2)
		r = 2
	case 2:
		use(3)
		r = 3
	case 3:
		use(4)
		r = 4
	default:
		use(5)
		r = 5
	}
	return r
}

// check may panic, so what is deferred before it must be found by a panic.
//
//go:noinline
func check(n int) {
	if n < 0 {
		panic(n)
	}
	x += n
}

//go:noinline
func p1() {
	defer inc()
	check(1)
}

//go:noinline
func q1() {
	check(1)
	inc()
}

//go:noinline
func p4() {
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	check(1)
}

//go:noinline
func q4() {
	check(1)
	inc()
	inc()
	inc()
	inc()
}

//go:noinline
func p8() {
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	check(1)
}

//go:noinline
func q8() {
	check(1)
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
func p9() {
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	check(1)
}

//go:noinline
func q9() {
	check(1)
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
func p16() {
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
	check(1)
}

//go:noinline
func q16() {
	check(1)
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
func p4r5(n int) int {
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	switch n & 7 {
	case 0:
		check(1)
		return 1
	case 1:
		check(2)
		return 2
	case 2:
		check(3)
		return 3
	case 3:
		check(4)
		return 4
	}
	check(5)
	return 5
}

// p4r1 does what p4r5 does with one return.
//
//go:noinline
func p4r1(n int) (r int) {
	defer inc()
	defer inc()
	defer inc()
	defer inc()
	switch n & 7 {
	case 0:
		check(1)
		r = 1
	case 1:
		check(2)
		r = 2
	case 2:
		check(3)
		r = 3
	case 3:
		check(4)
		r = 4
	default:
		check(5)
		r = 5
	}
	return r
}

func lockedMayPanic() int {
	mu.Lock()
	defer mu.Unlock()
	check(1)
	return x
}

func lockedMayPanicByHand() int {
	mu.Lock()
	check(1)
	r := x
	mu.Unlock()
	return r
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

// least runs each of fs in turn, several rounds, and returns the least time per operation
// of each: what disturbs only adds, and a slow spell meets both of a pair.
func least(n int, fs ...func(n int)) []float64 {
	best := make([]float64, len(fs))
	for _, f := range fs {
		f(n / 10)
	}
	for round := range 15 {
		for i, f := range fs {
			start := time.Now()
			f(n / 3)
			if t := float64(time.Since(start).Nanoseconds()) / float64(n/3); round == 0 || t < best[i] {
				best[i] = t
			}
		}
	}
	return best
}

func repeat(f func()) func(int) {
	return func(n int) {
		for i := 0; i < n; i++ {
			f()
		}
	}
}

// alone prints what an operation costs, beside also what it costs by hand.
func alone(name string, n int, f func(n int)) {
	println(name, least(n, f)[0])
}

func beside(name string, n int, f, byHand func(n int)) {
	t := least(n, f, byHand)
	println(name, t[0])
	println("by-hand", name, t[1])
}

func main() {
	const n = 3000000
	// locked is inlined, so by hand it is, too.
	beside("mutex", n, func(n int) {
		for i := 0; i < n; i++ {
			locked()
		}
	}, func(n int) {
		for i := 0; i < n; i++ {
			mu.Lock()
			x++
			mu.Unlock()
		}
	})
	beside("mutex-may-panic", n, func(n int) {
		for i := 0; i < n; i++ {
			lockedMayPanic()
		}
	}, func(n int) {
		for i := 0; i < n; i++ {
			lockedMayPanicByHand()
		}
	})
	beside("defers-1", n, repeat(d1), repeat(h1))
	beside("defers-4", n, repeat(d4), repeat(h4))
	beside("defers-8", n, repeat(d8), repeat(h8))
	beside("defers-9", n/2, repeat(d9), repeat(h9))
	beside("defers-16", n/2, repeat(d16), repeat(h16))
	beside("may-panic-1", n, repeat(p1), repeat(q1))
	beside("may-panic-4", n, repeat(p4), repeat(q4))
	beside("may-panic-8", n, repeat(p8), repeat(q8))
	beside("may-panic-9", n/2, repeat(p9), repeat(q9))
	beside("may-panic-16", n/2, repeat(p16), repeat(q16))
	beside("defers-4-returns-5", n, func(n int) {
		for i := 0; i < n; i++ {
			d4r5(i)
		}
	}, func(n int) {
		for i := 0; i < n; i++ {
			d4r1(i)
		}
	})
	beside("may-panic-4-returns-5", n, func(n int) {
		for i := 0; i < n; i++ {
			p4r5(i)
		}
	}, func(n int) {
		for i := 0; i < n; i++ {
			p4r1(i)
		}
	})
	beside("loop-1", n, repeat(func() { loop(1) }), repeat(func() { loopByHand(1) }))
	beside("loop-10", n/10, repeat(func() { loop(10) }), repeat(func() { loopByHand(10) }))
	beside("loop-1000", n/1000, repeat(func() { loop(1000) }), repeat(func() { loopByHand(1000) }))
	alone("range-func", n, repeat(rangeFunc))
	alone("conditional-taken", n, repeat(func() { conditional(true) }))
	alone("conditional-not-taken", n, repeat(func() { conditional(false) }))
	alone("literal", n, repeat(func() { literal() }))
	beside("empty", n, repeat(empty), repeat(none))
	alone("recovers-nothing", n, repeat(recovers))
}
