// An interface literal that contains itself has no finite name.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

type I interface {
	m() interface{ I }
}

type Fine interface {
	m() Fine
}

// CHECK:      {{.*}}interface_cycle.go:5:8: invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)
// CHECK-NOT:  {{.}}
