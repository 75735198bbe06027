// A local type depends on the type parameters around it.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

func local[P any]() {
	type T struct{ p P }
	local[T]()
}

// CHECK:      {{.*}}instance_cycle_local.go:5:12: instantiation cycle:
// CHECK-NEXT: {{.*}}instance_cycle_local.go:7:8: P instantiated as T
// CHECK-NEXT: {{.*}}instance_cycle_local.go:6:7: T implicitly parameterized by P
// CHECK-NOT:  {{.}}
