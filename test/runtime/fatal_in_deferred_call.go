// RUN: %run_all %s | FileCheck --match-full-lines %s

// A fatal error in a deferred call shows the panics on whose behalf it runs; their methods are not called any more.
package main

import "sync"

type fault struct{ n int }

func (f *fault) Error() string { return "not called" }

func main() {
	defer func() {
		defer func() {
			v := recover()
			defer func() {
				var mu sync.Mutex
				mu.Unlock()
			}()
			panic(v)
		}()
		panic(1.5)
	}()
	panic(&fault{1})
}

// CHECK: panic: (*main.fault) 0x{{[0-9a-f]+}}
// CHECK-NEXT: 	panic: 1.5 [recovered, repanicked]
// CHECK-NEXT: 	fatal error: sync: unlock of unlocked mutex
// CHECK-EMPTY:
// CHECK-NEXT: goroutine 1 [running]:
