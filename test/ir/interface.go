// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// Conversions to interfaces, method calls through them, assertions with and
// without ok, comparison.
package main

type I interface{ M() int }

type T struct{ n int }

func (t *T) M() int { return t.n }

func box(n int) any { return n }

// CHECK-LABEL: define {{.*}} @main.box(
// Small numbers have objects already.
// CHECK: %[[SMALL:.*]] = icmp ult i64 %[[N:.*]], 256
// CHECK-NEXT: %[[OLD:.*]] = getelementptr i64, ptr @runtime.staticuint64s, i64 %[[N]]
// CHECK-NEXT: br i1 %[[SMALL]], label %[[JOIN:[^,]*]], label %[[NEW:[^,]*]]
// CHECK: [[NEW]]:
// CHECK-NEXT: %[[BOX:.*]] = call {{.*}} ptr @runtime.newobject(ptr @"type:int")
// CHECK: [[JOIN]]:
// CHECK-NEXT: phi ptr [ %[[OLD]], %{{.*}} ], [ %[[BOX]], %[[NEW]] ]

func pointer(t *T) I { return t }

// CHECK-LABEL: define {{.*}} @main.pointer(
// CHECK-NOT: newobject
// CHECK: insertvalue { ptr, ptr } { ptr @"go:itab.*main.T,main.I", ptr poison }

func call(i I) int { return i.M() }

// CHECK-LABEL: define {{.*}} @main.call(
// CHECK: br i1 %{{.*}}, label %[[NIL:[^,]*]], label %{{.*}}, {{.*}}!make.implicit
// CHECK: [[NIL]]:
// CHECK-NEXT: call swiftcc void @runtime.panicmem()
// CHECK: %code = load ptr, {{.*}}!invariant.load
// CHECK-NEXT: call swiftcc i64 %code(ptr %{{.*}})

func isT(i I) (*T, bool) {
	t, ok := i.(*T)
	return t, ok
}

// CHECK-LABEL: define {{.*}} @main.isT(
// CHECK: %[[TYPE:.*]] = phi ptr [ null, %{{.*}} ], [ %{{.*}}, %{{.*}} ]
// CHECK-NEXT: %[[IS:.*]] = icmp eq ptr %[[TYPE]], @"type:*main.T"
// CHECK-NEXT: br i1 %[[IS]], label %[[YES:[^,]*]], label %[[JOIN:[^,]*]]
// CHECK: [[JOIN]]:
// CHECK-NEXT: phi ptr [ null, %{{.*}} ], [ %{{.*}}, %[[YES]] ]
// CHECK-NEXT: zext i1 %[[IS]] to i8

func must(x any) int { return x.(int) }

// CHECK-LABEL: define {{.*}} @main.must(
// CHECK: icmp eq ptr %[[TYPE:.*]], @"type:int"
// CHECK: call swiftcc void @runtime.panicdottypeE(ptr %[[TYPE]], ptr @"type:int", ptr @"type:interface {}")
// CHECK-NEXT: unreachable

func implements(x any) (I, bool) {
	i, ok := x.(I)
	return i, ok
}

// CHECK-LABEL: define {{.*}} @main.implements(
// CHECK: br i1 %{{.*}}, label %[[JOIN:[^,]*]], label %[[TRY:[^,]*]]
// CHECK: [[TRY]]:
// CHECK-NEXT: %[[TAB:.*]] = call swiftcc ptr @runtime.assertE2I2(ptr @"type:main.I", ptr %{{.*}})
// CHECK: [[JOIN]]:
// CHECK-NEXT: %[[IS:.*]] = phi ptr [ null, %{{.*}} ], [ %[[TAB]], %[[TRY]] ]
// CHECK-NEXT: icmp ne ptr %[[IS]], null

func same(a any, n int) bool { return a == n }

// CHECK-LABEL: define {{.*}} @main.same(
// The value is looked at only if the types are the same.
// CHECK: %[[IS:.*]] = icmp eq ptr %{{.*}}, @"type:int"
// CHECK: br i1 %[[IS]], label %[[SAME:[^,]*]], label %[[JOIN:[^,]*]]
// CHECK: [[SAME]]:
// CHECK-NEXT: load i64, ptr
// CHECK: [[JOIN]]:
// CHECK-NEXT: phi i1 [ false, %{{.*}} ], [ %{{.*}}, %[[SAME]] ]

func main() {
	t := &T{1}
	println(call(pointer(t)), must(box(3)), same(box(1000), 1000))
	isT(t)
	implements(t)
}
