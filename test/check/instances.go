// Instantiation that has no end, and wrong numbers of type arguments.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

type T[P any] struct{ f *T[*P] }

type Pair[A, B any] struct{}

var _ Pair[int]
var _ Pair[int, int, int]
var _ Pair
var _ int[string]
var _ = Pair[int, string]{}.x

func (p Pair[A]) m()           {}
func (p Pair[A, B]) n() A      { var b B; return b }
func (p Pair[int, _]) o(i int) { _ = i + 1 }

// CHECK:      {{.*}}instances.go:9:7: not enough type arguments for type Pair: have 1, want 2
// CHECK-NEXT: {{.*}}instances.go:10:7: too many type arguments for type Pair: have 3, want 2
// CHECK-NEXT: {{.*}}instances.go:11:7: cannot use generic type Pair[A, B any] without instantiation
// CHECK-NEXT: {{.*}}instances.go:12:7: invalid operation: int[string] (int is not a generic type)
// CHECK-NEXT: {{.*}}instances.go:13:29: Pair[int, string]{}.x undefined (type Pair[int, string] has no field or method x)
// CHECK-NEXT: {{.*}}instances.go:15:9: receiver declares 1 type parameter, but receiver base type declares 2
// CHECK-NEXT: {{.*}}instances.go:16:50: cannot use b (variable of type B constrained by any) as A value in return statement
// CHECK-NEXT: {{.*}}instances.go:17:38: invalid operation: i + 1 (mismatched types int /* with int declared at {{.*}}instances.go:17:14 */ and untyped int)
// CHECK-NOT:  {{.}}
