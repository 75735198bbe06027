// Conversions and assignability.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

import "unsafe"

type (
	T1 struct{ x int }
	T2 struct {
		x int "tag"
	}
	I  interface{ M() }
	J  interface{ M(); N() }
	V  int
	P  *int
	F  func(int)
	Ch chan int
	By []byte
)

func (V) M() {}

type W struct{}

func (*W) M() {}

func _(i int, f float64, s string, b bool, t1 T1, v V, w W, ii I, jj J, p *int, up unsafe.Pointer, u uintptr, sl []int, ch chan int, rch <-chan int, by By, rs []rune) {
	_ = int(f)
	_ = int("x")
	_ = int(s)
	_ = int(b)
	_ = string(i)
	_ = string(f)
	_ = string(by)
	_ = string(rs)
	_ = string(sl)
	_ = []byte(s)
	_ = []int(s)
	_ = []rune("x")
	_ = T2(t1)
	_ = T1(struct{ x int }{})
	_ = T1(struct{ y int }{})
	_ = bool(1)
	_ = int8(300)
	_ = uint(-1)
	_ = int(1.5)
	_ = float32(1e40)
	_ = string(1.0)
	_ = I(v)
	_ = I(w)
	_ = I(&w)
	_ = I(i)
	_ = J(ii)
	_ = I(jj)
	_ = V(ii)
	_ = P(p)
	_ = (*int)(P(p))
	_ = (*V)(p)
	_ = (*float64)(p)
	_ = unsafe.Pointer(p)
	_ = unsafe.Pointer(u)
	_ = unsafe.Pointer(i)
	_ = uintptr(up)
	_ = (*int)(up)
	_ = int(up)
	_ = [2]int(sl)
	_ = (*[2]int)(sl)
	_ = [2]int8(sl)
	_ = chan int(rch)
	_ = (<-chan int)(ch)
	_ = F(func(int) {})
	_ = F(nil)
	_ = int(nil)
	_ = interface{}(nil)
	_ = complex64(f)
	_ = int(int)
	_ = (func())(nil)

	var _ T2 = t1
	var _ struct{ x int } = t1
	var _ I = w
	var _ I = &w
	var _ I = v
	var _ J = ii
	var _ J = v
	var _ *I = &v
	var _ V = i
	var _ V = 1
	var _ P = p
	var _ <-chan int = ch
	var _ Ch = rch
	var _ chan int = rch
	var _ interface{} = t1
	var _ int = nil
	var _ []int = nil
	var _ error = v
	var _ int = f
	var _ float64 = i
	var _ string = i
	var _ func() = F(nil)
	var _ V = ii
	i = 1.5
	f = 2
	s = 'x'
	b = i
	_ = nil
}

func _[T int | string, U []byte | string, S ~int8 | ~int16](t T, u U, s S) {
	_ = T(1)
	_ = T("x")
	_ = string(t)
	_ = U("x")
	_ = []byte(u)
	_ = S(1)
	_ = S(1000)
	_ = float64(s)
	_ = string(s)
	_ = U(t)
	var _ T = 1
	var _ S = 100
	var _ S = 200
	var _ int = s
	var _ T = t
	var _ interface{} = t
	var _ I = t
}

// CHECK:      {{.*}}conversions.go:29:10: cannot convert "x" (untyped string constant) to type int
// CHECK-NEXT: {{.*}}conversions.go:30:10: cannot convert s (variable of type string) to type int
// CHECK-NEXT: {{.*}}conversions.go:31:10: cannot convert b (variable of type bool) to type int
// CHECK-NEXT: {{.*}}conversions.go:33:13: cannot convert f (variable of type float64) to type string
// CHECK-NEXT: {{.*}}conversions.go:36:13: cannot convert sl (variable of type []int) to type string
// CHECK-NEXT: {{.*}}conversions.go:38:12: cannot convert s (variable of type string) to type []int
// CHECK-NEXT: {{.*}}conversions.go:42:9: cannot convert struct{y int}{} (value of type struct{y int}) to type T1
// CHECK-NEXT: {{.*}}conversions.go:43:11: cannot convert 1 (untyped int constant) to type bool
// CHECK-NEXT: {{.*}}conversions.go:44:11: constant 300 overflows int8
// CHECK-NEXT: {{.*}}conversions.go:45:11: constant -1 overflows uint
// CHECK-NEXT: {{.*}}conversions.go:46:10: cannot convert 1.5 (untyped float constant) to type int
// CHECK-NEXT: {{.*}}conversions.go:47:14: cannot convert 1e40 (untyped float constant 1e+40) to type float32
// CHECK-NEXT: {{.*}}conversions.go:48:13: cannot convert 1.0 (untyped float constant 1) to type string
// CHECK-NEXT: {{.*}}conversions.go:50:8: cannot convert w (variable of struct type W) to type I: W does not implement I (method M has pointer receiver)
// CHECK-NEXT: {{.*}}conversions.go:52:8: cannot convert i (variable of type int) to type I: int does not implement I (missing method M)
// CHECK-NEXT: {{.*}}conversions.go:53:8: cannot convert ii (variable of interface type I) to type J: I does not implement J (missing method N)
// CHECK-NEXT: {{.*}}conversions.go:55:8: cannot convert ii (variable of interface type I) to type V: need type assertion
// CHECK-NEXT: {{.*}}conversions.go:59:17: cannot convert p (variable of type *int) to type *float64
// CHECK-NEXT: {{.*}}conversions.go:62:21: cannot convert i (variable of type int) to type unsafe.Pointer
// CHECK-NEXT: {{.*}}conversions.go:65:10: cannot convert up (variable of type unsafe.Pointer) to type int
// CHECK-NEXT: {{.*}}conversions.go:68:14: cannot convert sl (variable of type []int) to type [2]int8
// CHECK-NEXT: {{.*}}conversions.go:69:15: cannot convert rch (variable of type <-chan int) to type chan int
// CHECK-NEXT: {{.*}}conversions.go:73:10: cannot convert nil to type int
// CHECK-NEXT: {{.*}}conversions.go:75:16: cannot convert f (variable of type float64) to type complex64
// CHECK-NEXT: {{.*}}conversions.go:76:10: int (type) is not an expression
// CHECK-NEXT: {{.*}}conversions.go:79:13: cannot use t1 (variable of struct type T1) as T2 value in variable declaration
// CHECK-NEXT: {{.*}}conversions.go:81:12: cannot use w (variable of struct type W) as I value in variable declaration: W does not implement I (method M has pointer receiver)
// CHECK-NEXT: {{.*}}conversions.go:84:12: cannot use ii (variable of interface type I) as J value in variable declaration: I does not implement J (missing method N)
// CHECK-NEXT: {{.*}}conversions.go:85:12: cannot use v (variable of int type V) as J value in variable declaration: V does not implement J (missing method N)
// CHECK-NEXT: {{.*}}conversions.go:86:13: cannot use &v (value of type *V) as *I value in variable declaration: *V does not implement *I (type *I is pointer to interface, not interface)
// CHECK-NEXT: {{.*}}conversions.go:87:12: cannot use i (variable of type int) as V value in variable declaration
// CHECK-NEXT: {{.*}}conversions.go:91:13: cannot use rch (variable of type <-chan int) as Ch value in variable declaration
// CHECK-NEXT: {{.*}}conversions.go:92:19: cannot use rch (variable of type <-chan int) as chan int value in variable declaration
// CHECK-NEXT: {{.*}}conversions.go:94:14: cannot use nil as int value in variable declaration
// CHECK-NEXT: {{.*}}conversions.go:96:16: cannot use v (variable of int type V) as error value in variable declaration: V does not implement error (missing method Error)
// CHECK-NEXT: {{.*}}conversions.go:97:14: cannot use f (variable of type float64) as int value in variable declaration
// CHECK-NEXT: {{.*}}conversions.go:98:18: cannot use i (variable of type int) as float64 value in variable declaration
// CHECK-NEXT: {{.*}}conversions.go:99:17: cannot use i (variable of type int) as string value in variable declaration
// CHECK-NEXT: {{.*}}conversions.go:100:17: cannot use F(nil) (value of func type F) as func() value in variable declaration
// CHECK-NEXT: {{.*}}conversions.go:101:12: cannot use ii (variable of interface type I) as V value in variable declaration: need type assertion
// CHECK-NEXT: {{.*}}conversions.go:102:6: cannot use 1.5 (untyped float constant) as int value in assignment (truncated)
// CHECK-NEXT: {{.*}}conversions.go:104:6: cannot use 'x' (untyped rune constant 120) as string value in assignment
// CHECK-NEXT: {{.*}}conversions.go:105:6: cannot use i (variable of type int) as bool value in assignment
// CHECK-NEXT: {{.*}}conversions.go:106:6: use of untyped nil in assignment to _ identifier
// CHECK-NEXT: {{.*}}conversions.go:111:8: cannot convert "x" (untyped string value) to type T: cannot convert "x" (untyped string constant) to type int (in T)
// CHECK-NEXT: {{.*}}conversions.go:116:8: cannot convert 1000 (untyped int value) to type S: constant 1000 overflows int8 (in S)
// CHECK-NEXT: {{.*}}conversions.go:119:8: cannot convert t (variable of type T constrained by int | string) to type U: cannot convert int (in T) to type []byte (in U)
// CHECK-NEXT: {{.*}}conversions.go:120:12: cannot use 1 (untyped int constant) as T value in variable declaration
// CHECK-NEXT: {{.*}}conversions.go:122:12: cannot use 200 (untyped int constant) as S value in variable declaration
// CHECK-NEXT: {{.*}}conversions.go:123:14: cannot use s (variable of type S constrained by ~int8 | ~int16) as int value in variable declaration
// CHECK-NEXT: {{.*}}conversions.go:126:12: cannot use t (variable of type T constrained by int | string) as I value in variable declaration
// CHECK-NOT:  {{.}}
