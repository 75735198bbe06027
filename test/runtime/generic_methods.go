// RUN: %run_all %s | FileCheck %s

// Generic methods: receivers of every kind, calls, method values and method
// expressions, promotion, and the names that programs see of them.
package main

import (
	"fmt"
	"reflect"
	"runtime"
)

type T struct{ n int }

func (t T) M[P any](p P) P            { return p }
func (t *T) Add[P ~int | ~uint8](p P) *T { t.n += int(p); return t }

type G[E any] struct{ e E }

func (g G[E]) Map[F any](f func(E) F) G[F] { return G[F]{f(g.e)} }
func (g *G[E]) Set[P interface{ ~*E }](p P) { g.e = *p }
func (g G[E]) Local[F any](f F) any {
	type loc struct {
		a E
		b F
	}
	return func() any { return loc{g.e, f} }()
}

type Big struct{ a, b, c, d, e int }

func (b Big) Sum[P any](p ...P) (Big, []P) { b.a += len(p); return b, p }

type List[E any] []E

func (l List[E]) All[K any](k K) func(func(K, E) bool) {
	return func(yield func(K, E) bool) {
		for _, e := range l {
			if !yield(k, e) {
				return
			}
		}
	}
}

type Rec[E any] struct {
	next *Rec[E]
	e    E
}

func (r *Rec[E]) Fold[A any](a A, f func(A, E) A) A {
	if r == nil {
		return a
	}
	return r.next.Fold(f(a, r.e), f)
}

type Emb struct {
	T
	*G[string]
}

// Selectors find the generic method; interfaces, in gc, the one it hides.
type Hide struct{ Stringer }
type Stringer struct{}

func (Stringer) String() string  { return "hidden" }
func (Hide) String[P any]() string { return "generic" }

func (t T) Recover[P any](p P) { fmt.Println(p, recover()) }

func name(f any) string { return runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name() }

//go:noinline
func caller(what string) {
	pc, _, line, _ := runtime.Caller(1)
	_ = line
	fmt.Println(what, runtime.FuncForPC(pc).Name())
}
func (g *G[E]) Trace[F any](f F) {
	caller("method")
	func() { caller("literal") }()
}

var first = List[int]{1, 2}.Len[string]()
var value = T{n: 1}.M[string]

func (l List[E]) Len[P any]() int { return len(l) + third }

var third = 40

func main() {
	t := T{1}
	fmt.Println(t.M(1), t.M[string]("a"), t.Add(2).Add(uint8(3)).n, T{}.M(2.5), first, value("v"))
	// CHECK:      1 a 6 2.5 42 v

	g := G[int]{7}
	x := 8
	fmt.Println(g.Map(func(i int) string { return fmt.Sprint(i, "!") }), g.Map[bool](func(i int) bool { return i > 6 }))
	g.Set(&x)
	fmt.Println(g, g.Map(func(i int) *int { return &x }).e == &x)
	// CHECK-NEXT: {7!} {true}
	// CHECK-NEXT: {8} true
	fmt.Printf("%T %v %T\n", g.Local("s"), g.Local("s"), G[string]{}.Local(g))
	// CHECK-NEXT: main.loc[int,string] {8 s} main.loc[string,main.G[int]]

	b, l := Big{1, 2, 3, 4, 5}.Sum("x", "y")
	fmt.Println(b, l)
	// CHECK-NEXT: {3 2 3 4 5} [x y]

	mv := t.M[int]
	add := t.Add[int]
	me, mpe := T.M[string], (*T).M[bool]
	bs := Big.Sum[int]
	add(10)
	t.n++
	fmt.Println(mv(1), t.n, me(t, "e"), mpe(&t, true))
	fmt.Println(bs(b, 1, 2, 3))
	// CHECK-NEXT: 1 17 e true
	// CHECK-NEXT: {6 2 3 4 5} [1 2 3]
	var inferred func(G[int], func(int) uint8) G[uint8] = G[int].Map
	fmt.Println(inferred(g, func(i int) uint8 { return uint8(i) }))
	// CHECK-NEXT: {8}
	fmt.Println(name(mv), name(me), name(mpe), name(func() {}), name(t.M[any]))
	// CHECK-NEXT: main.main.func4 main.main.func6 main.main.func7 main.main.func11 main.main.func12

	for k, v := range (List[string]{"p", "q"}).All(3) {
		fmt.Print(k, v, " ")
	}
	for k, v := range (List[int]{5, 6}).All[string]("k") {
		fmt.Println(k, v)
		break
	}
	// CHECK-NEXT: 3p 3q k 5

	r := &Rec[int]{&Rec[int]{nil, 2}, 1}
	fmt.Println(r.Fold("", func(a string, i int) string { return a + fmt.Sprint(i) }), (*Rec[int])(nil).Fold(9, nil))
	// CHECK-NEXT: 12 9

	e := Emb{T: T{1}, G: &G[string]{"g"}}
	fmt.Println(e.M(3), e.Add(4).n, e.T.n, e.Map(func(s string) int { return len(s) }), Emb.M[int](e, 5), (*Emb).Add[int](&e, 1).n)
	// CHECK-NEXT: 3 6 6 {1} 5 6
	fmt.Println(reflect.TypeOf(e).NumMethod(), reflect.TypeOf(&e).NumMethod(), Hide{}.String[int](), Hide{}.Stringer)
	_, ok := any(Hide{}).(fmt.Stringer)
	fmt.Println(ok, Hide{})
	// CHECK-NEXT: 0 0 generic hidden
	// CHECK-NEXT: true hidden

	e.Trace(1)
	// CHECK-NEXT: method main.(*G[...]).Trace[...]
	// CHECK-NEXT: literal main.(*G[...]).Trace[...].func1

	done := make(chan string)
	send := func(s string) string { done <- s; return s }
	go e.Map(send)
	fmt.Println(<-done)
	go G[string].Map[string](*e.G, send)
	fmt.Println(<-done)
	// CHECK-NEXT: g
	// CHECK-NEXT: g
	func() {
		defer t.Recover("call")
		panic(1)
	}()
	func() {
		f := t.Recover[string]
		defer f("value")
		panic(2)
	}()
	func() {
		defer T.Recover[string](t, "expression")
		panic(3)
	}()
	// CHECK-NEXT: call 1
	// CHECK-NEXT: value 2
	// CHECK-NEXT: expression 3
	defer func() {
		fmt.Println(recover())
	}()
	var none *Emb
	_ = none.M[int]
}

// CHECK-NEXT: runtime error: invalid memory address or nil pointer dereference
// CHECK: exit 0
