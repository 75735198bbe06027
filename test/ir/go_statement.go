// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// go starts a closure without parameters: a call that has arguments gets one that
// holds them, evaluated at the statement.
package main

func work(n int, s string) { println(n, s) }

func plain() {}

func start(n int, s string) {
	go work(n+1, s)
	go plain()
}

// CHECK-LABEL: define {{.*}} @main.start(
// CHECK: %[[N:.*]] = add i64 %{{.*}}, 1
// CHECK: %[[GO:.*]] = call swiftcc ptr @runtime.newclosure(i64 32)
// CHECK-NEXT: store ptr @main.start.gowrap1, ptr %[[GO]]
// CHECK: store i64 %[[N]], ptr
// CHECK: call swiftcc void @runtime.newproc(ptr %[[GO]])
// CHECK-NEXT: call swiftcc void @runtime.newproc(ptr @"main.plain\C2\B7f")
// CHECK-LABEL: define {{.*}} @main.start.gowrap1(
// CHECK: call swiftcc void @main.work(

func main() { start(1, "a") }
