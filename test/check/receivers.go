// Receivers: what their base type may be and how many type parameters it has.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

import "sync/atomic"

type T[P, Q any] struct{}
type N int
type Ptr *int
type Face interface{}
type A = *N
type B = T[int, string]
type C = *B

func (T[A]) m1()           {}
func (T[A, B, C]) m2()     {}
func (T[A, _]) m3()        {}
func (*(T[A, B])) m4()     {}
func (r T[r, s]) m5(x r) s { panic(0) }
func (N[A]) m6()           {}
func (**N) m7()            {}
func (Ptr) m8()            {}
func (Face) m9()           {}
func (int) m10()           {}
func (atomic.Int32) m11() {}
func (A) m12()             {}
func (*A) m13()            {}
func (B) m14()             {}
func (C) m15()             {}
func (T) m16()             {}
func ([]int) m17()         {}
func (Missing) m18()       {}
func (T[int, []int]) m19() {}
func (n N) m20(n int)      {}

func _() {
	var n N
	n.m12()
	var t T[int, string]
	t.m3()
	t.m4()
	var _ string = t.m5(1)
}

func init()

// CHECK:      {{.*}}receivers.go:15:7: receiver declares 1 type parameter, but receiver base type declares 2
// CHECK-NEXT: {{.*}}receivers.go:16:7: receiver declares 3 type parameters, but receiver base type declares 2
// CHECK-NEXT: {{.*}}receivers.go:19:7: r redeclared in this block
// CHECK-NEXT: {{.*}}receivers.go:19:11: other declaration of r
// CHECK-NEXT: {{.*}}receivers.go:20:7: N is not a generic type
// CHECK-NEXT: {{.*}}receivers.go:21:8: invalid receiver type **N
// CHECK-NEXT: {{.*}}receivers.go:22:7: invalid receiver type Ptr (pointer or interface type)
// CHECK-NEXT: {{.*}}receivers.go:23:7: invalid receiver type Face (pointer or interface type)
// CHECK-NEXT: {{.*}}receivers.go:24:7: cannot define new methods on non-local type int
// CHECK-NEXT: {{.*}}receivers.go:25:7: cannot define new methods on non-local type atomic.Int32
// CHECK-NEXT: {{.*}}receivers.go:27:8: invalid receiver type *A
// CHECK-NEXT: {{.*}}receivers.go:28:7: cannot define new methods on instantiated type T[int, string]
// CHECK-NEXT: {{.*}}receivers.go:29:7: cannot define new methods on instantiated type T[int, string]
// CHECK-NEXT: {{.*}}receivers.go:30:7: cannot use generic type T[P, Q any] without instantiation
// CHECK-NEXT: {{.*}}receivers.go:31:7: invalid receiver type []int
// CHECK-NEXT: {{.*}}receivers.go:32:7: undefined: Missing
// CHECK-NEXT: {{.*}}receivers.go:33:14: receiver type parameter []int must be an identifier
// CHECK-NEXT: {{.*}}receivers.go:34:16: n redeclared in this block
// CHECK-NEXT: {{.*}}receivers.go:34:7: other declaration of n
// CHECK-NEXT: {{.*}}receivers.go:45:6: func init must have a body
// CHECK-NOT:  {{.}}
