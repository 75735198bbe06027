// Channels, select and mutexes between goroutines.
package main

import (
	"sync"
	"time"
)

func pingPong(n int) {
	a, b := make(chan int), make(chan int)
	go func() {
		for v := range a {
			b <- v
		}
		close(b)
	}()
	for i := 0; i < n; i++ {
		a <- i
		<-b
	}
	close(a)
	<-b
}

func pipeline(n int) {
	var in chan int = make(chan int, 64)
	src := in
	for range 4 {
		out := make(chan int, 64)
		go func(in, out chan int) {
			for v := range in {
				out <- v + 1
			}
			close(out)
		}(in, out)
		in = out
	}
	go func() {
		for i := 0; i < n; i++ {
			src <- i
		}
		close(src)
	}()
	for range in {
	}
}

func sieve(n int) {
	ch := make(chan int)
	quit := make(chan bool)
	send := func(c chan int, v int) bool {
		select {
		case c <- v:
			return true
		case <-quit:
			return false
		}
	}
	go func(ch chan int) {
		for i := 2; send(ch, i); i++ {
		}
	}(ch)
	for range n {
		prime := <-ch
		next := make(chan int)
		go func(in, out chan int) {
			for {
				select {
				case v := <-in:
					if v%prime != 0 && !send(out, v) {
						return
					}
				case <-quit:
					return
				}
			}
		}(ch, next)
		ch = next
	}
	close(quit)
}

func plainSieve(n int) {
	ch := make(chan int)
	go func(ch chan int) {
		for i := 2; ; i++ {
			ch <- i
		}
	}(ch)
	for range n {
		prime := <-ch
		next := make(chan int)
		go func(in, out chan int) {
			for {
				if v := <-in; v%prime != 0 {
					out <- v
				}
			}
		}(ch, next)
		ch = next
	}
}

func contention(n int) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	x := 0
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < n/8; i++ {
				mu.Lock()
				x++
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
}

func selectLoop(n int) {
	a, b, quit := make(chan int, 16), make(chan int, 16), make(chan bool)
	produce := func(c chan int) {
		for i := 0; i < n/2; i++ {
			c <- i
		}
	}
	go produce(a)
	go produce(b)
	for i := 0; i < n; i++ {
		select {
		case <-a:
		case <-b:
		case <-quit:
		}
	}
}

func uncontended(n int) {
	c := make(chan int, 1)
	for i := 0; i < n; i++ {
		c <- i
		<-c
	}
}

// ns prints the least of several rounds: what disturbs only adds.
func ns(name string, rounds, n int, f func()) {
	best := 1e18
	for range rounds {
		start := time.Now()
		f()
		if t := float64(time.Since(start).Nanoseconds()) / float64(n); t < best {
			best = t
		}
	}
	println(name, best)
}

func main() {
	ns("ping-pong", 5, 200000, func() { pingPong(200000) })
	ns("pipeline-buffered", 5, 300000, func() { pipeline(300000) })
	ns("sieve-select", 3, 1, func() { sieve(400) })
	ns("mutex-contention", 5, 1600000, func() { contention(1600000) })
	ns("select-loop", 5, 300000, func() { selectLoop(300000) })
	ns("buffered-one-goroutine", 5, 1000000, func() { uncontended(1000000) })
	ns("sieve", 1, 1, func() { plainSieve(600) })
}
