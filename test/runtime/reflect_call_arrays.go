// RUN: %run_all %s | FileCheck --match-full-lines %s

// Arrays of more than one element travel in memory, alone and inside structs.
package main

import (
	"fmt"
	"reflect"
	"runtime"
)

type two [2]uintptr

type pair struct {
	a [1]int
	b two
}

//go:noinline
func padded(b byte, c int, d byte, e two, f byte, g float32, h byte) (i byte, j int, k byte, l two, m byte, n float32, o byte) {
	return b, c, d, e, f, g, h
}

//go:noinline
func array(a [2]int8, b [1]string, c [0]int, d [3]struct{}) ([2]int8, [1]string) {
	return [2]int8{a[1], a[0]}, b
}

//go:noinline
func structs(p pair, x float64) (float64, pair) {
	p.b[0], p.b[1] = p.b[1], p.b[0]
	return x * 2, p
}

func call(f any, args ...any) {
	in := make([]reflect.Value, len(args))
	for i, a := range args {
		in[i] = reflect.ValueOf(a)
	}
	for _, f := range []reflect.Value{
		reflect.ValueOf(f),
		reflect.MakeFunc(reflect.TypeOf(f), func(in []reflect.Value) []reflect.Value {
			return reflect.ValueOf(f).Call(in)
		}),
	} {
		for _, r := range f.Call(in) {
			fmt.Print(r, " ")
		}
		fmt.Println()
	}
}

func main() {
	call(padded, byte(10), 20, byte(30), two{40, 50}, byte(60), float32(70), byte(80))
	call(array, [2]int8{1, 2}, [1]string{"s"}, [0]int{}, [3]struct{}{})
	call(structs, pair{[1]int{1}, two{2, 3}}, 1.5)

	// Finalizers with such a result; a few objects may seem to be in use.
	done := make(chan int, 100)
	for range 100 {
		runtime.SetFinalizer(new(pair), func(p *pair) two {
			done <- 1
			return p.b
		})
	}
	n := 0
	for range 100 {
		runtime.GC()
		runtime.Gosched()
		for len(done) > 0 {
			n += <-done
		}
		if n > 50 {
			break
		}
	}
	fmt.Println(n > 50)
}

// CHECK: 10 20 30 [40 50] 60 70 80
// CHECK-NEXT: 10 20 30 [40 50] 60 70 80
// CHECK-NEXT: [2 1] [s]
// CHECK-NEXT: [2 1] [s]
// CHECK-NEXT: 3 {[1] [3 2]}
// CHECK-NEXT: 3 {[1] [3 2]}
// CHECK-NEXT: true
// CHECK-NEXT: exit 0
