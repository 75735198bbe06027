// Types that are needed before they are known: the cycle is reported where the
// type is declared.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

import "unsafe"

type Size [unsafe.Sizeof(Size{})]int
type Len [len(x)]int

var x Len

type Field [unsafe.Sizeof(s.f)]byte

var s struct{ f Field }

type Two struct{ t [unsafe.Sizeof(Three{})]int }
type Three struct{ t Two }

type Lit [len(Lit{}.a)]struct{ a [1]int }
type Conv [unsafe.Sizeof(Conv(nil))]int
type Call [unsafe.Sizeof(call())]int

func call() Call

type Index [unsafe.Sizeof(idx[0])]int

var idx []Index

type Deref [unsafe.Sizeof(*ptr)]int

var ptr *Deref

type Assert [unsafe.Sizeof(face.(Assert))]int

var face any

type Method interface{ m(Method.m) }
type Name1 Name2
type Name2 = Name3
type Name3 Name1
type Own Own
type Alias = Alias
type Arr [2]Arr
type Str struct {
	a int
	b Str2
}
type Str2 struct{ s Str }
type Gen[P any] struct{ g Gen[P] }
type GenA[P any] struct{ g *GenB[GenA[P]] }
type GenB[P any] struct{ p P }
type Emb[P any] struct{ GenB[Emb[P]] }
type Ok struct {
	p *Ok
	s []Ok
	m map[string]Ok
	f func(Ok) Ok
	i interface{ m(Ok) }
}

const c1 = len([c2]int{})
const c2 = len([c1]int{})

var v1 = v2
var v2 = f()

func f() int { return v1 }

// CHECK:      {{.*}}incomplete_types.go:8:6: invalid recursive type: Size refers to itself
// CHECK-NEXT: {{.*}}incomplete_types.go:9:6: invalid recursive type Len
// CHECK-NEXT: {{.*}}incomplete_types.go:9:6: Len refers to x
// CHECK-NEXT: {{.*}}incomplete_types.go:11:5: x refers to Len
// CHECK-NEXT: {{.*}}incomplete_types.go:13:6: invalid recursive type Field
// CHECK-NEXT: {{.*}}incomplete_types.go:13:6: Field refers to s
// CHECK-NEXT: {{.*}}incomplete_types.go:15:5: s refers to Field
// CHECK-NEXT: {{.*}}incomplete_types.go:17:6: invalid recursive type Two
// CHECK-NEXT: {{.*}}incomplete_types.go:17:6: Two refers to Three
// CHECK-NEXT: {{.*}}incomplete_types.go:18:6: Three refers to Two
// CHECK-NEXT: {{.*}}incomplete_types.go:17:21: array length unsafe.Sizeof(Three{}) (value of type uintptr) must be constant
// CHECK-NEXT: {{.*}}incomplete_types.go:20:6: invalid recursive type: Lit refers to itself
// CHECK-NEXT: {{.*}}incomplete_types.go:21:6: invalid recursive type: Conv refers to itself
// CHECK-NEXT: {{.*}}incomplete_types.go:22:6: invalid recursive type: Call refers to itself
// CHECK-NEXT: {{.*}}incomplete_types.go:26:6: invalid recursive type Index
// CHECK-NEXT: {{.*}}incomplete_types.go:26:6: Index refers to idx
// CHECK-NEXT: {{.*}}incomplete_types.go:28:5: idx refers to Index
// CHECK-NEXT: {{.*}}incomplete_types.go:30:6: invalid recursive type Deref
// CHECK-NEXT: {{.*}}incomplete_types.go:30:6: Deref refers to ptr
// CHECK-NEXT: {{.*}}incomplete_types.go:32:5: ptr refers to Deref
// CHECK-NEXT: {{.*}}incomplete_types.go:34:6: invalid recursive type: Assert refers to itself
// CHECK-NEXT: {{.*}}incomplete_types.go:38:6: invalid recursive type: Method refers to itself
// CHECK-NEXT: {{.*}}incomplete_types.go:39:6: invalid recursive type Name1
// CHECK-NEXT: {{.*}}incomplete_types.go:39:6: Name1 refers to Name2
// CHECK-NEXT: {{.*}}incomplete_types.go:40:6: Name2 refers to Name3
// CHECK-NEXT: {{.*}}incomplete_types.go:41:6: Name3 refers to Name1
// CHECK-NEXT: {{.*}}incomplete_types.go:42:6: invalid recursive type: Own refers to itself
// CHECK-NEXT: {{.*}}incomplete_types.go:43:6: invalid recursive type: Alias refers to itself
// CHECK-NEXT: {{.*}}incomplete_types.go:44:6: invalid recursive type: Arr refers to itself
// CHECK-NEXT: {{.*}}incomplete_types.go:45:6: invalid recursive type Str
// CHECK-NEXT: {{.*}}incomplete_types.go:45:6: Str refers to Str2
// CHECK-NEXT: {{.*}}incomplete_types.go:49:6: Str2 refers to Str
// CHECK-NEXT: {{.*}}incomplete_types.go:50:27: invalid recursive type: Gen[P] refers to itself
// CHECK-NEXT: {{.*}}incomplete_types.go:53:30: invalid recursive type Emb[P]
// CHECK-NEXT: {{.*}}incomplete_types.go:53:30: Emb[P] refers to GenB[Emb[P]]
// CHECK-NEXT: {{.*}}incomplete_types.go:53:25: GenB[Emb[P]] refers to Emb[P]
// CHECK-NEXT: {{.*}}incomplete_types.go:62:7: initialization cycle for c1
// CHECK-NEXT: {{.*}}incomplete_types.go:62:7: c1 refers to c2
// CHECK-NEXT: {{.*}}incomplete_types.go:63:7: c2 refers to c1
// CHECK-NEXT: {{.*}}incomplete_types.go:65:5: initialization cycle for v1
// CHECK-NEXT: {{.*}}incomplete_types.go:65:5: v1 refers to v2
// CHECK-NEXT: {{.*}}incomplete_types.go:66:5: v2 refers to f
// CHECK-NEXT: {{.*}}incomplete_types.go:68:6: f refers to v1
// CHECK-NOT:  {{.}}
