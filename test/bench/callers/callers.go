// What it costs to ask who called: runtime.Callers and its relatives on shallow
// and deep stacks, with names and lines, through inlined calls, and printed.
package main

import (
	"runtime"
	"runtime/debug"
	"time"
)

var (
	one  [1]uintptr
	many [64]uintptr
	sink int
)

//go:noinline
func deep(n int, f func()) {
	if n > 1 {
		deep(n-1, f)
		sink++
		return
	}
	f()
	sink++
}

func innermost(f func()) { f(); sink++ }
func inner(f func())     { innermost(f); sink++ }
func outer(f func())     { inner(f); sink++ }

// deepInlined has three inlined calls in each frame.
//
//go:noinline
func deepInlined(n int, f func()) {
	if n > 1 {
		outer(func() { deepInlined(n-1, f) })
		return
	}
	f()
	sink++
}

func bench(name string, f func()) {
	const least = 200 * time.Millisecond
	for n := 64; ; n *= 4 {
		start := time.Now()
		for i := 0; i < n; i++ {
			f()
		}
		if d := time.Since(start); d >= least {
			print(name, " ", float64(d.Nanoseconds())/float64(n), "\n")
			return
		}
	}
}

// expand asks for all that a logger prints.
func expand(pcs []uintptr) {
	frames := runtime.CallersFrames(pcs)
	for {
		f, more := frames.Next()
		sink += len(f.Function) + len(f.File) + f.Line
		if !more {
			return
		}
	}
}

func suite(suffix string, run func(func())) {
	run(func() {
		bench("callers"+suffix, func() { sink += runtime.Callers(0, many[:]) })
		bench("callers-of-1"+suffix, func() { sink += runtime.Callers(2, one[:]) })
		bench("caller"+suffix, func() {
			_, file, line, _ := runtime.Caller(1)
			sink += len(file) + line
		})
		bench("callers-and-frames"+suffix, func() { expand(many[:runtime.Callers(0, many[:])]) })
		n := runtime.Callers(0, many[:])
		pcs := append([]uintptr(nil), many[:n]...)
		bench("frames"+suffix, func() { expand(pcs) })
		bench("names"+suffix, func() {
			for _, pc := range pcs {
				f := runtime.FuncForPC(pc - 1)
				_, line := f.FileLine(pc - 1)
				sink += len(f.Name()) + line
			}
		})
		var buf [64 << 10]byte
		bench("stack"+suffix, func() { sink += runtime.Stack(buf[:], false) })
		bench("debug-stack"+suffix, func() { sink += len(debug.Stack()) })
	})
}

func main() {
	suite("-1", func(f func()) { deep(1, f) })
	suite("-32", func(f func()) { deep(32, f) })
	suite("-inlined-8", func(f func()) { deepInlined(8, f) })
}
