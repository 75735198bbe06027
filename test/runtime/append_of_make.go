// append(s, make([]T, n)...) makes no slice of its own, and n may be anything.
// RUN: %run_all %s | FileCheck %s
package main

import (
	"fmt"
	"slices"
	"testing"
)

func try(what string, f func()) {
	defer func() { fmt.Println(what, recover()) }()
	f()
}

//go:noinline
func grow[T any](s []T, n int) []T { return append(s, make([]T, n)...) }

type named []int

var sink any
var calls []string

func call[T any](name string, v T) T { calls = append(calls, name); return v }

func main() {
	full := []int{1, 2, 3}
	fmt.Println(grow(full, 2), grow(full[:1], 1), full, grow(full, 0), grow[int](nil, 0) == nil)
	fmt.Println(grow([]string{"a", "b"}[:1], 2), grow([]*int(nil), 1), len(grow([]struct{}{}, 3)))
	fmt.Println(append(named{1}, make([]int, 2)...), append([]byte("x"), make([]byte, uint8(3))...))
	s := full
	s = append(s, make([]int, func() int { s = s[:1]; return 1 }())...)
	fmt.Println(s)
	fmt.Println(append(call("slice", full), make([]int, call("length", 1))...), calls)
	try("negative", func() { grow(full, -1) })
	try("large", func() { grow(full, 1<<62) })
	try("larger", func() { grow(full, 1<<63-1) })
	n := uint64(1 << 63)
	try("unsigned", func() { sink = append(full, make([]int, n)...) })
	fmt.Println(testing.AllocsPerRun(10, func() { sink = nil; slices.Grow(full, 1) }))
}

// CHECK: [1 2 3 0 0] [1 0] [1 0 3] [1 0 3] true
// CHECK-NEXT: [a  ] [<nil>] 3
// CHECK-NEXT: [1 0 0] [120 0 0 0]
// CHECK-NEXT: [1 0]
// CHECK-NEXT: [1 0 3 0] [slice length]
// CHECK-NEXT: negative runtime error: makeslice: len out of range
// CHECK-NEXT: large runtime error: growslice: len out of range
// CHECK-NEXT: larger runtime error: growslice: len out of range
// CHECK-NEXT: unsigned runtime error: makeslice: len out of range
// CHECK-NEXT: 1
// CHECK-NEXT: exit 0
