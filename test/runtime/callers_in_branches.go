// Equal calls in different branches are different calls to tracebacks.
// RUN: %run_all %s | FileCheck %s
package main

import "runtime"

//go:noinline
func where(s string) {
	_, _, line, _ := runtime.Caller(1)
	_, _, outer, _ := runtime.Caller(2)
	println(s, line, outer)
}

//go:noinline
func called(b bool) {
	if b {
		where("first") // 17
	} else {
		where("second") // 19
	}
}

func inlined(s string) { where(s) } // 23

//go:noinline
func calledInlined(b bool) {
	if b {
		inlined("first") // 28
	} else {
		inlined("second") // 30
	}
}

func lineOfSend(b bool, c chan int) {
	defer func() {
		recover()
		pcs := make([]uintptr, 20)
		frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
		for more := true; more; {
			var f runtime.Frame
			if f, more = frames.Next(); f.Function == "main.send" {
				println("send", f.Line)
			}
		}
	}()
	send(b, c)
}

//go:noinline
func send(b bool, c chan int) {
	if b {
		c <- 1 // 52
	} else {
		c <- 2 // 54
	}
}

func main() {
	called(true)        // 59
	called(false)       // 60
	calledInlined(true) // 61
	calledInlined(false)
	c := make(chan int)
	close(c)
	lineOfSend(true, c)
	lineOfSend(false, c)
}

// CHECK: first 17 59
// CHECK-NEXT: second 19 60
// CHECK-NEXT: first 23 28
// CHECK-NEXT: second 23 30
// CHECK-NEXT: send 52
// CHECK-NEXT: send 54
// CHECK-NEXT: exit 0
