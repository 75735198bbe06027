// A //line directive's name is relative to the file's directory; an empty one
// without column is "??".
// RUN: %run_all %s | FileCheck %s
package main

import "runtime"

func where() {
	_, file, line, _ := runtime.Caller(1)
	println(file, line)
}

func main() {
//line /a/../b.go:7
	where()
//line c:/d.go:8
	where()
//line e/./f.go:9
	where()
	/*line :11:22*/ where(); /*line g.go:5*/ where(); /*line :30*/ where()
	where()
}

// CHECK: {{^}}/b.go 7
// CHECK-NEXT: {{^/.*}}/test/runtime/c:/d.go 8
// CHECK-NEXT: {{^/.*}}/test/runtime/e/f.go 9
// CHECK-NEXT: {{^/.*}}/test/runtime/e/f.go 11
// CHECK-NEXT: {{^/.*}}/test/runtime/g.go 5
// CHECK-NEXT: ?? 30
// CHECK-NEXT: ?? 31
