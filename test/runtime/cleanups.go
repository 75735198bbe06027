// RUN: %run_all %s | FileCheck --match-full-lines %s

// runtime.AddCleanup: several per object, from inside it too, after its finalizer, none after Stop, and the object is not
// brought back. Weak pointers are equal by object and offset and are nil before the finalizer runs.
package main

import (
	"fmt"
	"runtime"
	"sort"
	"time"
	"weak"
)

type T struct {
	a, b int
	pad  [6]int
}

var calls = make(chan string, 100)

func said(s string) { calls <- s }

// deep makes objects whose addresses nothing of the stack above it holds.
//
//go:noinline
func deep(n int, f func()) {
	var pad [64]int
	pad[n%64] = n
	if n > 0 {
		deep(n-1, f)
	} else {
		f()
	}
	runtime.KeepAlive(&pad)
}

//go:noinline
func wipe(n int) {
	var pad [64]int
	for i := range pad {
		pad[i] = n
	}
	if n > 0 {
		wipe(n - 1)
	}
	runtime.KeepAlive(&pad)
}

func drain(want int) (all []string) {
	for i := 0; i < 200 && len(all) < want; i++ {
		wipe(60)
		runtime.GC()
		for {
			select {
			case s := <-calls:
				all = append(all, s)
				continue
			case <-time.After(5 * time.Millisecond):
			}
			break
		}
	}
	return
}

func panics(name string, f func()) {
	defer func() { fmt.Println(name+":", recover()) }()
	f()
}

func main() {
	done := make(chan bool)
	// On a goroutine of their own, whose stack is gone afterwards.
	do := func(f func()) {
		go func() { deep(30, f); done <- true }()
		<-done
	}

	do(func() {
		p := new(T)
		runtime.AddCleanup(p, said, "first")
		runtime.AddCleanup(&p.b, said, "inside")
		runtime.AddCleanup(p, said, "stopped").Stop()
		runtime.AddCleanup(p, said, "second")
	})
	all := drain(3)
	sort.Strings(all)
	fmt.Println(all)

	var w weak.Pointer[T]
	do(func() {
		p := new(T)
		w = weak.Make(p)
		runtime.AddCleanup(p, said, "after the finalizer")
		runtime.SetFinalizer(p, func(p *T) { said(fmt.Sprint("finalizer, weak pointer nil: ", w.Value() == nil)) })
	})
	for _, s := range drain(2) {
		fmt.Println(s)
	}

	kept := new(T)
	w1, w2 := weak.Make(kept), weak.Make(kept)
	i1, i2 := weak.Make(&kept.b), weak.Make(&kept.b)
	runtime.GC()
	fmt.Println(w1 == w2, i1 == i2, weak.Make(&kept.a) == i1, w1.Value() == kept, i1.Value() == &kept.b)
	fmt.Println(weak.Make[T](nil) == weak.Pointer[T]{}, weak.Make[T](nil).Value() == nil)
	c := runtime.AddCleanup(kept, said, "never")
	c.Stop()
	c.Stop()
	runtime.Cleanup{}.Stop()

	panics("nil", func() { runtime.AddCleanup((*T)(nil), said, "") })
	panics("equal", func() { runtime.AddCleanup(kept, func(*T) {}, kept) })
	panics("within", func() { runtime.AddCleanup(&kept.b, func(*T) {}, kept) })
	panics("closure", func() { runtime.AddCleanup(kept, func(int) { kept.a++ }, 1) })
	runtime.KeepAlive(kept)
}

// CHECK: [first inside second]
// CHECK-NEXT: finalizer, weak pointer nil: true
// CHECK-NEXT: after the finalizer
// CHECK-NEXT: true true false true true
// CHECK-NEXT: true true
// CHECK-NEXT: nil: runtime.AddCleanup: ptr is nil
// CHECK-NEXT: equal: runtime.AddCleanup: ptr is equal to arg, cleanup will never run
// CHECK-NEXT: within: runtime.AddCleanup: ptr is within arg, cleanup will never run
// CHECK-NEXT: closure: runtime.AddCleanup: cleanup function closes over ptr, cleanup will never run
// CHECK: exit 0
