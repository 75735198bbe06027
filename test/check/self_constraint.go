// Constraints that mention what they constrain, and what satisfies them.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

type Ordered[T Ordered[T]] interface{ Less(T) bool }
type Node[N Node[N, E], E Edge[N, E]] interface{ Edges() []E }
type Edge[N Node[N, E], E Edge[N, E]] interface{ Nodes() (N, N) }

type num int

func (n num) Less(m num) bool { return n < m }

type vertex struct{}
type arc struct{}

func (*vertex) Edges() []*arc          { return nil }
func (*arc) Nodes() (a, b *vertex)     { return }
func least[T Ordered[T]](a, b T) T {
	if a.Less(b) {
		return a
	}
	return b
}

type graph[N Node[N, E], E Edge[N, E]] struct{ nodes []N }
type tree[T Ordered[T]] struct {
	l, r *tree[T]
	v    T
}
type good struct{ t tree[num] }
type bad struct{ t tree[string] }

func _() {
	_ = least(num(1), 2)
	_ = least("a", "b")
	_ = graph[*vertex, *arc]{}
	_ = graph[vertex, arc]{}
	_ = graph[*vertex, arc]{}
}

type Self[T Self] interface{}
type Loop[T any] = Loop[T]

// CHECK:      {{.*}}self_constraint.go:31:25: string does not satisfy Ordered[string] (missing method Less)
// CHECK-NEXT: {{.*}}self_constraint.go:35:11: string does not satisfy Ordered[string] (missing method Less)
// CHECK-NEXT: {{.*}}self_constraint.go:37:12: vertex does not satisfy Node[vertex, arc] (method Edges has pointer receiver)
// CHECK-NEXT: {{.*}}self_constraint.go:38:12: *vertex does not satisfy Node[*vertex, arc] (wrong type for method Edges)
// CHECK-NEXT: have Edges() []*arc
// CHECK-NEXT: want Edges() []arc
// CHECK-NEXT: {{.*}}self_constraint.go:41:13: cannot use generic type Self[T invalid type] without instantiation
// CHECK-NEXT: {{.*}}self_constraint.go:42:6: invalid recursive type: Loop refers to itself
// CHECK-NOT:  {{.}}
