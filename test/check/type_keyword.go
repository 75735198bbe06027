// The guard of a type switch anywhere else, in gc's words.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

func f(x any) {
	_ = x.(type)
	for x.(type) {
	}
}

// CHECK:      {{.*}}type_keyword.go:6:6: invalid syntax tree: use of .(type) outside type switch
// CHECK-NEXT: {{.*}}type_keyword.go:7:6: invalid syntax tree: use of .(type) outside type switch
// CHECK-NOT:  {{.}}
