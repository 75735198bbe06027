// At the end of the file one error stands for all open constructs.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
// CHECK: end_of_file.go:10:1: syntax error: unexpected EOF, expected )
// CHECK-NOT: {{.}}
package p

func f() {
	if a {
		g(
