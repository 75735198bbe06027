// The cycle goes through a method of an instance.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

type L[P any] struct{}

func (L[P]) m() { L[L[P]]{}.m() }

// CHECK:      {{.*}}instance_cycle_method.go:5:8: instantiation cycle:
// CHECK-NEXT: {{.*}}instance_cycle_method.go:7:21: P instantiated as L[P]
// CHECK-NOT:  {{.}}
