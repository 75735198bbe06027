// A raw string that is not closed is reported where it starts.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
package p

const a = `no end
// CHECK: raw_string_open.go:5:11: string not terminated
// CHECK-NOT: {{.}}
