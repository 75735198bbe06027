// A bubble that cannot go on panics in the goroutine that began it, which may
// recover; if it panics again, the stacks shown are those of the bubble.
// RUN: %run_all %s | FileCheck %s
package main

import (
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// deadlock shows what a bubble panics with.
func deadlock(f func()) testing.InternalTest {
	return testing.InternalTest{Name: "T", F: func(t *testing.T) {
		defer func() { fmt.Println(recover()) }()
		synctest.Test(t, func(t *testing.T) { f() })
	}}
}

func main() {
	go func() { select {} }()
	tests := []testing.InternalTest{
		deadlock(func() { select {} }),
		deadlock(func() { go func() { select {} }() }),
		// Nobody reads it: it moves no clock.
		deadlock(func() { time.NewTicker(1); select {} }),
		// Time ends with the first goroutine.
		deadlock(func() { go time.Sleep(1) }),
		{Name: "T", F: func(t *testing.T) { go again(t); select {} }},
	}
	all := func(string, string) (bool, error) { return true, nil }
	testing.Main(all, tests, nil, nil)
}

// again panics with what it recovered.
func again(t *testing.T) {
	defer func() { panic(recover()) }()
	synctest.Test(t, uncaught)
}

func uncaught(t *testing.T) {
	never := make(chan int)
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { mu.Lock(); cond.Wait() }()
	time.Sleep(1)
	go wg.Wait()
	time.Sleep(1)
	go func() {
		other := make(chan int)
		select {
		case <-other:
		case other <- 1:
		}
	}()
	time.Sleep(1)
	go func() { select {} }()
	time.Sleep(1)
	var none chan int
	go func() { none <- 1 }()
	time.Sleep(1)
	time.AfterFunc(1, func() { never <- 1 })
	time.Sleep(10)
	<-none
}

// CHECK: deadlock: all goroutines in bubble are blocked
// CHECK-NEXT: deadlock: main bubble goroutine has exited but blocked goroutines remain
// CHECK-NEXT: deadlock: all goroutines in bubble are blocked
// CHECK-NEXT: deadlock: main bubble goroutine has exited but blocked goroutines remain
// CHECK: panic: deadlock: all goroutines in bubble are blocked [recovered, repanicked]
// CHECK: goroutine {{[0-9]+}} [running]:
// CHECK: internal/synctest.Run({{.*}})
// CHECK-NEXT: {{.*}}/src/runtime/synctest.go:
// CHECK-NEXT: testing/synctest.Test({{.*}})
// CHECK-NEXT: {{.*}}synctest.go:{{[0-9]+}} +0x
// CHECK-NOT: goroutine 1 [
// CHECK-DAG: goroutine {{[0-9]+}} [chan receive (durable), synctest bubble 5]:
// CHECK-DAG: testing/synctest.testingSynctestTest({{.*}})
// CHECK-DAG: created by testing/synctest.Test in goroutine {{[0-9]+}}
// CHECK-DAG: goroutine {{[0-9]+}} [chan receive (nil chan) (durable), synctest bubble 5]:
// CHECK-DAG: goroutine {{[0-9]+}} [sync.Cond.Wait (durable), synctest bubble 5]:
// CHECK-DAG: sync.runtime_notifyListWait({{.*}})
// CHECK-DAG: goroutine {{[0-9]+}} [sync.WaitGroup.Wait (durable), synctest bubble 5]:
// CHECK-DAG: sync.runtime_SemacquireWaitGroup({{.*}})
// CHECK-DAG: goroutine {{[0-9]+}} [select (durable), synctest bubble 5]:
// CHECK-DAG: goroutine {{[0-9]+}} [select (no cases) (durable), synctest bubble 5]:
// CHECK-DAG: goroutine {{[0-9]+}} [chan send (nil chan) (durable), synctest bubble 5]:
// CHECK-DAG: goroutine {{[0-9]+}} [chan send (durable), synctest bubble 5]:
// CHECK-DAG: created by time.goFunc{{$}}
// CHECK-NOT: synctest.Run (durable)
// CHECK: exit 2
