// Malformed expressions.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
package p

var (
	a = f(1, 2
	b = x[1:2:]
	c = x[::3]
	d = x[]
	e = x.1
	f = (T){1}
	g = 1 +
	h = T{1, 2
	}
)
// CHECK: expressions.go:6:12: syntax error: unexpected newline in argument list; possibly missing comma or )
// CHECK: expressions.go:7:12: syntax error: unexpected ] in grouped declaration; possibly missing semicolon or newline or )
// CHECK-NOT: {{.}}
