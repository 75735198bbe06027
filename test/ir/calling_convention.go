// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// Parameters and results by leaves; memory-class values by address.
package main

type pair struct {
	a int
	b string
}
type big struct{ a, b, c, d, e int }

//go:noinline
func scalars(a int8, b bool, c float32, d complex128) bool { return b }

// CHECK-LABEL: define {{.*}}swiftcc i8 @main.scalars(i8 {{.*}}, i8 {{.*}}, float {{.*}}, double {{.*}}, double

//go:noinline
func composites(s string, x []int, e any, p pair) (string, error) { return s, nil }

// CHECK-LABEL: define {{.*}}swiftcc { ptr, i64, ptr, ptr } @main.composites(ptr {{.*}}, i64 {{.*}}, ptr {{.*}}, i64 {{.*}}, i64 {{.*}}, ptr {{.*}}, ptr {{.*}}, i64 {{.*}}, ptr {{.*}}, i64

//go:noinline
func memory(b big, e struct{}) big { return b }

// CHECK-LABEL: define {{.*}}swiftcc void @main.memory(ptr {{.*}}, ptr

//go:noinline
func fiveResults() (a, b, c, d, e int) { return }

// CHECK-LABEL: define {{.*}}swiftcc void @main.fiveResults(ptr

func (p *pair) method(n int) {}

// CHECK-LABEL: define {{.*}}swiftcc void @"main.(*pair).method"(ptr {{.*}}, i64

//go:noinline
func apply(f func(int) int) int { return f(1) }

// CHECK-LABEL: define {{.*}}swiftcc i64 @main.apply(ptr
// CHECK: %[[OBJECT:[0-9]+]] = load ptr, ptr %f
// CHECK: %[[CODE:.+]] = load ptr, ptr %[[OBJECT]],
// CHECK: call swiftcc i64 %[[CODE]](i64 1, ptr nest %[[OBJECT]])

func main() {
	scalars(1, true, 2, 3)
	composites("", nil, nil, pair{})
	memory(big{}, struct{}{})
	fiveResults()
	new(pair).method(1)
	n := 3
	println(apply(func(x int) int { return x + n }))
}

// CHECK: attributes #0 = {{{.*}}nounwind
// CHECK-NOT: mustprogress
// CHECK-NOT: willreturn
// CHECK-SAME: "disable-tail-calls"="true"{{.*}}"frame-pointer"="all"
