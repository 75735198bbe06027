// A function that would need infinitely many instances.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

func grow[P any](n int) {
	if n > 0 {
		grow[*P](n - 1)
	}
}

func same[P any]() { same[P]() }

// CHECK:      {{.*}}instance_cycle.go:5:11: instantiation cycle:
// CHECK-NEXT: {{.*}}instance_cycle.go:7:8: P instantiated as *P
// CHECK-NOT:  {{.}}
