// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// A wrapper whose call has the shape of its own is a tail call, unless it passes a pointer into its frame.
package main

type I interface {
	M(a, b, c, d, e, f, g, h int) (x, y, z, u, v string)
}

type big struct{ a [5]int }

//go:noinline
func (b big) Value() int { return b.a[0] }

//go:noinline
func (b *big) Pointer(s string) string { return s }

type outer struct {
	n int
	I
	*big
}

// CHECK-LABEL: define {{.*}} @"main.(*outer).M"(
// CHECK: musttail call swiftcc void %
// CHECK-NEXT: ret void
// CHECK-LABEL: define {{.*}} @"main.(*outer).Pointer"(
// CHECK: musttail call swiftcc { ptr, i64 } @"main.(*big).Pointer"
// CHECK-NEXT: ret
// CHECK-LABEL: define {{.*}} @"main.(*outer).Value"(
// CHECK-NOT: musttail
// CHECK: call swiftcc i64 @main.big.Value
// CHECK-NEXT: ret

type all interface {
	I
	Value() int
	Pointer(string) string
}

func main() {
	var x all = &outer{1, nil, &big{}}
	println(x.Value(), x.Pointer("s"))
}
