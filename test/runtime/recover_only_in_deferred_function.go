// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 3: neither helpers nor nested closures nor nested defers recover.
package main

func helper() any { return recover() }

func show(tag string, v any) {
	if v == nil {
		println(tag, "nil")
	} else {
		println(tag, v.(string))
	}
}

func try(f func()) {
	defer func() { show("outer", recover()) }()
	f()
}

//go:noinline
func byHelper() { show("helper", helper()) }

func byNestedClosure() {
	func() { show("nested closure", recover()) }()
}

func byNestedDefer() {
	defer func() { show("nested defer", recover()) }()
}

func byNestedDeferInLoop() {
	for i := 0; i < 2; i++ {
		defer func() { show("nested defer in loop", recover()) }()
	}
}

func direct() { show("direct", recover()) }

func directTwice() {
	show("first", recover())
	show("second", recover())
}

func main() {
	try(func() { defer byHelper(); panic("a") })
	try(func() { defer byNestedClosure(); panic("b") })
	try(func() { defer byNestedDefer(); panic("c") })
	try(func() { defer byNestedDeferInLoop(); panic("d") })
	try(func() { defer direct(); panic("e") })
	try(func() { defer directTwice(); panic("f") })
	try(func() { defer helper(); panic("g") })
	show("no panic", recover())
	direct()
	defer direct()
}

// CHECK: helper nil
// CHECK-NEXT: outer a
// CHECK-NEXT: nested closure nil
// CHECK-NEXT: outer b
// CHECK-NEXT: nested defer nil
// CHECK-NEXT: outer c
// CHECK-NEXT: nested defer in loop nil
// CHECK-NEXT: nested defer in loop nil
// CHECK-NEXT: outer d
// CHECK-NEXT: direct e
// CHECK-NEXT: outer nil
// CHECK-NEXT: first f
// CHECK-NEXT: second nil
// CHECK-NEXT: outer nil
// CHECK-NEXT: outer nil
// CHECK-NEXT: no panic nil
// CHECK-NEXT: direct nil
// CHECK-NEXT: direct nil
// CHECK: exit 0
