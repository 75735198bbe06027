// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// Channel operations are calls that get the element's address; len and cap read
// the header's words, 0 for nil.
package main

func send(c chan<- int, v int) { c <- v }

// CHECK-LABEL: define {{.*}} @main.send(
// CHECK: store i64 %{{.*}}, ptr %[[AT:spill.*]], align 8
// CHECK-NEXT: call swiftcc void @runtime.chansend1(ptr %{{.*}}, ptr %[[AT]])

func receive(c <-chan int) int { return <-c }

// CHECK-LABEL: define {{.*}} @main.receive(
// CHECK: call swiftcc void @runtime.chanrecv1(ptr %{{.*}}, ptr %recv)
// CHECK-NEXT: load i64, ptr %recv

func receiveOk(c <-chan int) (int, bool) {
	v, ok := <-c
	return v, ok
}

// CHECK-LABEL: define {{.*}} @main.receiveOk(
// CHECK: %[[OK:.*]] = call swiftcc i8 @runtime.chanrecv2(ptr %{{.*}}, ptr %recv)
// CHECK: icmp ne i8 %[[OK]], 0

func sizes(c chan int) int { return len(c) + cap(c) }

// CHECK-LABEL: define {{.*}} @main.sizes(
// CHECK: %[[NIL:.*]] = icmp eq ptr %[[C:.*]], null
// CHECK-NEXT: br i1 %[[NIL]], label %[[JOIN:[^,]*]], label %[[LOAD:[^,]*]]
// CHECK: [[LOAD]]:
// CHECK-NEXT: %[[LEN:.*]] = load i64, ptr %[[C]]
// CHECK: [[JOIN]]:
// CHECK-NEXT: phi i64 [ 0, %{{.*}} ], [ %[[LEN]], %[[LOAD]] ]
// CHECK: getelementptr inbounds i8, ptr %{{.*}}, i64 8

func main() {
	c := make(chan int, 3)
	send(c, 1)
	v, _ := receiveOk(c)
	println(v, sizes(c))
	close(c)
	println(receive(c))
}

// CHECK-LABEL: define {{.*}} @main.main(
// CHECK: call {{.*}} @runtime.makechan(ptr @"type:chan int", i64 3)
// CHECK: call swiftcc void @runtime.closechan(
