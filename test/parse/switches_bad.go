// Malformed switch and select bodies.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
package p

func f() {
	switch {
		x = 1
	case 2
	}
	select {
	foo:
	}
}
// CHECK: switches_bad.go:7:3: syntax error: unexpected name x, expected case or default or }
// CHECK: switches_bad.go:8:2: syntax error: unexpected keyword case, expected :
// CHECK: switches_bad.go:11:2: syntax error: unexpected name foo, expected case or default or }
// CHECK-NOT: {{.}}
