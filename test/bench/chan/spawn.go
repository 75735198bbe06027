// A million goroutines, 100,000 of them alive at once; peak memory is in the table.
package main

import (
	"sync"
	"time"
)

func spawn(total, live int) {
	var wg sync.WaitGroup
	slots := make(chan bool, live)
	for range total {
		slots <- true
		wg.Add(1)
		go func() {
			<-slots
			wg.Done()
		}()
	}
	wg.Wait()
}

func blocked(n int) {
	var wg sync.WaitGroup
	gate := make(chan bool)
	for range n {
		wg.Add(1)
		go func() {
			<-gate
			wg.Done()
		}()
	}
	close(gate)
	wg.Wait()
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
	ns("spawn-join-1e6", 1, 1000000, func() {
		for range 10 {
			blocked(100000)
		}
	})
	ns("spawn-short", 3, 300000, func() { spawn(300000, 100) })
}
