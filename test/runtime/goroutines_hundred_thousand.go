// RUN: %run_all %s | FileCheck %s

// 100,000 goroutines at once: more than the kernel allows mappings
// (fewer under an emulator, which keeps a record of every page).
package main

import (
	"runtime"
	"sync"
)

func depth(n int) int {
	if n == 0 {
		return 0
	}
	return depth(n-1) + 1
}

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	gate := make(chan bool)
	total := 0
	n := 100000
	if runtime.GOARCH == "arm64" {
		n = 3000
	}
	for range n {
		wg.Add(1)
		go func() {
			<-gate
			d := depth(10)
			mu.Lock()
			total += d
			mu.Unlock()
			wg.Done()
		}()
	}
	close(gate)
	wg.Wait()
	println(total == 10*n)
}

// CHECK: true
// CHECK: exit 0
