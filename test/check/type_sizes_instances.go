// Types that only their type arguments make too large.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

type C[P any] struct {
	c chan P
}
type A[P any] [1 << 30]P
type Outer[P any] struct {
	in Inner[P]
}
type Inner[P any] struct {
	m map[int]chan P
}
type Method[P any] int
type Fine[P any] struct {
	c chan *P
}

func (Method[P]) m() {
	var c chan P
	_ = c
}
func f[P any](p P) { g([2]P{}) }
func g[Q any](q Q) { _ = make(chan Q) }
func h[P any](p P) { _ = make(chan P) }

var c C[[1 << 20]byte]
var a A[[1 << 30]byte]
var o Outer[[1 << 16]byte]
var m Method[[1 << 16]byte]
var fine Fine[[1 << 20]byte]

func _() {
	f([1 << 15]byte{})
	h([1 << 15]byte{})
}

// CHECK:      {{.*}}type_sizes_instances.go:5:6: channel element type too large (>64kB)
// CHECK-NEXT: {{.*}}type_sizes_instances.go:8:6: type [1073741824][1073741824]byte larger than address space
// CHECK-NEXT: {{.*}}type_sizes_instances.go:12:6: channel element type too large (>64kB)
// CHECK-NEXT: {{.*}}type_sizes_instances.go:20:18: channel element type too large (>64kB)
// CHECK-NEXT: {{.*}}type_sizes_instances.go:25:6: channel element type too large (>64kB)
// CHECK-NOT:  {{.}}
