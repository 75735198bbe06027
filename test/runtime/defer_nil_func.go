// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 2: a nil func panics when its turn comes, not at the statement.
package main

func f() {
	defer func() {
		e := recover().(error)
		println("recovered:", e.Error())
	}()
	defer println("runs after the nil call")
	var g func(int)
	defer g(1)
	println("statement passed")
	defer println("runs before the nil call")
}

func g() {
	var f func()
	defer f()
	println("g's end")
}

func main() {
	f()
	defer println("main's defer")
	g()
}

// CHECK: statement passed
// CHECK-NEXT: runs before the nil call
// CHECK-NEXT: runs after the nil call
// CHECK-NEXT: recovered: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: g's end
// CHECK-NEXT: main's defer
// CHECK-NEXT: panic: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc={{0x[0-9a-f]+}}]
// CHECK-EMPTY:
// CHECK: exit 2
