// RUN: %ogo run -O0 %s | FileCheck %s
// A CPU profile names the function that spent the time, with its callers, and
// the next one starts afresh.
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"runtime/pprof"
	"strings"
	"time"
)

//go:noinline
func spendTime(d time.Duration) (n int) {
	for t := time.Now(); time.Since(t) < d; {
		for i := range 10000 {
			n += i
		}
	}
	return n
}

//go:noinline
func other(d time.Duration) int { return spendTime(d) + 1 }

func profile(f func(time.Duration) int) string {
	var b bytes.Buffer
	if err := pprof.StartCPUProfile(&b); err != nil {
		return err.Error()
	}
	err := pprof.StartCPUProfile(io.Discard)
	f(400 * time.Millisecond)
	pprof.StopCPUProfile()
	z, e := gzip.NewReader(&b)
	if e != nil {
		return e.Error()
	}
	text, e := io.ReadAll(z)
	fmt.Println(err, e)
	return string(text)
}

func main() {
	// CHECK: cpu profiling already in use <nil>
	// CHECK-NEXT: true false
	p := profile(spendTime)
	fmt.Println(strings.Contains(p, "main.spendTime"), strings.Contains(p, "main.other"))
	// CHECK-NEXT: cpu profiling already in use <nil>
	// CHECK-NEXT: true true
	p = profile(other)
	fmt.Println(strings.Contains(p, "main.spendTime"), strings.Contains(p, "main.other"))
	// CHECK-NEXT: 0
	pprof.StopCPUProfile()
	var b bytes.Buffer
	fmt.Println(b.Len())
}
