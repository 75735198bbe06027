// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// One marker per statement, one run per return; what the call needs is evaluated at the statement.
package main

func g(n int, s string) {}

func f(n int) (r int) {
	defer g(n+1, "x")
	if n > 3 {
		return 7
	}
	return n
}

// CHECK-LABEL: define {{.*}}i64 @main.f(i64
// CHECK: %[[RESULTS:.*]] = alloca [8 x i8]
// CHECK: %[[SCOPE:.*]] = call ptr @ogo.defer.scope(ptr %[[RESULTS]], ptr @main.f.resume, i64 8)
// CHECK: %[[SUM:.*]] = add i64 %{{.*}}, 1
// CHECK: store i64 %[[SUM]], ptr
// CHECK: call void @ogo.defer(ptr %[[SCOPE]], ptr @main.f.deferwrap1, ptr %{{.*}}, i64 8){{.*}}!ogo.defer.sites
// CHECK: store i64 7, ptr %[[RESULTS]]
// CHECK-NEXT: call void @ogo.defer.run(ptr %[[SCOPE]])
// CHECK: ret i64
// CHECK: call void @ogo.defer.run(ptr %[[SCOPE]])
// CHECK: ret i64
// CHECK-LABEL: define internal {{.*}}i64 @main.f.resume(ptr
// CHECK: %[[R:.*]] = load i64, ptr %0
// CHECK: ret i64 %[[R]]
// CHECK-LABEL: define internal {{.*}}void @main.f.deferwrap1(ptr
// CHECK: call swiftcc void @main.g(i64 %{{.*}}, ptr @{{.*}}, i64 1)
// CHECK-NOT: invoke
// CHECK-NOT: landingpad

func main() { f(1) }
