// A comment that is not closed is reported where it starts.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
package p

var a int /* no end
// CHECK: comment_open.go:5:11: comment not terminated
// CHECK-NOT: {{.}}
