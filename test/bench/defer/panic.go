// What a panic, its recovery and Goexit cost.
package main

import (
	"runtime"
	"time"
)

var x int
var zero int
var nilPtr *int
var empty []int

//go:noinline
func inc() { x++ }

//go:noinline
func one() {
	defer func() { recover() }()
	panic(1)
}

//go:noinline
func deep(n int) {
	if n == 0 {
		panic(1)
	}
	deep(n - 1)
	x++
}

//go:noinline
func up(n int) {
	defer func() { recover() }()
	deep(n)
}

//go:noinline
func deepDeferring(n int) {
	defer inc()
	if n == 0 {
		panic(1)
	}
	deepDeferring(n - 1)
}

//go:noinline
func upDeferring(n int) {
	defer func() { recover() }()
	deepDeferring(n)
}

//go:noinline
func again() {
	defer func() { panic(recover()) }()
	panic(1)
}

//go:noinline
func repanic() {
	defer func() { recover() }()
	again()
}

//go:noinline
func replaced() {
	defer func() { panic(2) }()
	panic(1)
}

//go:noinline
func replace() {
	defer func() { recover() }()
	replaced()
}

//go:noinline
func index() int {
	defer func() { recover() }()
	return empty[x]
}

//go:noinline
func divide() int {
	defer func() { recover() }()
	return x / zero
}

//go:noinline
func nilDeref() int {
	defer func() { recover() }()
	return *nilPtr
}

//go:noinline
func errorReturn(n int) (bool, int) {
	if n&1 == 0 {
		return false, n
	}
	return true, 0
}

//go:noinline
func exitDeep(n int) {
	defer inc()
	if n == 0 {
		runtime.Goexit()
	}
	exitDeep(n - 1)
}

func ns(name string, n int, f func()) {
	best := 1e18
	for range 7 {
		start := time.Now()
		for i := 0; i < n; i++ {
			f()
		}
		if t := float64(time.Since(start).Nanoseconds()) / float64(n); t < best {
			best = t
		}
	}
	println(name, best)
}

func main() {
	ns("error-return", 3000000, func() {
		if ok, n := errorReturn(x); ok {
			x += n
		}
	})
	ns("recover", 200000, one)
	ns("recover-up-1", 200000, func() { up(1) })
	ns("recover-up-10", 100000, func() { up(10) })
	ns("recover-up-100", 20000, func() { up(100) })
	ns("recover-deferring-10", 50000, func() { upDeferring(10) })
	ns("recover-deferring-100", 5000, func() { upDeferring(100) })
	ns("repanic", 100000, repanic)
	ns("replace", 100000, replace)
	ns("index", 100000, func() { index() })
	ns("divide", 100000, func() { divide() })
	ns("nil", 20000, func() { nilDeref() })
	c := make(chan bool)
	ns("goexit-10", 10000, func() {
		go func() {
			defer func() { c <- true }()
			exitDeep(10)
		}()
		<-c
	})
	ns("start-and-return", 10000, func() {
		go func() {
			defer func() { c <- true }()
			inc()
		}()
		<-c
	})
}
