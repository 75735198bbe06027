// Generic methods: how they are declared, instantiated and used; that they
// satisfy no interface.
// RUN: not %ogo check -e --lang=go1.27 %s 2>&1 | FileCheck --match-full-lines %s
// RUN: not %ogo check -e --lang=go1.26 %s 2>&1 | FileCheck --check-prefix=OLD %s
package p

type T struct{ f int }

func (T) m[P any](x P) P      { return x }
func (*T) pm[P, Q any](P) (q Q) { return }
func (T) n[_ any]()           {}
func (T) _[P any](P)          {}
func (T) m[P any](x P) P      { return x }
func (T) f[P any]()           {}
func (t T) dup[t any]()       {}

type G[F any] struct{ f F }

func (g G[F]) same[F any]()         {}
func (g G[F]) ptr[P *F](P)          {}
func (g G[F]) bad[P F]()            {}
func (g G[F]) conv[P ~[]F](p P) F   { return p[0] }
func (g *G[F]) two[A, B any](A) (b B) { return }

type I interface{ m(int) int }
type J interface{ n() }

type E struct {
	T
	*G[int]
}
type F struct{ E }

func (F) m(int) int { return 0 }

func need[X any](interface{ m(X) X }) {}

func use(t T, g G[string], e E, f F) {
	t.m()
	t.m(1, 2)
	t.m[int, string](1)
	t.m[int]("s")
	t.m
	_ = t.m
	_ = T.m
	T.m(1)
	T.pm[int]
	_ = t.pm(1)
	_ = t.pm[int, string](1)
	T{}.pm[int, string](1)
	_ = T.pm[int, int]
	t.n()
	t.n[int]()
	t.x[int]()
	t.f[int]()
	g.ptr(&t)
	g.ptr[*int](nil)
	_ = g.conv([]int{1})
	_ = g.conv([]string{""})
	G[int].conv([]int{1})
	_ = e.m[int] == nil
	var _ I = t
	var _ J = t
	var _ I = e
	var _ I = f
	need(t)
	need(f)
	var i any = t
	_ = i.(I)
	_ = I(t).(T)
	var _ func(int) string = t.m
	var _ func(T, string) string = T.m
	var _ func(int) = t.m
	var _ = []func(int) int{t.m}
	_ = map[string]func(T, int) int{"a": T.m}
}

// CHECK:      {{.*}}generic_methods.go:13:10: method T.m already declared at {{.*}}generic_methods.go:9:10
// CHECK-NEXT: {{.*}}generic_methods.go:14:10: field and method with the same name f
// CHECK-NEXT: {{.*}}generic_methods.go:7:16: other declaration of f
// CHECK-NEXT: {{.*}}generic_methods.go:15:7: t redeclared in this block
// CHECK-NEXT: {{.*}}generic_methods.go:15:16: other declaration of t
// CHECK-NEXT: {{.*}}generic_methods.go:19:20: F redeclared in this block
// CHECK-NEXT: {{.*}}generic_methods.go:19:11: other declaration of F
// CHECK-NEXT: {{.*}}generic_methods.go:21:21: cannot use a type parameter as constraint
// CHECK-NEXT: {{.*}}generic_methods.go:39:2: not enough arguments in call to t.m
// CHECK-NEXT: {{.*}}have ()
// CHECK-NEXT: {{.*}}want (P)
// CHECK-NEXT: {{.*}}generic_methods.go:40:9: too many arguments in call to t.m
// CHECK-NEXT: {{.*}}have (number, number)
// CHECK-NEXT: {{.*}}want (P)
// CHECK-NEXT: {{.*}}generic_methods.go:41:11: got 2 type arguments but want 1
// CHECK-NEXT: {{.*}}generic_methods.go:42:11: cannot use "s" (untyped string constant) as int value in argument to t.m[int]
// CHECK-NEXT: {{.*}}generic_methods.go:43:2: cannot use generic function t.m without instantiation
// CHECK-NEXT: {{.*}}generic_methods.go:44:6: cannot use generic function t.m without instantiation
// CHECK-NEXT: {{.*}}generic_methods.go:45:6: cannot use generic function T.m without instantiation
// CHECK-NEXT: {{.*}}generic_methods.go:46:6: not enough arguments in call to T.m
// CHECK-NEXT: {{.*}}have (number)
// CHECK-NEXT: {{.*}}want (T, P)
// CHECK-NEXT: {{.*}}generic_methods.go:47:4: invalid method expression T.pm (needs pointer receiver (*T).pm)
// CHECK-NEXT: {{.*}}generic_methods.go:48:10: in call to t.pm, cannot infer Q (declared at {{.*}}generic_methods.go:10:17)
// CHECK-NEXT: {{.*}}generic_methods.go:50:6: cannot call pointer method pm on T
// CHECK-NEXT: {{.*}}generic_methods.go:51:8: invalid method expression T.pm (needs pointer receiver (*T).pm)
// CHECK-NEXT: {{.*}}generic_methods.go:52:5: in call to t.n, cannot infer _ (declared at {{.*}}generic_methods.go:11:12)
// CHECK-NEXT: {{.*}}generic_methods.go:54:4: t.x undefined (type T has no field or method x)
// CHECK-NEXT: {{.*}}generic_methods.go:56:7: in call to g.ptr, P (type *T) does not satisfy *string
// CHECK-NEXT: {{.*}}generic_methods.go:57:8: *int does not satisfy *string (*int missing in *string)
// CHECK-NEXT: {{.*}}generic_methods.go:58:12: in call to g.conv, P (type []int) does not satisfy ~[]string
// CHECK-NEXT: {{.*}}generic_methods.go:60:14: not enough arguments in call to G[int].conv
// CHECK-NEXT: {{.*}}have ([]int)
// CHECK-NEXT: {{.*}}want (G[int], P)
// CHECK-NEXT: {{.*}}generic_methods.go:62:12: cannot use t (variable of struct type T) as I value in variable declaration: T does not implement I (wrong type for method m)
// CHECK-NEXT: {{.*}}have m[P any](P) P
// CHECK-NEXT: {{.*}}want m(int) int
// CHECK-NEXT: {{.*}}generic_methods.go:63:12: cannot use t (variable of struct type T) as J value in variable declaration: T does not implement J (wrong type for method n)
// CHECK-NEXT: {{.*}}have n[_ any]()
// CHECK-NEXT: {{.*}}want n()
// CHECK-NEXT: {{.*}}generic_methods.go:64:12: cannot use e (variable of struct type E) as I value in variable declaration: E does not implement I (wrong type for method m)
// CHECK-NEXT: {{.*}}have m[P any](P) P
// CHECK-NEXT: {{.*}}want m(int) int
// CHECK-NEXT: {{.*}}generic_methods.go:66:7: in call to need, type T of t does not match interface{m(X) X} (cannot infer X)
// CHECK-NEXT: {{.*}}generic_methods.go:70:8: cannot convert t (variable of struct type T) to type I: T does not implement I (wrong type for method m)
// CHECK-NEXT: {{.*}}have m[P any](P) P
// CHECK-NEXT: {{.*}}want m(int) int
// CHECK-NEXT: {{.*}}generic_methods.go:71:28: inferred type func(x int) int for func(x P) P does not match type func(int) string of _
// CHECK-NEXT: {{.*}}generic_methods.go:73:21: inferred type func(x int) int for func(x P) P does not match type func(int) of _
// CHECK-NOT:  {{.}}
// OLD: generic_methods.go:9:12: generic method requires go1.27 or later (-lang was set to go1.26; check go.mod)
// OLD: generic_methods.go:10:14: generic method requires go1.27 or later (-lang was set to go1.26; check go.mod)
// OLD: generic_methods.go:11:12: generic method requires go1.27 or later (-lang was set to go1.26; check go.mod)
// OLD: generic_methods.go:12:12: generic method requires go1.27 or later (-lang was set to go1.26; check go.mod)
// OLD: generic_methods.go:13:12: generic method requires go1.27 or later (-lang was set to go1.26; check go.mod)
// OLD: generic_methods.go:14:12: generic method requires go1.27 or later (-lang was set to go1.26; check go.mod)
// OLD: generic_methods.go:15:16: generic method requires go1.27 or later (-lang was set to go1.26; check go.mod)
// OLD: generic_methods.go:19:20: generic method requires go1.27 or later (-lang was set to go1.26; check go.mod)
// OLD: generic_methods.go:20:19: generic method requires go1.27 or later (-lang was set to go1.26; check go.mod)
// OLD: generic_methods.go:21:19: generic method requires go1.27 or later (-lang was set to go1.26; check go.mod)
// OLD: generic_methods.go:22:20: generic method requires go1.27 or later (-lang was set to go1.26; check go.mod)
// OLD: generic_methods.go:23:20: generic method requires go1.27 or later (-lang was set to go1.26; check go.mod)
