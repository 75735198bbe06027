// RUN: %run_all %s | FileCheck %s

package main

var n = 1 << 46

func main() {
	defer func() { println("not reached", recover() != nil) }()
	println(len(make([]byte, n)))
}

// CHECK: fatal error: runtime: out of memory
// CHECK-NOT: not reached
// CHECK: exit 2
