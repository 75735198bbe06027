// The block profile tells where goroutines waited, the mutex profile which unlocks
// they waited for.
// RUN: %run_all %s | FileCheck %s
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"time"
)

var mu sync.Mutex
var rw sync.RWMutex

func receive(c chan int) { <-c }
func send(c chan int)    { c <- 1 }
func choose(c, d chan int) {
	select {
	case <-c:
	case <-d:
	}
}
func lock()             { mu.Lock() }
func unlock()           { mu.Unlock() }
func rlock()            { rw.RLock() }
func runlock()          { rw.RUnlock() }
func wlock()            { rw.Lock() }
func wunlock()          { rw.Unlock() }
func wait(c *sync.Cond) { c.L.Lock(); c.Wait(); c.L.Unlock() }

const delay = 20 * time.Millisecond

// both runs two things, the second delayed.
func both(first, second func()) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { defer wg.Done(); first() }()
	time.Sleep(delay)
	second()
	wg.Wait()
}

// show prints, for each function of main, what waited there.
func show(name string, records []runtime.BlockProfileRecord, functions ...string) {
	for _, want := range functions {
		var count int64
		long := false
		for i := range records {
			frames := runtime.CallersFrames(records[i].Stack())
			for more := true; more; {
				var f runtime.Frame
				f, more = frames.Next()
				if strings.HasPrefix(f.Function, "main.") {
					if f.Function == "main."+want {
						count += records[i].Count
						long = long || records[i].Cycles >= int64(delay/2)
					}
					break
				}
			}
		}
		fmt.Println(name, want, count, long)
	}
}

func main() {
	fmt.Println(runtime.SetMutexProfileFraction(1), runtime.SetMutexProfileFraction(-1))
	runtime.SetBlockProfileRate(1)
	c, d := make(chan int), make(chan int)
	both(func() { receive(c) }, func() { c <- 1 })
	both(func() { send(c) }, func() { <-c })
	both(func() { choose(c, d) }, func() { d <- 1 })
	mu.Lock()
	both(lock, unlock)
	unlock()
	rw.Lock()
	both(rlock, wunlock)
	both(wlock, runlock)
	wunlock()
	cond := sync.NewCond(&mu)
	both(func() { wait(cond) }, func() { mu.Lock(); mu.Unlock(); cond.Signal() })
	runtime.SetBlockProfileRate(0)
	runtime.SetMutexProfileFraction(0)
	both(func() { receive(c) }, func() { c <- 1 })

	n, ok := runtime.BlockProfile(nil)
	fmt.Println(n > 5, ok)
	records := make([]runtime.BlockProfileRecord, n+10)
	n, ok = runtime.BlockProfile(records)
	fmt.Println(ok)
	show("block", records[:n], "receive", "send", "choose", "lock", "rlock", "wlock", "wait", "unlock")
	n, ok = runtime.MutexProfile(records)
	fmt.Println(ok)
	show("mutex", records[:n], "unlock", "wunlock", "runlock", "lock", "receive")
	for _, name := range []string{"block", "mutex"} {
		var b strings.Builder
		pprof.Lookup(name).WriteTo(&b, 1)
		head, _, _ := strings.Cut(b.String(), "\n")
		fmt.Println(head, strings.Contains(b.String(), "main.unlock"), pprof.Lookup(name).Count() > 0)
	}
	os.Exit(0)
}

// CHECK: 0 1
// CHECK-NEXT: true false
// CHECK-NEXT: true
// CHECK-NEXT: block receive 1 true
// CHECK-NEXT: block send 1 true
// CHECK-NEXT: block choose 1 true
// CHECK-NEXT: block lock 1 true
// CHECK-NEXT: block rlock 1 true
// CHECK-NEXT: block wlock 1 true
// CHECK-NEXT: block wait 1 true
// CHECK-NEXT: block unlock 0 false
// CHECK-NEXT: true
// CHECK-NEXT: mutex unlock 1 true
// CHECK-NEXT: mutex wunlock 1 true
// CHECK-NEXT: mutex runlock 1 true
// CHECK-NEXT: mutex lock 0 false
// CHECK-NEXT: mutex receive 0 false
// CHECK-NEXT: --- contention: false true
// CHECK-NEXT: --- mutex: true true
// CHECK-NEXT: exit 0
