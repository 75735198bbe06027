// Signals that stand for an error end the program with tracebacks.
// RUN: %run_all %s -- 6 | FileCheck --check-prefixes=CHECK,ABRT %s
// RUN: %run_all %s -- 5 | FileCheck --check-prefixes=CHECK,TRAP %s
// RUN: %run_all %s -- 3 | FileCheck --check-prefixes=CHECK,QUIT %s
// RUN: %run_all %s -- 11 | FileCheck --check-prefixes=CHECK,SEGV %s
package main

import (
	"os"
	"strconv"
	"syscall"
	"time"
)

func main() {
	n, _ := strconv.Atoi(os.Args[1])
	syscall.Kill(os.Getpid(), syscall.Signal(n))
	time.Sleep(time.Second)
}

// ABRT: {{^}}SIGABRT: abort
// TRAP: {{^}}SIGTRAP: trace trap
// QUIT: {{^}}SIGQUIT: quit
// SEGV: {{^}}SIGSEGV: segmentation violation
// CHECK-NEXT: PC={{.*}} m={{[0-9]+}} sigcode=0
// CHECK: exit 2
