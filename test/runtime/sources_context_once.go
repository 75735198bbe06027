// RUN: %run_all %s | FileCheck --match-full-lines %s

// Sources row 27: context cancellation with sync.Once cleanup, WaitGroup and Mutex.
package main

import (
	"context"
	"errors"
	"sync"
	"time"
)

type Resource struct {
	once   sync.Once
	closed int
}

func (r *Resource) Close() { r.once.Do(func() { r.closed++ }) }

func worker(ctx context.Context, wg *sync.WaitGroup, mu *sync.Mutex, n *int, r *Resource) {
	defer wg.Done()
	defer r.Close()
	for {
		select {
		case <-ctx.Done():
			mu.Lock()
			defer mu.Unlock()
			*n++
			return
		case <-time.After(time.Millisecond):
		}
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	var wg sync.WaitGroup
	var mu sync.Mutex
	var r Resource
	n := 0
	for range 10 {
		wg.Add(1)
		go worker(ctx, &wg, &mu, &n, &r)
	}
	wg.Wait()
	println(n, r.closed, errors.Is(ctx.Err(), context.DeadlineExceeded))
	ctx, cancel = context.WithCancel(context.Background())
	cancel()
	println(ctx.Err().Error())
}

// CHECK: 10 1 true
// CHECK-NEXT: context canceled
// CHECK: exit 0
