// RUN: %run_all %s | FileCheck --match-full-lines %s
// RUN: env GOTRACEBACK=system %run_all %s | FileCheck --match-full-lines %s

// runtime.Stack starts with the frame that called it.
package main

import (
	"runtime"
	"strings"
)

//go:noinline
func caller() string {
	var buf [1024]byte
	return string(buf[:runtime.Stack(buf[:], false)])
}

func main() {
	lines := strings.Split(caller(), "\n")
	println(lines[0], lines[1])
	println(runtime.Stack(nil, false))
}

// CHECK: goroutine 1 [running]: main.caller()
// CHECK-NEXT: 0
// CHECK-NEXT: exit 0
