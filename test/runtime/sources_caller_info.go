// RUN: %run_all %s | FileCheck --match-full-lines %s

// Sources row 21: Caller, FuncForPC and FileLine in a deferred call during a panic.
package main

import (
	"runtime"
	"strings"
)

func base(s string) string { return s[strings.LastIndexByte(s, '/')+1:] }

func report() {
	for i := 0; i < 8; i++ {
		pc, file, line, ok := runtime.Caller(i)
		if !ok {
			break
		}
		name := runtime.FuncForPC(pc).Name()
		if strings.HasPrefix(name, "runtime.") {
			println(name == "runtime.gopanic" || name == "runtime.main" || name == "runtime.goexit")
			continue
		}
		println(name, base(file), line)
	}
	println(recover().(string))
}

//go:noinline
func fails() {
	panic("p")
}

func f() {
	defer report()
	fails()
}

func main() {
	f()
	pc, _, _, _ := runtime.Caller(0)
	fn := runtime.FuncForPC(pc)
	file, line := fn.FileLine(fn.Entry())
	println(fn.Name(), base(file), line)
}

// CHECK: main.report sources_caller_info.go 15
// CHECK-NEXT: true
// CHECK-NEXT: main.fails sources_caller_info.go 31
// CHECK-NEXT: main.f sources_caller_info.go 36
// CHECK-NEXT: main.main sources_caller_info.go 40
// CHECK-NEXT: true
// CHECK-NEXT: true
// CHECK-NEXT: p
// CHECK-NEXT: main.main sources_caller_info.go 39
// CHECK: exit 0
