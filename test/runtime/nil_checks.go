// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 24: nil pointers that the first page does not catch, and those that must not panic.
package main

type Far struct {
	pad [1 << 20]byte
	n   int
}

type Inner struct{ x, y int }
type Outer struct {
	a int
	Inner
}

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			println(name+":", e.(error).Error())
		}
	}()
	f()
	println(name, "no panic")
}

var (
	far   *Far
	arr   *[10]int
	outer *Outer
	sink  any
)

func main() {
	try("read far", func() { println(far.n) })
	try("write far", func() { far.n = 1 })
	try("address of far", func() { println(&far.n != nil) })
	try("discard", func() { _ = *far })
	try("discard field", func() { _ = far.n })
	try("copy", func() { x := *outer; sink = x })
	try("len", func() { println(len(arr), cap(arr)) })
	try("range index", func() {
		n := 0
		for range arr {
			n++
		}
		for i := range arr {
			n += i
		}
		println(n)
	})
	try("range value", func() {
		for _, v := range arr {
			println(v)
		}
	})
	try("index", func() { println(arr[3]) })
	try("slice", func() { println(len(arr[:])) })
	try("promoted", func() { println(outer.y) })
	try("address of promoted", func() { println(&outer.Inner != nil) })
	try("array value", func() { x := *arr; sink = x })
	try("compare", func() { println(*outer == Outer{}) })
	try("increment", func() { outer.x++ })
}

// CHECK: read far: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: write far: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: address of far: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: discard: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: discard field: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: copy: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: 10 10
// CHECK-NEXT: len no panic
// CHECK-NEXT: 55
// CHECK-NEXT: range index no panic
// CHECK-NEXT: range value: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: index: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: slice: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: promoted: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: address of promoted: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: array value: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: compare: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: increment: runtime error: invalid memory address or nil pointer dereference
// CHECK: exit 0
