// The cycle goes through another function.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

func a[P any]() { b[P]() }
func b[Q any]() { a[[]Q]() }

// CHECK:      {{.*}}instance_cycle_mutual.go:6:8: instantiation cycle:
// CHECK-NEXT: {{.*}}instance_cycle_mutual.go:5:21: Q instantiated as P
// CHECK-NEXT: {{.*}}instance_cycle_mutual.go:6:21: P instantiated as []Q
// CHECK-NOT:  {{.}}
