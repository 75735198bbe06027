// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 1: arguments, receiver copy and func value are evaluated at the statement.
package main

type V struct{ n int }

func (v V) P(tag string)   { println(tag, v.n) }
func (v *V) PP(tag string) { println(tag, v.n) }

type I interface{ P(string) }

func trace(s string) string { println("eval", s); return s }

func get(f func(int)) func(int) { println("func value"); return f }

func arg(n int) int { println("arg", n); return n }

func main() {
	v := V{2}
	defer v.P("value receiver")
	defer v.PP("pointer receiver")
	var i I = v
	defer i.P("interface")
	m := v.P
	defer m("method value")
	defer V.P(v, "method expression")
	defer (*V).PP(&v, trace("pointer method expression"))
	v.n = 3
	i = V{4}
	m = V{5}.P
	f := func(x int) { println("first f", x) }
	x := 10
	defer f(x)
	defer get(f)(arg(x))
	f = func(x int) { println("second f", x) }
	x = 20
	defer f(x)
	s := []int{1, 2, 3}
	defer func(s []int, n int) { println("slice", s[0], len(s), n) }(s, len(s))
	s[0] = 100
	s = append(s, 4)
	defer println("builtin", x, s[0])
	x, s[0] = 30, 300
}

// CHECK: eval pointer method expression
// CHECK-NEXT: func value
// CHECK-NEXT: arg 10
// CHECK-NEXT: builtin 20 100
// CHECK-NEXT: slice 100 3 3
// CHECK-NEXT: second f 20
// CHECK-NEXT: first f 10
// CHECK-NEXT: first f 10
// CHECK-NEXT: pointer method expression 3
// CHECK-NEXT: method expression 2
// CHECK-NEXT: method value 2
// CHECK-NEXT: interface 2
// CHECK-NEXT: pointer receiver 3
// CHECK-NEXT: value receiver 2
// CHECK: exit 0
