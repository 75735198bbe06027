// RUN: %run_all %s | FileCheck --match-full-lines %s

// Signals that package os/signal says are caught without effect do nothing, before a
// program listens to them and after it stopped.
package main

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	for _, s := range []syscall.Signal{syscall.SIGUSR1, syscall.SIGALRM, 40} {
		syscall.Kill(os.Getpid(), s)
	}
	time.Sleep(20 * time.Millisecond)
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	syscall.Kill(os.Getpid(), syscall.SIGUSR1)
	println((<-c).String())
	signal.Stop(c)
	syscall.Kill(os.Getpid(), syscall.SIGUSR1)
	time.Sleep(20 * time.Millisecond)
	println("alive")
}

// CHECK: user defined signal 1
// CHECK-NEXT: alive
// CHECK-NEXT: exit 0
