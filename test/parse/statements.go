// Malformed statements.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
package p

func f() {
	x := y z
	if x = 1 {
	}
	if {
	}
	for i := 0; i < 3 {
	}
	a, b
	else {
	}
	go (f())
	L:
}
// CHECK: statements.go:6:9: syntax error: unexpected name z at end of statement
// CHECK: statements.go:7:7: syntax error: cannot use assignment x = 1 as value
// CHECK: statements.go:9:5: syntax error: missing condition in if statement
// CHECK: statements.go:11:20: syntax error: unexpected {, expected semicolon or newline
// CHECK: statements.go:12:2: syntax error: unexpected }, expected expression
// CHECK: statements.go:13:6: syntax error: unexpected newline, expected := or = or comma
// CHECK: statements.go:14:2: syntax error: unexpected keyword else, expected }
// CHECK-NOT: {{.}}
