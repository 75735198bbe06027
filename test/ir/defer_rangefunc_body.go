// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// A defer in a range-over-func body belongs to the enclosing function: its scope reaches the body through the closure.
package main

func seq(yield func(int) bool) { yield(1) }

func g(int) {}

func f() {
	for i := range seq {
		defer g(i)
	}
}

// CHECK-LABEL: define {{.*}}void @main.f()
// CHECK: %[[SCOPE:.*]] = call ptr @ogo.defer.scope(
// CHECK: store ptr %[[SCOPE]], ptr
// CHECK: call void @ogo.defer.run(ptr %[[SCOPE]])
// CHECK-LABEL: define internal {{.*}} @main.f-range1(i64 {{.*}}, ptr nest
// CHECK-NOT: call ptr @ogo.defer.scope
// CHECK: %[[OUTER:.*]] = load ptr, ptr
// CHECK: call void @ogo.defer(ptr %[[OUTER]],
// CHECK-NOT: call void @ogo.defer.run
// CHECK: ret i8

func main() { f() }
