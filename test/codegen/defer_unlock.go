// RUN: %ogo build -O2 -S -o - %s | FileCheck %s
// RUN: %ogo build -O2 -S --target=aarch64-linux-gnu -o - %s | FileCheck %s

// mu.Lock(); defer mu.Unlock() needs no defer function of the runtime and is inlined into its caller.
package main

import "sync"

var mu sync.Mutex
var n int

func count() int {
	mu.Lock()
	defer mu.Unlock()
	n++
	return n
}

//go:noinline
func caller() int { return count() }

// CHECK-LABEL: main.caller:
// CHECK-NOT: main.count
// CHECK-NOT: runtime.defer
// CHECK-NOT: __gxx_personality
// CHECK: .Lfunc_end

func main() { println(caller()) }
