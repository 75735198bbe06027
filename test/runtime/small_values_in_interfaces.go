// RUN: %run_all %s | FileCheck --match-full-lines %s

// Values that have a box already need no allocation where they become interface values: words below 256 of any type, the
// empty string, the nil slice.
package main

import (
	"fmt"
	"math"
	"testing"
)

type color uint8
type level int32
type code int64
type wrapped struct{ a int64 }

var sink, other any

//go:noinline
func box[T any](v T) { sink = v }

func allocs[T any](small, large T) {
	a, b := testing.AllocsPerRun(100, func() { box(small) }), testing.AllocsPerRun(100, func() { box(large) })
	box(large)
	other = sink
	box(small)
	fmt.Printf("%T %v %v: %v %v\n", small, sink, other, a, b)
}

func main() {
	// CHECK: int 5 256: 0 1
	allocs(5, 256)
	// CHECK-NEXT: int 255 -1: 0 1
	allocs(255, -1)
	// CHECK-NEXT: main.color 200 255: 0 0
	allocs(color(200), color(255))
	// CHECK-NEXT: main.level 7 -7: 0 1
	allocs(level(7), level(-7))
	// CHECK-NEXT: main.code 9 4096: 0 1
	allocs(code(9), code(4096))
	// CHECK-NEXT: uint16 3 259: 0 1
	allocs(uint16(3), uint16(259))
	// CHECK-NEXT: string  a: 0 1
	allocs("", "a")
	// CHECK-NEXT: []uint8 [] []: 0 1
	allocs([]byte(nil), []byte{})
	// CHECK-NEXT: float64 0 -0: 0 1
	allocs(0.0, math.Copysign(0, -1))
	// CHECK-NEXT: float32 0 1: 0 1
	allocs(float32(0), float32(1))
	// CHECK-NEXT: main.wrapped {0} {300}: 0 1
	allocs(wrapped{0}, wrapped{300})
	// CHECK-NEXT: true
	box([]byte(nil))
	fmt.Println(sink.([]byte) == nil)
}
