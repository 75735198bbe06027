// Aliases with type parameters: what they may be, how messages print them, and
// that they have no methods of their own.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

type T[P any] struct{ f P }
type Pair[K comparable, V any] struct {
	k K
	v V
}

type A[P any] = T[P]
type B[P any] = *A[P]
type Swap[V any, K comparable] = Pair[K, V]
type Ints[V any] = Pair[int, V]
type Free[P any] = int
type List[P any] = []P
type Nums[P ~int | ~float64] = struct{ n P }
type Strings = List[string]

func (A[P]) m1()  {}
func (*A[P]) m2() {}
func (Strings) m3() {}

type Inst = T[int]

func (Inst) m4() {}

type Own[P any] = P
type Wrong[P any] = Missing[P]

func _(a A[int], b B[string], s Swap[string, int], i Ints[bool], n Nums[float64]) {
	a.f = "x"
	b.f = 1
	b.g()
	s = Pair[int, string]{1, "a"}
	i = Pair[int, bool]{"k", true}
	var _ Free[string] = "f"
	var _ List[int] = []string{}
	var _ Nums[string]
	var _ A[int, string]
	var _ A
	var _ T[bool] = a
	var _ Swap[string, func()]
	_ = n.n + 1
}

// CHECK:      {{.*}}generic_alias.go:21:7: cannot define new methods on generic alias type A[P any]
// CHECK-NEXT: {{.*}}generic_alias.go:22:8: cannot define new methods on generic alias type A[P any]
// CHECK-NEXT: {{.*}}generic_alias.go:23:7: cannot define new methods on instantiated type List[string]
// CHECK-NEXT: {{.*}}generic_alias.go:27:7: cannot define new methods on instantiated type T[int]
// CHECK-NEXT: {{.*}}generic_alias.go:29:19: cannot use type parameter declared in alias declaration as RHS
// CHECK-NEXT: {{.*}}generic_alias.go:30:21: undefined: Missing
// CHECK-NEXT: {{.*}}generic_alias.go:33:8: cannot use "x" (untyped string constant) as int value in assignment
// CHECK-NEXT: {{.*}}generic_alias.go:34:8: cannot use 1 (untyped int constant) as string value in assignment
// CHECK-NEXT: {{.*}}generic_alias.go:35:4: b.g undefined (type B[string] has no field or method g)
// CHECK-NEXT: {{.*}}generic_alias.go:37:22: cannot use "k" (untyped string constant) as int value in struct literal
// CHECK-NEXT: {{.*}}generic_alias.go:38:23: cannot use "f" (untyped string constant) as Free[string] value in variable declaration
// CHECK-NEXT: {{.*}}generic_alias.go:39:20: cannot use []string{} (value of type []string) as List[int] value in variable declaration
// CHECK-NEXT: {{.*}}generic_alias.go:40:13: string does not satisfy ~int | ~float64 (string missing in ~int | ~float64)
// CHECK-NEXT: {{.*}}generic_alias.go:41:8: too many type arguments for type A: have 2, want 1
// CHECK-NEXT: {{.*}}generic_alias.go:42:8: cannot use generic type A[P any] without instantiation
// CHECK-NEXT: {{.*}}generic_alias.go:43:18: cannot use a (variable of struct type A[int]) as T[bool] value in variable declaration
// CHECK-NEXT: {{.*}}generic_alias.go:44:25: func() does not satisfy comparable
// CHECK-NOT:  {{.}}
