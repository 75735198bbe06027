// RUN: %run_all %s | FileCheck --match-full-lines %s

// []byte("") is empty but not nil, also where its bytes need not be copied, and
// makeslice tells a bad length from a bad capacity on the stack too.
package main

var empty string

func isNil(b []byte) bool { return b == nil }

func try(f func()) {
	defer func() { println(recover().(error).Error()) }()
	f()
}

func main() {
	println(isNil([]byte("")), isNil([]byte(empty)), len([]byte(empty)))
	n := 2
	try(func() { s := make([]int, n, 1); s[0] = 1 })
	n = -1
	try(func() { s := make([]int, n, 1); s[0] = 1 })
}

// CHECK: false false 0
// CHECK-NEXT: runtime error: makeslice: cap out of range
// CHECK-NEXT: runtime error: makeslice: len out of range
// CHECK-NEXT: exit 0
