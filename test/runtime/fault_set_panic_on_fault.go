// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 17: unless debug.SetPanicOnFault says so.
package main

import (
	"runtime"
	"runtime/debug"
	"unsafe"
)

var addr uintptr = 0x123456789000

func main() {
	debug.SetPanicOnFault(true)
	defer func() {
		e := recover().(runtime.Error)
		println(e.Error())
	}()
	println(*(*int)(unsafe.Pointer(addr)))
}

// CHECK: runtime error: invalid memory address or nil pointer dereference
// CHECK: exit 0
