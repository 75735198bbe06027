// Messages say what kind of type a name stands for, and what a name that is no
// type is.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

import "math"

type (
	Int    int
	Str    struct{ f int }
	Sl     []int
	Arr    [2]int
	Ptr    *int
	Fn     func()
	Iface  interface{ m() }
	Map    map[int]int
	Ch     chan int
	IntA   = int
	StrA   = Str
	Gen[P any] struct{ p P }
)

var global int

const constant = 1

func fn(recv, param int) (result int) {
	var local bool
	var (
		_ bool = Int(1)
		_ bool = Str{}
		_ bool = Sl{}
		_ bool = Arr{}
		_ bool = Ptr(nil)
		_ bool = Fn(nil)
		_ bool = Iface(nil)
		_ bool = Map{}
		_ bool = Ch(nil)
		_ bool = IntA(1)
		_ bool = StrA{}
		_ bool = Gen[int]{}
		_ bool = []int{}
		_ bool = constant
	)
	var (
		_ global
		_ constant
		_ param
		_ result
		_ local
		_ fn
		_ math
		_ len
		_ nil
		_ math.Pi
	)
	_ = math.pi
	_ = math.SQrt
	_ = math.nothing
	_ = Str.f
	_ = len.x
	return
}

func (r Int) m() { var _ r }

func tparams[P any, Q ~int](p P, q Q) {
	var _ bool = p
	var _ bool = q
	_ = p < p
	_ = p == p
	_ = q + 1.5
	_ = struct{ f func() }{} == struct{ f func() }{}
	_ = [2]Fn{} == [2]Fn{}
	_ = Sl{} == Sl{}
	_ = "a" + 1
	_ = global + "x"
	_ = global == nil
}

func two() (int, string) { return 0, "" }

func assign(a, b int, m map[string]int, i any) {
	a, b = two()
	a, b = m["x"]
	a, b = i.(int)
	var c, d bool = two()
	a, b = 1, "x"
	c, d = d, 1
}

func counts(a ...int) {
	fixed([]int{}...)
	counts("a", []int{}...)
	fixed(1, 2)
}

func fixed(int) {}

// CHECK:      {{.*}}operand_kinds.go:30:12: cannot use Int(1) (constant 1 of int type Int) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:31:12: cannot use Str{} (value of struct type Str) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:32:12: cannot use Sl{} (value of slice type Sl) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:33:12: cannot use Arr{} (value of array type Arr) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:34:12: cannot use Ptr(nil) (value of pointer type Ptr) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:35:12: cannot use Fn(nil) (value of func type Fn) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:36:12: cannot use Iface(nil) (value of interface type Iface) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:37:12: cannot use Map{} (value of map type Map) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:38:12: cannot use Ch(nil) (value of chan type Ch) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:39:12: cannot use IntA(1) (constant 1 of int type IntA) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:40:12: cannot use StrA{} (value of struct type StrA) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:41:12: cannot use Gen[int]{} (value of struct type Gen[int]) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:42:12: cannot use []int{} (value of type []int) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:43:12: cannot use constant (untyped int constant 1) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:46:5: global (package-level variable) is not a type
// CHECK-NEXT: {{.*}}operand_kinds.go:47:5: constant (constant) is not a type
// CHECK-NEXT: {{.*}}operand_kinds.go:48:5: param (parameter) is not a type
// CHECK-NEXT: {{.*}}operand_kinds.go:49:5: result (result variable) is not a type
// CHECK-NEXT: {{.*}}operand_kinds.go:50:5: local (local variable) is not a type
// CHECK-NEXT: {{.*}}operand_kinds.go:51:5: fn (function) is not a type
// CHECK-NEXT: {{.*}}operand_kinds.go:52:5: math (package name) is not a type
// CHECK-NEXT: {{.*}}operand_kinds.go:53:5: len (built-in function) is not a type
// CHECK-NEXT: {{.*}}operand_kinds.go:54:5: nil (untyped nil) is not a type
// CHECK-NEXT: {{.*}}operand_kinds.go:55:5: math.Pi (untyped float constant 3.14159) is not a type
// CHECK-NEXT: {{.*}}operand_kinds.go:57:11: undefined: math.pi (but have Pi)
// CHECK-NEXT: {{.*}}operand_kinds.go:58:11: undefined: math.SQrt (but have Sqrt)
// CHECK-NEXT: {{.*}}operand_kinds.go:59:11: undefined: math.nothing
// CHECK-NEXT: {{.*}}operand_kinds.go:60:6: operand for field selector f must be value of type Str
// CHECK-NEXT: {{.*}}operand_kinds.go:61:9: invalid use of len (built-in) in selector expression
// CHECK-NEXT: {{.*}}operand_kinds.go:65:26: r (receiver) is not a type
// CHECK-NEXT: {{.*}}operand_kinds.go:68:15: cannot use p (variable of type P constrained by any) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:69:15: cannot use q (variable of type Q constrained by ~int) as bool value in variable declaration
// CHECK-NEXT: {{.*}}operand_kinds.go:70:6: invalid operation: p < p (type parameter P cannot use operator <)
// CHECK-NEXT: {{.*}}operand_kinds.go:71:6: invalid operation: p == p (incomparable types in type set)
// CHECK-NEXT: {{.*}}operand_kinds.go:72:10: cannot convert 1.5 (untyped float constant) to type Q
// CHECK-NEXT: {{.*}}operand_kinds.go:73:6: invalid operation: struct{f func()}{} == struct{f func()}{} (struct containing func() cannot be compared)
// CHECK-NEXT: {{.*}}operand_kinds.go:74:6: invalid operation: [2]Fn{} == [2]Fn{} ([2]Fn cannot be compared)
// CHECK-NEXT: {{.*}}operand_kinds.go:75:6: invalid operation: Sl{} == Sl{} (slice can only be compared to nil)
// CHECK-NEXT: {{.*}}operand_kinds.go:76:6: invalid operation: "a" + 1 (mismatched types untyped string and untyped int)
// CHECK-NEXT: {{.*}}operand_kinds.go:77:6: invalid operation: global + "x" (mismatched types int and untyped string)
// CHECK-NEXT: {{.*}}operand_kinds.go:78:16: invalid operation: global == nil (mismatched types int and untyped nil)
// CHECK-NEXT: {{.*}}operand_kinds.go:84:9: cannot use 2nd function result (value of type string) as int value in multiple assignment
// CHECK-NEXT: {{.*}}operand_kinds.go:85:9: cannot use ok value of (comma, ok) expression (untyped bool value) as int value in multiple assignment
// CHECK-NEXT: {{.*}}operand_kinds.go:86:9: cannot use ok value of (comma, ok) expression (untyped bool value) as int value in multiple assignment
// CHECK-NEXT: {{.*}}operand_kinds.go:87:6: declared and not used: c
// CHECK-NEXT: {{.*}}operand_kinds.go:87:18: cannot use 1st function result (value of type int) as bool value in multiple assignment
// CHECK-NEXT: {{.*}}operand_kinds.go:87:18: cannot use 2nd function result (value of type string) as bool value in multiple assignment
// CHECK-NEXT: {{.*}}operand_kinds.go:88:12: cannot use "x" (untyped string constant) as int value in multiple assignment
// CHECK-NEXT: {{.*}}operand_kinds.go:89:12: cannot use 1 (untyped int constant) as bool value in multiple assignment
// CHECK-NEXT: {{.*}}operand_kinds.go:93:2: cannot use ... in call to non-variadic fixed
// CHECK-NEXT: {{.*}}operand_kinds.go:94:14: too many arguments in call to counts
// CHECK-NEXT: have (string, []int...)
// CHECK-NEXT: want (...int)
// CHECK-NEXT: {{.*}}operand_kinds.go:95:11: too many arguments in call to fixed
// CHECK-NEXT: have (number, number)
// CHECK-NEXT: want (int)
// CHECK-NOT:  {{.}}
