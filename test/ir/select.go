// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// A select is one call of the runtime with an array of cases; with one case and
// a default it is a call that does not block; with no case it blocks for good.
package main

func two(a chan int, b chan string) (n int) {
	select {
	case n = <-a:
	case b <- "x":
		n = 7
	}
	return
}

// CHECK-LABEL: define {{.*}} @main.two(
// The receiving cases stand last; each has a channel and where the element is.
// CHECK: %[[CASES:.*]] = alloca [32 x i8]
// CHECK: store ptr %{{.*}}, ptr %[[CASES]], align 8
// CHECK: %[[CHOSEN:.*]] = call swiftcc { i64, i8 } @runtime.selectgo(ptr %[[CASES]], i64 1, i64 1, i8 1)
// CHECK: %[[INDEX:.*]] = extractvalue { i64, i8 } %[[CHOSEN]], 0
// CHECK: switch i64 %[[INDEX]], label %[[NONE:[^,]*]] [
// CHECK-NEXT: i64 1, label %[[RECV:[^,]*]]
// CHECK-NEXT: i64 0, label %[[SEND:[^,]*]]
// CHECK: [[RECV]]:
// CHECK: load i64, ptr %recv
// CHECK: [[SEND]]:
// CHECK-NEXT: store i64 7, ptr %n
// CHECK: [[NONE]]:
// CHECK-NEXT: unreachable

func try(a chan int) int {
	select {
	case v, ok := <-a:
		if ok {
			return v
		}
	default:
	}
	return -1
}

// CHECK-LABEL: define {{.*}} @main.try(
// CHECK-NOT: selectgo
// CHECK: %[[GOT:.*]] = call swiftcc { i8, i8 } @runtime.selectnbrecv(ptr %recv,
// CHECK: %[[CHOSEN:.*]] = extractvalue { i8, i8 } %[[GOT]], 0
// CHECK: %[[OK:.*]] = extractvalue { i8, i8 } %[[GOT]], 1
// CHECK: %[[IS:.*]] = icmp ne i8 %[[CHOSEN]], 0
// CHECK: br i1 %[[IS]], label %[[CASE:[^,]*]], label %{{.*}}
// CHECK: [[CASE]]:
// CHECK: store i8 %[[OK]], ptr %ok

func never() { select {} }

// CHECK-LABEL: define {{.*}} @main.never(
// CHECK: call swiftcc void @runtime.block()
// CHECK-NEXT: unreachable

func main() {
	println(try(nil))
	if len(never2) != 0 {
		two(nil, nil)
		never()
	}
}

var never2 []int
