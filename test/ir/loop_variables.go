// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// A loop variable that a closure keeps is one allocation per iteration; one nobody keeps is none.
package main

func keep(fs []func() int) []func() int {
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i++; return i })
	}
	return fs
}

// CHECK-LABEL: @main.keep(
// CHECK: call {{.*}}ptr @runtime.newobject(ptr @"type:int")
// CHECK: ret

func plain() (n int) {
	for i := 0; i < 3; i++ {
		n += i
	}
	return
}

// CHECK-LABEL: @main.plain(
// CHECK-NOT: newobject
// CHECK: ret

func main() { println(len(keep(nil)), plain()) }
