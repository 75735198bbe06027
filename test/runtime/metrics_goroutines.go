// RUN: %run_all %s | FileCheck --match-full-lines %s

// runtime/metrics: goroutines by what they do, threads, and the queues of cleanups and finalizers.
package main

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"time"
)

type T struct{ words [8]int }

func read(name string) uint64 {
	s := []metrics.Sample{{Name: name}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

//go:noinline
func lose(n int, f func(*T)) {
	if n > 0 {
		lose(n-1, f)
		return
	}
	f(new(T))
}

func until(what string, ok func() bool) {
	for i := 0; i < 500 && !ok(); i++ {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	fmt.Println(what, ok())
}

func main() {
	before := read("/sched/goroutines-created:goroutines")
	stop := make(chan bool)
	for i := 0; i < 40; i++ {
		go func() { <-stop }()
	}
	until("created", func() bool { n := read("/sched/goroutines-created:goroutines") - before; return n >= 40 && n < 60 })
	until("waiting", func() bool { return read("/sched/goroutines/waiting:goroutines") >= 40 })
	fmt.Println("running", read("/sched/goroutines/running:goroutines") >= 1)
	close(stop)
	until("gone", func() bool { return read("/sched/goroutines/waiting:goroutines") < 40 })
	until("runnable", func() bool { return read("/sched/goroutines/runnable:goroutines") < 40 })
	fmt.Println("not in Go", read("/sched/goroutines/not-in-go:goroutines") < 40)
	fmt.Println("threads", read("/sched/threads/total:threads") >= 1)

	go lose(50, func(p *T) { runtime.AddCleanup(p, func(int) {}, 1) })
	until("cleanups", func() bool {
		n := read("/gc/cleanups/executed:cleanups")
		return n >= 1 && n <= read("/gc/cleanups/queued:cleanups")
	})
	go lose(50, func(p *T) { runtime.SetFinalizer(p, func(*T) {}) })
	until("finalizers", func() bool {
		n := read("/gc/finalizers/executed:finalizers")
		return n >= 1 && n <= read("/gc/finalizers/queued:finalizers")
	})
}

// CHECK: created true
// CHECK-NEXT: waiting true
// CHECK-NEXT: running true
// CHECK-NEXT: gone true
// CHECK-NEXT: runnable true
// CHECK-NEXT: not in Go true
// CHECK-NEXT: threads true
// CHECK-NEXT: cleanups true
// CHECK-NEXT: finalizers true
// CHECK: exit 0
