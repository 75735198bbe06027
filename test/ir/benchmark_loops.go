// What the body of a benchmark loop computes is used by empty assembly, so that it is not optimized away.
// RUN: %ogo build -O2 --emit=llvm -o - %s | FileCheck %s
package main

import "testing"

func square(x float64) float64 { return x * x }
func drop(x int)               {}

type other struct{}

func (other) Loop() bool { return false }

// A result that nobody wants, and an argument, which may not be known to stay the same.
//
// CHECK-LABEL: define{{.*}} @main.result(
// CHECK: [[ARG:%.*]] = call double asm sideeffect "", "=x,0"(double %{{.*}})
// CHECK-NEXT: [[RESULT:%.*]] = call swiftcc double @main.square(double [[ARG]])
// CHECK-NEXT: call void asm sideeffect "", "x"(double [[RESULT]])
func result(b *testing.B, x float64) {
	for b.Loop() {
		square(x)
	}
}

// Without results the arguments are what is left. A constant stays one.
//
// CHECK-LABEL: define{{.*}} @main.argument(
// CHECK: [[PRODUCT:%.*]] = mul i64 %{{.*}}, 3
// CHECK-NEXT: [[ARG:%.*]] = call i64 asm sideeffect "", "=r,0"(i64 [[PRODUCT]])
// CHECK-NEXT: call swiftcc void @main.drop(i64 [[ARG]])
// CHECK-NEXT: call swiftcc void @main.drop(i64 7)
func argument(b *testing.B, n int) {
	for b.Loop() {
		drop(n * 3)
		drop(7)
	}
}

// CHECK-LABEL: define{{.*}} @main.assigned(
// CHECK: [[FIVE:%.*]] = mul i64 %{{.*}}, 5
// CHECK: call void asm sideeffect "", "r"(i64 [[FIVE]])
// CHECK: [[SEVEN:%.*]] = mul i64 %{{.*}}, 7
// CHECK: call void asm sideeffect "", "r"(i64 [[SEVEN]])
// CHECK: [[NINE:%.*]] = mul i64 %{{.*}}, 9
// CHECK: call void asm sideeffect "", "r"(i64 [[NINE]])
// CHECK: [[ELEVEN:%.*]] = mul i64 %{{.*}}, 11
// CHECK: call void asm sideeffect "", "r"(i64 [[ELEVEN]])
// An element is kept where it is.
// CHECK: call void asm sideeffect "", "r,~{memory}"(ptr %{{.*}})
func assigned(b *testing.B, n int) {
	for b.Loop() {
		x := n * 5
		_ = n * 7
		var y = n * 9
		x, y = n*11, 1
		var a [8]int
		a[n] = x + y
	}
}

// Blocks in the body count, the headers of their statements and function literals do not.
//
// CHECK-LABEL: define{{.*}} @main.nested(
// CHECK-NOT: asm
// CHECK: [[SUM:%.*]] = add i64 %{{.*}}, %{{.*}}
// CHECK: call void asm sideeffect "", "r"(i64 [[SUM]])
// CHECK-NOT: asm
// CHECK: {{^}}}
func nested(b *testing.B, n int) {
	s := 0
	for b.Loop() {
		for i := 0; i < n; i++ {
			s += i
		}
	}
}

// Other loops, and other conditions, are none.
//
// CHECK-LABEL: define{{.*}} @main.others(
// CHECK-NOT: asm
// CHECK: {{^}}}
func others(b *testing.B, x float64) {
	for (other{}).Loop() {
		square(x)
	}
	for b.Loop() && x > 1 {
		square(x)
	}
	for b.Loop() == true {
		square(x)
	}
}

func main() {
	result(nil, 1)
	argument(nil, 1)
	assigned(nil, 1)
	nested(nil, 1)
	others(nil, 1)
}
