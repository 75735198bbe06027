// RUN: %ogo build -O2 --emit=llvm-opt -o - %s | FileCheck %s

// The normal path of an open-coded defer: the bit is set, cleared, nothing else of it is stored.
package main

//go:noinline
func work() { println(words[n]) }

var words = []string{"work"}
var n int

//go:noinline
func done() { println("done", words[n]) }

//go:noinline
func f() {
	defer done()
	work()
}

// CHECK-LABEL: define {{.*}}void @main.f()
// CHECK: store i64 1, ptr %deferframe
// CHECK-NEXT: call swiftcc void @main.work()
// CHECK-NEXT: store i64 0, ptr %deferframe
// CHECK-NEXT: call swiftcc void @main.done()
// CHECK-NEXT: ret void
// CHECK-NOT: invoke
// CHECK-NOT: landingpad

func main() { f() }
