// Types that are larger than gc supports.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

type big [1 << 50]byte
type fits [1<<50 - 1]byte
type pair struct {
	a, b [1 << 49]byte
}
type elem [1 << 16]byte

var a [1 << 40][1 << 40]int
var b chan elem
var c chan [1<<16 - 1]byte
var d = make(chan struct{ x [1 << 20]int })

// CHECK:      {{.*}}type_sizes.go:5:10: type [1125899906842624]byte larger than address space
// CHECK-NEXT: {{.*}}type_sizes.go:7:11: type struct{a [562949953421312]byte; b [562949953421312]byte} too large
// CHECK-NEXT: {{.*}}type_sizes.go:12:7: type [1099511627776][1099511627776]int larger than address space
// CHECK-NEXT: {{.*}}type_sizes.go:13:7: channel element type too large (>64kB)
// CHECK-NEXT: {{.*}}type_sizes.go:15:14: channel element type too large (>64kB)
// CHECK-NOT:  {{.}}
