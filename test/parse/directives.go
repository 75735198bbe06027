// Directives where they do not belong.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
package p

//go:noinline
var a int

//go:nosplit
func f() {
	//go:noinline
	x := 1
	_ = x //go:nosplit
}

//go:noescape
func g() {}

//go:linkname a b
// CHECK: directives.go:10:4: misplaced compiler directive
// CHECK: directives.go:12:10: misplaced compiler directive
// CHECK-NOT: {{.}}
