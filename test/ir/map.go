// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// What a key's type lets the runtime do faster has functions of its own; an
// absent element is the zero value, joined without a copy.
package main

type point struct {
	x, y int32
	s    string
}

func get64(m map[int]int, k int) int { return m[k] }

// CHECK-LABEL: define {{.*}} @main.get64(
// CHECK: %[[AT:.*]] = call swiftcc ptr @runtime.mapaccess_fast64(ptr @"type:map[int]int", ptr %{{.*}}, i64 %{{.*}})
// CHECK-NEXT: %[[FOUND:.*]] = icmp ne ptr %[[AT]], null
// CHECK-NEXT: br i1 %[[FOUND]], label %[[YES:[^,]*]], label %[[JOIN:[^,]*]]
// CHECK: [[YES]]:
// CHECK-NEXT: %[[V:.*]] = load i64, ptr %[[AT]]
// CHECK: [[JOIN]]:
// CHECK-NEXT: phi i64 [ 0, %{{.*}} ], [ %[[V]], %[[YES]] ]

func getString(m map[string]int, k string) (int, bool) {
	v, ok := m[k]
	return v, ok
}

// CHECK-LABEL: define {{.*}} @main.getString(
// CHECK: %[[AT:.*]] = call swiftcc ptr @runtime.mapaccess_faststr(ptr @"type:map[string]int", ptr %{{.*}}, ptr %{{.*}}, i64 %{{.*}})
// CHECK-NEXT: %[[FOUND:.*]] = icmp ne ptr %[[AT]], null
// CHECK: %[[OK:.*]] = zext i1 %[[FOUND]] to i8
// CHECK: store i8 %[[OK]], ptr %ok

func getAny(m map[point]int, k point) int { return m[k] }

// CHECK-LABEL: define {{.*}} @main.getAny(
// CHECK: call swiftcc ptr @runtime.mapaccess(ptr @"type:map[main.point]int", ptr %{{.*}}, ptr %spill)

func set32(m map[int32]string, k int32) { m[k] = "v" }

// CHECK-LABEL: define {{.*}} @main.set32(
// CHECK: %[[AT:.*]] = call swiftcc ptr @runtime.mapassign_fast32(ptr @"type:map[int32]string", ptr %{{.*}}, i32 %{{.*}})
// CHECK-NEXT: store ptr @"go:string{{.*}}", ptr %[[AT]]

func remove(m map[string]int, k string) { delete(m, k) }

// CHECK-LABEL: define {{.*}} @main.remove(
// CHECK: call swiftcc void @runtime.mapdelete_faststr(ptr @"type:map[string]int",

func main() {
	m := map[int]int{1: 2}
	println(get64(m, 1))
	getString(nil, "")
	getAny(nil, point{})
	set32(map[int32]string{}, 1)
	remove(nil, "")
}
