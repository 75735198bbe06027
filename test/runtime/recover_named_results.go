// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 8: results of a recovered function.
package main

type Big struct {
	a, b, c, d, e, f int
	s             string
}

func rec() { recover() }

func named() (n int) {
	defer func() { recover(); n *= 10 }()
	n = 4
	panic(1)
}

func unnamed() int {
	defer rec()
	panic(1)
}

func unnamedAfterReturn() int {
	defer rec()
	defer panic(2)
	return 5
}

func twoPanics() int {
	defer rec()
	defer func() { panic(3) }()
	defer rec()
	defer func() { panic(2) }()
	return 5
}

func fails() int { panic(9) }

func partial() (a, b int) {
	defer rec()
	a, b = 1, 2
	return 8, fails()
}

func writes(p *int) int { *p = 77; return 6 }

func storesLast() (n int) {
	defer func() { println("defer sees", n) }()
	return writes(&n)
}

func strs() (s, t string, err error) {
	defer func() { err = recover().(error) }()
	s, t = "s", "t"
	var p *int
	*p = 1
	return "u", "v", nil
}

func big() (b Big) {
	defer func() { b.f = 6; recover() }()
	b.a, b.s = 1, "big"
	panic(1)
}

func bigUnnamed() (Big, float64) {
	defer rec()
	defer func() { panic(1) }()
	return Big{a: 1, s: "set"}, 2.5
}

func mixed() (i int8, f float32, c complex128, ok bool, x any) {
	defer func() { recover(); x = i }()
	i, f, c, ok = 7, 1.5, 2i, true
	panic(1)
}

func captured() (n int) {
	get := func() int { return n }
	defer func() { recover(); println("captured", get()); n++ }()
	n = 41
	panic(1)
}

func main() {
	println(named(), unnamed(), unnamedAfterReturn(), twoPanics())
	println(partial())
	println(storesLast())
	s, t, err := strs()
	println(s, t, err.Error())
	b := big()
	println(b.a, b.f, b.s)
	b, f := bigUnnamed()
	println(b.a, b.s, f)
	i, g, c, ok, x := mixed()
	println(i, g, c, ok, x.(int8))
	println(captured())
}

// CHECK: 40 0 5 5
// CHECK-NEXT: 1 2
// CHECK-NEXT: defer sees 6
// CHECK-NEXT: 6
// CHECK-NEXT: s t runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: 1 6 big
// CHECK-NEXT: 1 set 2.5
// CHECK-NEXT: 7 1.5 (0+2i) true 7
// CHECK-NEXT: captured 41
// CHECK-NEXT: 42
// CHECK: exit 0
