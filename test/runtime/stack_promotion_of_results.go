// RUN: %ogo run -O2 %s 2>&1 | FileCheck %s
// REQUIRES: x86_64

// A function small enough to be inlined allocates, another fills and returns the
// object: it stays in the caller's frame, as with gc. What is kept does not.
package main

import "testing"

type point struct{ x, y [4]uint64 }

func (p *point) Bytes() []byte {
	var out [64]byte
	return p.bytes(&out)
}

//go:noinline
func (p *point) bytes(out *[64]byte) []byte {
	for i := range 4 {
		out[i], out[32+i] = byte(p.x[i]), byte(p.y[i])
	}
	return out[:]
}

func newPoint() *point { return &point{} }

//go:noinline
func (p *point) add(q *point) *point {
	for i := range 4 {
		p.x[i] += q.x[i]
		p.y[i] += 2 * q.x[i]
	}
	return p
}

var sink int
var kept []byte

func main() {
	one := &point{x: [4]uint64{1, 1, 1, 1}}
	local := func() {
		p := newPoint().add(one).add(one)
		for _, b := range p.Bytes() {
			sink += int(b)
		}
	}
	local()
	println(sink)                                  // CHECK: 24
	println(int(testing.AllocsPerRun(100, local))) // CHECK-NEXT: {{^0$}}
	keep := func() { kept = newPoint().add(one).Bytes() }
	var all [3][]byte
	for i := range all {
		keep()
		all[i] = kept
		one.x[0]++
	}
	println(all[0][0], all[1][0], all[2][0]) // CHECK-NEXT: 1 2 3
}
