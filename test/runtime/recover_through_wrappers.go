// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 5: compiler-made wrappers do not count as frames.
package main

type V struct{ tag string }

func (v V) Rec() {
	if r := recover(); r != nil {
		println(v.tag, r.(string))
	} else {
		println(v.tag, "nil")
	}
}

type P struct{ tag string }

func (p *P) RecPtr() {
	r := recover()
	if p == nil {
		println("nil receiver", r != nil)
		return
	}
	println(p.tag, r != nil)
}

type Emb struct {
	pad int
	V
	*P
}

type Deep struct{ *Emb }

type I interface{ Rec() }
type J interface{ RecPtr() }

func run(f func()) {
	defer func() {
		if r := recover(); r != nil {
			println("NOT RECOVERED")
		}
	}()
	f()
}

func main() {
	run(func() { v := &V{"value method via pointer"}; defer v.Rec(); panic("1") })
	run(func() { e := Emb{V: V{"promoted"}}; defer e.Rec(); panic("2") })
	run(func() { e := &Emb{V: V{"promoted via pointer"}}; defer e.Rec(); panic("3") })
	run(func() { var i I = V{"interface, value"}; defer i.Rec(); panic("4") })
	run(func() { var i I = &V{"interface, pointer"}; defer i.Rec(); panic("5") })
	run(func() { var i I = Emb{V: V{"interface, promoted"}}; defer i.Rec(); panic("6") })
	run(func() { var i I = Deep{&Emb{V: V{"interface, promoted twice"}}}; defer i.Rec(); panic("7") })
	run(func() { f := V{"method value"}.Rec; defer f(); panic("8") })
	run(func() { var i I = &V{"method value of interface"}; f := i.Rec; defer f(); panic("9") })
	run(func() { f := Emb{V: V{"promoted method value"}}.Rec; defer f(); panic("10") })
	run(func() { defer V.Rec(V{"method expression"}); panic("11") })
	run(func() { defer (*V).Rec(&V{"pointer method expression"}); panic("12") })
	run(func() { f := I.Rec; defer f(V{"interface method expression"}); panic("13") })
	run(func() { f := Deep.Rec; defer f(Deep{&Emb{V: V{"promoted method expression"}}}); panic("14") })
	run(func() { var p *P; defer p.RecPtr(); panic("15") })
	run(func() { var j J = Emb{P: &P{"promoted pointer method"}}; defer j.RecPtr(); panic("16") })
	run(func() { var j J = (*P)(nil); f := j.RecPtr; defer f(); panic("17") })
}

// CHECK: value method via pointer 1
// CHECK-NEXT: promoted 2
// CHECK-NEXT: promoted via pointer 3
// CHECK-NEXT: interface, value 4
// CHECK-NEXT: interface, pointer 5
// CHECK-NEXT: interface, promoted 6
// CHECK-NEXT: interface, promoted twice 7
// CHECK-NEXT: method value 8
// CHECK-NEXT: method value of interface 9
// CHECK-NEXT: promoted method value 10
// CHECK-NEXT: method expression 11
// CHECK-NEXT: pointer method expression 12
// CHECK-NEXT: interface method expression 13
// CHECK-NEXT: promoted method expression 14
// CHECK-NEXT: nil receiver true
// CHECK-NEXT: promoted pointer method true
// CHECK-NEXT: nil receiver true
// CHECK: exit 0
