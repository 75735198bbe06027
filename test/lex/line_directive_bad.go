// Line directives with bad numbers; the others are in test/unit.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
package p

//line f.go:0
//line f.go:x
//line f.go:1:0
var a int /*line f.go:99999999999*/
// CHECK: line_directive_bad.go:5:13: invalid line number: 0
// CHECK: line_directive_bad.go:6:13: invalid line number: x
// CHECK: line_directive_bad.go:7:15: invalid column number: 0
// CHECK-NOT: {{.}}
