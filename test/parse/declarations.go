// Malformed declarations and the points where parsing goes on.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
package p

import fmt
import 5
var x = 1
import "late"
var y
type T
func
x = 2
const c int
// CHECK: declarations.go:5:11: syntax error: missing import path
// CHECK: declarations.go:6:8: syntax error: import path must be a string
// CHECK: declarations.go:8:1: syntax error: imports must appear before other declarations
// CHECK: declarations.go:9:6: syntax error: unexpected newline, expected type
// CHECK: declarations.go:10:7: syntax error: unexpected newline in type declaration
// CHECK: declarations.go:12:3: syntax error: unexpected =, expected (
// CHECK-NOT: {{.}}
