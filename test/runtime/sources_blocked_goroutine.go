// RUN: %run_all %s | FileCheck --match-full-lines %s

// Sources row 10: a goroutine blocked for ever never runs its deferred calls; it is counted and in the dump.
package main

import (
	"runtime"
	"strings"
	"time"
)

func blocked(c chan int) {
	defer println("never")
	<-c
}

func main() {
	go blocked(make(chan int))
	for runtime.NumGoroutine() != 2 {
		runtime.Gosched()
	}
	time.Sleep(20 * time.Millisecond)
	buf := make([]byte, 1<<16)
	dump := string(buf[:runtime.Stack(buf, true)])
	println(runtime.NumGoroutine(), strings.Contains(dump, "[chan receive]:"), strings.Contains(dump, "main.blocked("),
		strings.Contains(dump, "created by main.main in goroutine 1"))
}

// CHECK-NOT: never
// CHECK: 2 true true true
// CHECK: exit 0
