// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 17: unlocking an unlocked mutex cannot be recovered.
package main

import "sync"

func main() {
	defer func() { println("not reached", recover() != nil) }()
	var mu sync.Mutex
	mu.Unlock()
}

// CHECK: fatal error: sync: unlock of unlocked mutex
// CHECK-EMPTY:
// CHECK: exit 2
