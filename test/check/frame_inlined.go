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

func nest() {
	for _, x := range *new(big) {
		if x > 50 {
			copies()
		}
	}
}
func nest2() { nest() }
func small(n int) {
	if n > 0 {
		small(n - 1)
		copies()
	}
}
func ra(n int) {
	for _, x := range *new(big) {
		if x > 50 {
			rb(x)
		}
	}
}
func rb(n int) {
	for _, x := range *new(big) {
		if x > 50 {
			ra(x)
		}
	}
}
func rc(n int) {
	for _, x := range *new(big) {
		if x > 50 {
			rc(x)
			rc(x+1)
		}
	}
}
func two() {
	for _, x := range *new(big) {
		if x > 50 {
		}
	}
	for _, x := range *new(big) {
		if x > 50 {
		}
	}
	func() {
	for _, x := range *new(big) {
		if x > 50 {
		}
	}
	}()
}

func rec() {
	for _, x := range *new(big) {
		if x > 50 {
			recover()
		}
	}
}
func callrec() { rec() }

// CHECK:      {{.*}}frame_inlined.go:7:6: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:15:6: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:22:6: stack frame too large (>1GB): 3021 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:30:6: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:31:6: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:32:6: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:36:6: stack frame too large (>1GB): 3021 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:43:6: stack frame too large (>1GB): 3021 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:44:6: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:50:6: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:57:6: stack frame too large (>1GB): 3021 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:64:6: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:72:6: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:81:2: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NEXT: {{.*}}frame_inlined.go:89:6: stack frame too large (>1GB): 1510 MB locals + 0 MB args
// CHECK-NOT:  {{.}}
