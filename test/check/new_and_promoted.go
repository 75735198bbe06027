// new(x) and promoted fields as keys of struct literals.
// RUN: not %ogo check -e --lang=go1.27 %s 2>&1 | FileCheck --match-full-lines %s
// RUN: not %ogo check -e --lang=go1.25 %s 2>&1 | FileCheck --match-full-lines --check-prefix=OLD %s
package p

type D struct{ x, y, z int }
type C struct {
	c int
	D
}
type B struct {
	b int
	C
}
type A struct {
	a int
	B
	C
	*D
}

func (B) M() {}

var (
	_ = A{M: nil}
	_ = A{A: 0}
	_ = A{X: 0}
	_ = A{x: 0}
	_ = B{C: C{}, x: 0}
	_ = A{b: 0, B: B{}}
	_ = A{B: B{}, b: 0}
	_ = B{x: 1, x: 2}
	_ = B{x: 1, D: D{}, C: C{}}
	_ = new(nil)
	_ = new(1e10000)
	_ = new(1 << 70)
	_ = new(println)
	_ = new(f())
	_ = new(g())
	_ = new()
	_ = new(1, 2)
	_ = new(undef)
	_ = new(interface{ ~int })
	_ = new(gen)
	_ = new(G)
	_ = new(_)
	_ int = new(3)
)

type G[T any] struct{}

func gen[T any](T) {}
func f()           {}
func g() (int, int)
func h() { new(3) }

// CHECK:      {{.*}}new_and_promoted.go:25:8: M is not a field
// CHECK-NEXT: {{.*}}new_and_promoted.go:26:8: unknown field A in struct literal of type A, but does have a
// CHECK-NEXT: {{.*}}new_and_promoted.go:27:8: unknown field X in struct literal of type A, but does have x
// CHECK-NEXT: {{.*}}new_and_promoted.go:28:8: invalid implicit pointer indirection to reach x
// CHECK-NEXT: {{.*}}new_and_promoted.go:29:16: cannot specify promoted field x and enclosing embedded field C
// CHECK-NEXT: {{.*}}new_and_promoted.go:30:14: cannot specify embedded field B and enclosed promoted field b
// CHECK-NEXT: {{.*}}new_and_promoted.go:31:16: cannot specify promoted field b and enclosing embedded field B
// CHECK-NEXT: {{.*}}new_and_promoted.go:32:14: duplicate field name x in struct literal
// CHECK-NEXT: {{.*}}new_and_promoted.go:33:14: cannot specify embedded field D and enclosed promoted field x
// CHECK-NEXT: {{.*}}new_and_promoted.go:33:22: cannot specify embedded field C and enclosed promoted field x
// CHECK-NEXT: {{.*}}new_and_promoted.go:34:10: use of untyped nil in argument to new
// CHECK-NEXT: {{.*}}new_and_promoted.go:35:10: cannot use 1e10000 (untyped float constant 1e+10000) as float64 value in argument to new (overflows)
// CHECK-NEXT: {{.*}}new_and_promoted.go:36:10: cannot use 1 << 70 (untyped int constant 1180591620717411303424) as int value in argument to new (overflows)
// CHECK-NEXT: {{.*}}new_and_promoted.go:37:10: println (built-in) must be called
// CHECK-NEXT: {{.*}}new_and_promoted.go:38:10: f() (no value) used as value or type
// CHECK-NEXT: {{.*}}new_and_promoted.go:39:10: multiple-value g() (value of type (int, int)) in single-value context
// CHECK-NEXT: {{.*}}new_and_promoted.go:40:6: invalid operation: not enough arguments for new() (expected 1, found 0)
// CHECK-NEXT: {{.*}}new_and_promoted.go:41:6: invalid operation: too many arguments for new(1, 2) (expected 1, found 2)
// CHECK-NEXT: {{.*}}new_and_promoted.go:42:10: undefined: undef
// CHECK-NEXT: {{.*}}new_and_promoted.go:43:10: cannot use type interface{~int} outside a type constraint: interface contains type constraints
// CHECK-NEXT: {{.*}}new_and_promoted.go:44:10: cannot use generic function gen without instantiation
// CHECK-NEXT: {{.*}}new_and_promoted.go:45:10: cannot use generic type G without instantiation
// CHECK-NEXT: {{.*}}new_and_promoted.go:46:10: cannot use _ as value or type
// CHECK-NEXT: {{.*}}new_and_promoted.go:47:10: cannot use new(3) (value of type *int) as int value in variable declaration
// CHECK-NEXT: {{.*}}new_and_promoted.go:55:12: new(3) (value of type *int) is not used
// CHECK-NOT:  {{.}}
// OLD:      {{.*}}new_and_promoted.go:25:8: M is not a field
// OLD-NEXT: {{.*}}new_and_promoted.go:26:8: unknown field A in struct literal of type A, but does have a
// OLD-NEXT: {{.*}}new_and_promoted.go:27:8: unknown field X in struct literal of type A, but does have x
// OLD-NEXT: {{.*}}new_and_promoted.go:28:8: use of promoted field D.x in struct literal of type A requires go1.27 or later (-lang was set to go1.25; check go.mod)
// OLD-NEXT: {{.*}}new_and_promoted.go:29:16: use of promoted field C.D.x in struct literal of type B requires go1.27 or later (-lang was set to go1.25; check go.mod)
// OLD-NEXT: {{.*}}new_and_promoted.go:30:8: use of promoted field B.b in struct literal of type A requires go1.27 or later (-lang was set to go1.25; check go.mod)
// OLD-NEXT: {{.*}}new_and_promoted.go:31:16: use of promoted field B.b in struct literal of type A requires go1.27 or later (-lang was set to go1.25; check go.mod)
// OLD-NEXT: {{.*}}new_and_promoted.go:32:8: use of promoted field C.D.x in struct literal of type B requires go1.27 or later (-lang was set to go1.25; check go.mod)
// OLD-NEXT: {{.*}}new_and_promoted.go:33:8: use of promoted field C.D.x in struct literal of type B requires go1.27 or later (-lang was set to go1.25; check go.mod)
// OLD-NEXT: {{.*}}new_and_promoted.go:33:14: use of promoted field C.D in struct literal of type B requires go1.27 or later (-lang was set to go1.25; check go.mod)
// OLD-NEXT: {{.*}}new_and_promoted.go:34:10: use of untyped nil in argument to new
// OLD-NEXT: {{.*}}new_and_promoted.go:35:10: cannot use 1e10000 (untyped float constant 1e+10000) as float64 value in argument to new (overflows)
// OLD-NEXT: {{.*}}new_and_promoted.go:36:10: cannot use 1 << 70 (untyped int constant 1180591620717411303424) as int value in argument to new (overflows)
// OLD-NEXT: {{.*}}new_and_promoted.go:37:10: println (built-in) must be called
// OLD-NEXT: {{.*}}new_and_promoted.go:38:10: f() (no value) used as value or type
// OLD-NEXT: {{.*}}new_and_promoted.go:39:10: multiple-value g() (value of type (int, int)) in single-value context
// OLD-NEXT: {{.*}}new_and_promoted.go:40:6: invalid operation: not enough arguments for new() (expected 1, found 0)
// OLD-NEXT: {{.*}}new_and_promoted.go:41:6: invalid operation: too many arguments for new(1, 2) (expected 1, found 2)
// OLD-NEXT: {{.*}}new_and_promoted.go:42:10: undefined: undef
// OLD-NEXT: {{.*}}new_and_promoted.go:43:10: cannot use type interface{~int} outside a type constraint: interface contains type constraints
// OLD-NEXT: {{.*}}new_and_promoted.go:44:10: cannot use generic function gen without instantiation
// OLD-NEXT: {{.*}}new_and_promoted.go:45:10: cannot use generic type G without instantiation
// OLD-NEXT: {{.*}}new_and_promoted.go:46:10: cannot use _ as value or type
// OLD-NEXT: {{.*}}new_and_promoted.go:47:10: new(3) requires go1.26 or later (-lang was set to go1.25; check go.mod)
// OLD-NEXT: {{.*}}new_and_promoted.go:47:10: cannot use new(3) (value of type *int) as int value in variable declaration
// OLD-NEXT: {{.*}}new_and_promoted.go:55:12: new(3) requires go1.26 or later (-lang was set to go1.25; check go.mod)
// OLD-NEXT: {{.*}}new_and_promoted.go:55:12: new(3) (value of type *int) is not used
// OLD-NOT:  {{.}}
