// Malformed statement headers.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
package p

func f() {
	if x; {
	}
	if x
	{
	}
	for var i = 0; i < 10; i++ {
	}
	for ; ; j := 0 {
	}
	switch x
	case 1:
	}
}
// CHECK: headers.go:6:6: syntax error: missing condition in if statement
// CHECK: headers.go:8:6: syntax error: unexpected newline, expected { after if clause
// CHECK: headers.go:11:10: syntax error: var declaration not allowed in for initializer
// CHECK: headers.go:13:12: syntax error: cannot declare in post statement of for loop
// CHECK: headers.go:16:2: syntax error: unexpected keyword case, expected expression
// CHECK: headers.go:17:2: syntax error: missing { after switch clause
// CHECK-NOT: {{.}}
