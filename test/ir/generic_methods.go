// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// One function per list of receiver and method arguments, named after both;
// what it does with its arguments is known to callers.
package main

type G[E any] struct{ e E }

func (g G[E]) Map[F any](f func(E) F) F     { return f(g.e) }
func (g *G[E]) Get[P interface{ *E }](p P) int { return len([]P{p}) }

type T int

func (T) Plain[P any](*P) {}

// CHECK-LABEL: define {{.*}} @main.stack(
// CHECK-NOT: runtime.newobject
// CHECK-NOT: runtime.newclosure
// CHECK: call {{.*}} @"main.(*G[int]).Get[*int]"(ptr %{{.*}}, ptr %{{.*}})
// CHECK: call {{.*}} @"main.T.Plain[string]"(i64 %{{.*}}, ptr %{{.*}})
// CHECK: call {{.*}} @"main.G[int].Map[int]"(i64
// CHECK: ret
//
//go:noinline
func stack(n int) int {
	s := "s"
	g := G[int]{n}
	g.Get(&n)
	T(3).Plain(&s)
	return g.Map(func(i int) int { return i + n })
}

// CHECK-LABEL: define internal {{.*}} @main.values.func1(ptr {{.*}}, ptr nest
// CHECK: call {{.*}} @"main.G[int].Map[string]"
// CHECK-LABEL: define internal {{.*}} @main.values.func2(i64 {{.*}}, ptr {{.*}})
// CHECK: call {{.*}} @"main.G[int].Map[bool]"
func values(g G[int]) (func(func(int) string) string, func(G[int], func(int) bool) bool) {
	return g.Map[string], G[int].Map[bool]
}

func main() {
	f, h := values(G[int]{1})
	println(stack(1), f != nil, h != nil)
}
