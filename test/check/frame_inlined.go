// What gc inlines is part of the caller's frame.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

type big [3000 * 2000 * 33]int

func copies() {
	for _, x := range *new(big) {
		if x > 50 {
		}
	}
}

//go:noinline
func stays() {
	for _, x := range *new(big) {
		if x > 50 {
		}
	}
}

func recursive(n int) {
	for _, x := range *new(big) {
		if x > 50 {
			recursive(x)
		}
	}
}

func calls()     { callsTwo() }
func callsTwo()  { copies(); copies() }
func staysToo()  { stays(); recursive(1) }
func deferred()  { defer copies() }
func undefers()  { deferred() }

// CHECK:      {{.*}}frame_inlined.go:7:6: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:15:6: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:22:6: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:30:6: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:31:6: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NOT:  {{.}}
