// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 2: what cannot be evaluated panics at the defer statement.
package main

type T struct{ n int }

func (t T) Val()  { println("Val", t.n) }
func (t *T) Ptr() { println("Ptr", t == nil, recover() == nil) }

type I interface{ Val() }

// Global, so that gc does not see through it.
var holder I

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			println(name, e.(error).Error())
		}
	}()
	f()
	println(name, "no panic")
}

func main() {
	try("nil interface", func() {
		var i I
		defer i.Val()
		println("not reached")
	})
	try("nil pointer, value method", func() {
		var p *T
		defer p.Val()
		println("not reached")
	})
	try("index", func() {
		var s []func(int)
		defer s[0](1)
		println("not reached")
	})
	try("nil pointer, pointer method", func() {
		var p *T
		defer p.Ptr()
		println("reached")
	})
	try("interface holding nil pointer", func() {
		var p *T
		holder = p
		defer holder.Val()
		println("reached")
	})
}

// CHECK: nil interface runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: nil pointer, value method runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: index runtime error: index out of range [0] with length 0
// CHECK-NEXT: reached
// CHECK-NEXT: Ptr true true
// CHECK-NEXT: nil pointer, pointer method no panic
// CHECK-NEXT: reached
// CHECK-NEXT: interface holding nil pointer value method main.T.Val called using nil *T pointer
// CHECK: exit 0
