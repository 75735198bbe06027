// The clock of a bubble moves on exactly when everything in the bubble is durably
// blocked; what waits for something outside holds it.
// RUN: %run_all %s | FileCheck %s
package main

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

var start = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

func elapsed() time.Duration { return time.Since(start) }

// within runs f in a bubble and prints how far the clock has come then.
func within(what string, f func(t *testing.T)) testing.InternalTest {
	return testing.InternalTest{Name: what, F: func(t *testing.T) {
		var end time.Duration
		synctest.Test(t, func(t *testing.T) {
			f(t)
			end = elapsed()
		})
		fmt.Println(what, end)
	}}
}

func await[T any](c <-chan T) { <-c }

func main() {
	outside := make(chan int)
	tests := []testing.InternalTest{
		within("nothing", func(t *testing.T) {}),
		within("sleep", func(t *testing.T) { time.Sleep(time.Hour) }),
		within("channel", func(t *testing.T) {
			c := make(chan int)
			go func() { time.Sleep(time.Second); c <- 1 }()
			await(c)
			go func() { time.Sleep(time.Second); <-c }()
			c <- 1
			go func() { time.Sleep(time.Second); close(c) }()
			await(c)
		}),
		within("select", func(t *testing.T) {
			var never chan int
			c := make(chan int, 1)
			c <- 1
			select {
			case c <- 2:
			case <-never:
			case <-time.After(time.Minute):
			}
		}),
		within("outside", func(t *testing.T) {
			// The sender outside takes real time: nothing is asleep for ever, and no
			// clock moves.
			go func() { time.Sleep(time.Hour) }()
			await(outside)
			if d := elapsed(); d != 0 {
				t.Error("after a receive from outside:", d)
			}
			c := make(chan int)
			go func() { time.Sleep(time.Hour) }()
			select {
			case <-outside:
			case <-c:
			}
			if d := elapsed(); d != 0 {
				t.Error("after a select with something outside:", d)
			}
			time.Sleep(time.Hour)
		}),
		within("mutex", func(t *testing.T) {
			var mu sync.Mutex
			mu.Lock()
			go func() { time.Sleep(time.Second) }()
			go func() { mu.Lock(); mu.Unlock() }()
			for range 100 {
				runtime.Gosched()
			}
			if d := elapsed(); d != 0 {
				t.Error("while a goroutine waits for a mutex:", d)
			}
			mu.Unlock()
			time.Sleep(time.Second)
		}),
		within("cond", func(t *testing.T) {
			var mu sync.Mutex
			c := sync.NewCond(&mu)
			go func() { time.Sleep(time.Second); c.Signal(); time.Sleep(time.Second); c.Broadcast() }()
			mu.Lock()
			c.Wait()
			c.Wait()
		}),
		within("wait group", func(t *testing.T) {
			var wg sync.WaitGroup
			wg.Go(func() { time.Sleep(time.Second) })
			wg.Go(func() { time.Sleep(2 * time.Second) })
			wg.Wait()
		}),
		within("coroutine", func(t *testing.T) {
			next, stop := iter.Pull(func(yield func(int) bool) {
				for i := 0; yield(i); i++ {
					time.Sleep(time.Second)
				}
			})
			defer stop()
			for range 3 {
				next()
			}
		}),
		within("wait", func(t *testing.T) {
			n := 0
			go func() { n++; time.Sleep(time.Second); n++ }()
			synctest.Wait()
			if n != 1 || elapsed() != 0 {
				t.Error("after Wait:", n, elapsed())
			}
			synctest.Sleep(time.Second)
			if n != 2 {
				t.Error("after Sleep:", n)
			}
		}),
		within("timer", func(t *testing.T) {
			tm := time.NewTimer(time.Second)
			time.Sleep(2 * time.Second)
			if d := (<-tm.C).Sub(start); d != time.Second {
				t.Error("a timer read late sent", d)
			}
			if tm.Reset(time.Second) || !tm.Reset(2*time.Second) || !tm.Stop() || tm.Stop() {
				t.Error("Reset and Stop")
			}
			tm.Reset(0)
			if d := (<-tm.C).Sub(start); d != 2*time.Second {
				t.Error("a timer that is due sent", d)
			}
			tm.Reset(time.Second)
			time.Sleep(2 * time.Second)
			if !tm.Stop() {
				t.Error("nobody read it, and yet it ran")
			}
			select {
			case <-tm.C:
				t.Error("a stopped timer sent")
			default:
			}
			if len(tm.C) != 0 || cap(tm.C) != 0 {
				t.Error("len", len(tm.C), "cap", cap(tm.C))
			}
		}),
		within("ticker", func(t *testing.T) {
			tick := time.NewTicker(time.Second)
			for i := range 3 {
				if d := (<-tick.C).Sub(start); d != time.Duration(i+1)*time.Second {
					t.Error("tick", i, d)
				}
			}
			tick.Reset(time.Minute)
			await(tick.C)
			tick.Stop()
		}),
		within("after func", func(t *testing.T) {
			done := make(chan int)
			time.AfterFunc(time.Second, func() {
				time.Sleep(time.Second)
				done <- 1
			})
			await(done)
			ran := false
			time.AfterFunc(0, func() { ran = true })
			synctest.Wait()
			if !ran {
				t.Error("a func that is due did not run")
			}
		}),
		within("context", func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
			defer cancel()
			await(ctx.Done())
		}),
		within("goexit", func(t *testing.T) {
			c := make(chan int)
			go func() { defer close(c); time.Sleep(time.Second); runtime.Goexit() }()
			await(c)
		}),
		within("thousand", func(t *testing.T) {
			var wg sync.WaitGroup
			for i := range 1000 {
				wg.Go(func() { time.Sleep(time.Duration(i) * time.Millisecond) })
			}
			wg.Wait()
		}),
		within("collection", func(t *testing.T) {
			time.Sleep(time.Second)
			runtime.GC()
		}),
	}
	go func() {
		time.Sleep(time.Millisecond)
		outside <- 1
		time.Sleep(time.Millisecond)
		outside <- 1
	}()
	all := func(string, string) (bool, error) { return true, nil }
	testing.Main(all, tests, nil, nil)
}

// CHECK: nothing 0s
// CHECK-NEXT: sleep 1h0m0s
// CHECK-NEXT: channel 3s
// CHECK-NEXT: select 1m0s
// CHECK-NEXT: outside 1h0m0s
// CHECK-NEXT: mutex 1s
// CHECK-NEXT: cond 2s
// CHECK-NEXT: wait group 2s
// CHECK-NEXT: coroutine 2s
// CHECK-NEXT: wait 1s
// CHECK-NEXT: timer 4s
// CHECK-NEXT: ticker 1m3s
// CHECK-NEXT: after func 2s
// CHECK-NEXT: context 3s
// CHECK-NEXT: goexit 1s
// CHECK-NEXT: thousand 999ms
// CHECK-NEXT: collection 1s
// CHECK-NEXT: PASS
