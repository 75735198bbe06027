// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// Checks and the blocks they branch to.
package main

type T struct{ a, b int }

func nilCheck(p *T) int { return p.b }

// CHECK-LABEL: define {{.*}}i64 @main.nilCheck(ptr
// CHECK: %[[NIL:.*]] = icmp eq ptr %{{.*}}, null
// CHECK: br i1 %[[NIL]], label %[[FAIL:.*]], label %{{.*}}, {{.*}}!make.implicit
// CHECK: call swiftcc void @runtime.panicmem()
// CHECK-NEXT: unreachable

func index(s []int, i int) int { return s[i] }

// CHECK-LABEL: define {{.*}}i64 @main.index(ptr {{.*}}, i64 {{.*}}, i64 {{.*}}, i64
// CHECK: icmp uge i64
// CHECK: call swiftcc void @runtime.panicIndex(i64 %{{.*}}, i64 %{{.*}})

func indexUnsigned(s string, i uint) byte { return s[i] }

// CHECK-LABEL: define {{.*}}i8 @main.indexUnsigned(
// CHECK: call swiftcc void @runtime.panicIndexU(

func constantIndex(a *[4]int) int { return a[3] }

// CHECK-LABEL: define {{.*}}i64 @main.constantIndex(
// CHECK-NOT: icmp ult
// CHECK-NOT: panicIndex
// CHECK: ret i64

func divide(a, b int) int { return a / b }

// CHECK-LABEL: define {{.*}}i64 @main.divide(
// CHECK: icmp eq i64 %{{.*}}, 0
// CHECK: call swiftcc void @runtime.panicdivide()

func divideByConstant(a int) int { return a / 10 }

// CHECK-LABEL: define {{.*}}i64 @main.divideByConstant(
// CHECK-NOT: panicdivide
// CHECK: sdiv i64 %{{.*}}, 10

func shift(a int, n int) int { return a << n }

// CHECK-LABEL: define {{.*}}i64 @main.shift(
// CHECK: call swiftcc void @runtime.panicshift()

func shiftUnsigned(a int, n uint8) int { return a >> n }

// CHECK-LABEL: define {{.*}}i64 @main.shiftUnsigned(
// CHECK-NOT: panicshift
// CHECK: ret i64

func shiftByConstant(a uint32) uint32 { return a << 5 }

// CHECK-LABEL: define {{.*}}i32 @main.shiftByConstant(
// CHECK: shl i32 %{{.*}}, 5

func lenOfNil(a *[10]int) int { return len(a) }

// CHECK-LABEL: define {{.*}}i64 @main.lenOfNil(
// CHECK-NOT: panicmem
// CHECK: store i64 10
// CHECK: ret i64

func main() {
	nilCheck(nil)
	index(nil, 0)
	indexUnsigned("", 0)
	constantIndex(nil)
	divide(1, 2)
	divideByConstant(3)
	shift(1, 2)
	shiftUnsigned(1, 2)
	shiftByConstant(1)
	lenOfNil(nil)
}
