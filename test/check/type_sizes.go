// Types that are larger than gc supports, reported where gc computes sizes: at
// the name of what is declared. gc stops after those of the package level and
// dies of structs that only their sum makes too large.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

type big [1 << 50]byte
type fits [1<<50 - 1]byte
type pair struct {
	a, b [1 << 49]byte
}
type elem [1 << 16]byte

var first, a [1 << 40][1 << 40]int
var b chan elem
var c chan [1<<16 - 1]byte
var d = make(chan struct{ x [1 << 20]int })

type holds struct {
	n    int
	list []map[string][1 << 50]byte
}

func f(b [1 << 50][1 << 9]int) {
	var local [1 << 60]int
	_ = local
	x := [1 << 51]byte{}
	_ = x
	_ = new([1 << 52]byte)
}

// CHECK:      {{.*}}type_sizes.go:7:6: type [1125899906842624]byte larger than address space
// CHECK-NEXT: {{.*}}type_sizes.go:9:6: type struct{a [562949953421312]byte; b [562949953421312]byte} too large
// CHECK-NEXT: {{.*}}type_sizes.go:14:5: type [1099511627776][1099511627776]int larger than address space
// CHECK-NEXT: {{.*}}type_sizes.go:15:5: channel element type too large (>64kB)
// CHECK-NEXT: {{.*}}type_sizes.go:17:5: channel element type too large (>64kB)
// CHECK-NEXT: {{.*}}type_sizes.go:19:6: type [1125899906842624]byte larger than address space
// CHECK-NEXT: {{.*}}type_sizes.go:19:6: map element type too large
// CHECK-NEXT: {{.*}}type_sizes.go:24:6: type [1125899906842624][512]int larger than address space
// CHECK-NEXT: {{.*}}type_sizes.go:24:6: type [4503599627370496]byte larger than address space
// CHECK-NEXT: {{.*}}type_sizes.go:25:6: type [1152921504606846976]int larger than address space
// CHECK-NEXT: {{.*}}type_sizes.go:27:2: type [2251799813685248]byte larger than address space
// CHECK-NOT:  {{.}}
