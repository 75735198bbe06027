// RUN: %run_all %s | FileCheck %s

// What runtime.Callers and its relatives say of an address the second time and
// from many goroutines is what they said the first time; buffers of any size get
// the beginning of a stack.
package main

import (
	"fmt"
	"path"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
)

type list[T any] struct{}

func (list[T]) visit(f func()) { f() }

func innermost(f func()) { f() }
func inner(f func())     { innermost(f) }

//go:noinline
func outer(f func()) { inner(f) }

func names(pcs []uintptr) string {
	var b strings.Builder
	for frames := runtime.CallersFrames(pcs); ; {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "main.") {
			fmt.Fprintf(&b, "%s:%d ", f.Function, f.Line)
		}
		if !more {
			if g, again := frames.Next(); again || g.PC != 0 {
				panic("a frame after the last one")
			}
			return b.String()
		}
	}
}

func main() {
	var pcs []uintptr
	collect := func() {
		pcs = make([]uintptr, 20)
		pcs = pcs[:runtime.Callers(1, pcs)]
	}
	outer(func() { list[int]{}.visit(collect) })
	// CHECK: main.main.func1:47 main.list[...].visit:19 main.main.func2:49 main.innermost:21 main.inner:22 main.outer:25 main.main:49
	fmt.Println(names(pcs))
	first := names(pcs)
	var wait sync.WaitGroup
	for range 8 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for range 100 {
				if names(pcs) != first {
					panic(names(pcs))
				}
			}
		}()
	}
	wait.Wait()

	// One by one.
	// CHECK-NEXT: main.main.func1 main.list[...].visit main.main.func2 main.innermost main.inner main.outer main.main
	for _, pc := range pcs[:7] {
		fmt.Print(runtime.FuncForPC(pc-1).Name(), " ")
	}
	fmt.Println()

	// A part of them, from the middle of what was inlined.
	// CHECK-NEXT: main.inner:22 main.outer:25
	fmt.Println(names(pcs[4:6]))
	// CHECK-NEXT: {{^}}0 true "" "" 0 false
	f, more := runtime.CallersFrames(nil).Next()
	fmt.Printf("%v %v %q %q %v %v\n", f.PC, f.Func == nil, f.Function, f.File, f.Line, more)

	pc, file, line, ok := runtime.Caller(0)
	same := runtime.FuncForPC(pc)
	_, funcLine := same.FileLine(pc)
	// CHECK-NEXT: callers_remembered.go 81 81 true true main.main true
	fmt.Println(path.Base(file), line, funcLine, ok, same == runtime.FuncForPC(pc), same.Name(),
		runtime.FuncForPC(same.Entry()) == same)
	// CHECK-NEXT: true ""
	fmt.Printf("%v %q\n", runtime.FuncForPC(1) == nil, runtime.FuncForPC(1).Name())

	// CHECK-NEXT: true true
	outer(func() {
		whole := debug.Stack()
		whole = whole[:runtime.Stack(whole[:cap(whole)], false)]
		cut := true
		for n := range len(whole) {
			buf := make([]byte, n, n+1)
			buf[:n+1][n] = '!'
			cut = cut && runtime.Stack(buf, false) == n && buf[:n+1][n] == '!'
			// But for the line that is called from.
			head := min(n, strings.Index(string(whole), "\t"))
			cut = cut && string(buf[:head]) == string(whole[:head])
		}
		fmt.Println(cut, strings.Contains(string(whole), "main.outer("))
	})

	// Printed at the same time by many.
	// CHECK-NEXT: whole
	for range 8 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for range 50 {
				s := string(debug.Stack())
				if !strings.HasPrefix(s, "goroutine ") || strings.Count(s, "goroutine ") != 2 ||
					strings.Count(s, "debug.Stack(") != 1 || !strings.HasSuffix(s, "\n") {
					panic(s)
				}
			}
		}()
	}
	wait.Wait()
	fmt.Println("whole")
}
