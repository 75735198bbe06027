// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// What a range clause evaluates once, what bounds the loop, and what it calls.
package main

func slice(s []int) (n int) {
	for _, v := range s {
		n += v
	}
	return
}

// CHECK-LABEL: define {{.*}} @main.slice(
// CHECK: %[[LEN:.*]] = load i64, ptr %{{.*}}, !range
// CHECK: range:
// CHECK-NEXT: %[[I:.*]] = load i64, ptr %index
// CHECK-NEXT: icmp slt i64 %[[I]], %[[LEN]]
// The index is within bounds by then.
// CHECK-NOT: panicIndex
// CHECK: ret i64

func integer(k int) (n int) {
	for i := range k {
		n += i
	}
	return
}

// CHECK-LABEL: define {{.*}} @main.integer(
// CHECK: %[[K:.*]] = load i64, ptr %k
// CHECK: range:
// CHECK: icmp slt i64 %{{.*}}, %[[K]]
// CHECK-NOT: load i64, ptr %k
// CHECK: ret i64

func runes(s string) (n int) {
	for _, r := range s {
		n += int(r)
	}
	return
}

// CHECK-LABEL: define {{.*}} @main.runes(
// CHECK: %[[RUNE:.*]] = phi i32 [ %[[ONE:.*]], %[[BYTE:.*]] ], [ %[[MANY:.*]], %[[MULTI:.*]] ]
// CHECK: [[BYTE]]:
// CHECK: %[[ONE]] = zext i8 %byte to i32
// CHECK: [[MULTI]]:
// CHECK-NEXT: call swiftcc { i32, i64 } @runtime.decoderune(

func mapping(m map[string]int) (n int) {
	for _, v := range m {
		n += v
	}
	return
}

// CHECK-LABEL: define {{.*}} @main.mapping(
// CHECK: call swiftcc void @runtime.mapiterinit(ptr @"type:map[string]int", ptr %{{.*}}, ptr %iter)
// CHECK: %key = load ptr, ptr %iter
// CHECK-NEXT: icmp eq ptr %key, null
// CHECK: call swiftcc void @runtime.mapiternext(ptr %iter)

func channel(c chan int) (n int) {
	for v := range c {
		n += v
	}
	return
}

// CHECK-LABEL: define {{.*}} @main.channel(
// CHECK: range:
// CHECK-NEXT: %[[OK:.*]] = call swiftcc i8 @runtime.chanrecv2(ptr %{{.*}}, ptr %recv)
// CHECK: br i1 %{{.*}}, label %range.body, label %range.done

func function(seq func(func(int) bool)) (n int) {
	for v := range seq {
		n += v
	}
	return
}

// CHECK-LABEL: define {{.*}} @main.function(
// CHECK: store ptr @main.function-range1, ptr %loop
// CHECK: call swiftcc void %code(ptr %loop, ptr nest %{{.*}})
// CHECK: %state = load i64, ptr
// CHECK: call swiftcc void @runtime.panicrangestate(i64 4)
// CHECK-LABEL: define internal swiftcc i8 @main.function-range1(

func main() {
	println(slice(nil), integer(3), runes("a"), mapping(nil))
	function(func(yield func(int) bool) { yield(1) })
	c := make(chan int)
	close(c)
	channel(c)
}
