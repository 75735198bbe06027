// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 22: panic(nil) is a *runtime.PanicNilError.
package main

import "runtime"

func main() {
	func() {
		defer func() {
			r := recover()
			e, ok := r.(*runtime.PanicNilError)
			_, isRuntime := r.(runtime.Error)
			println(ok, isRuntime, e.Error())
		}()
		panic(nil)
	}()
	func() {
		defer func() { println(recover().(error).Error()) }()
		var err error
		panic(err)
	}()
	panic(nil)
}

// CHECK: true true runtime error: panic called with nil argument
// CHECK-NEXT: runtime error: panic called with nil argument
// CHECK-NEXT: panic: runtime error: panic called with nil argument
// CHECK-EMPTY:
// CHECK: exit 2
