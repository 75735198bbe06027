// Unexported names of other packages are undefined but for those gc's export
// data needs: in types, and in bodies that are inlined or instantiated.
// RUN: split-file %s %t && cd %t && not %ogo check -e ./p 2>&1 | FileCheck --match-full-lines p/p.go
//--- go.mod
module m

go 1.23
//--- b/b.go
package b

var x, y, z, w = 1, 2, 3, 4

func small() int { return helper(x) }

//go:noinline
func helper(int) int { return 0 }

const level = 1

func Level() int { return level }
func Small() int { return small() }

type hidden struct{ u under }
type under int
type lost int

type T struct{ h *hidden }

func (T) m() int { return y }

func Large(a int) (sum int) {
	for i := range a {
		sum += helper(i) + helper(z) + helper(i*2)
	}
	return sum
}

func Generic[P any](a P) {
	for i := range 3 {
		large(i + helper(w) + helper(i*2))
	}
}
func large(int) {}
//--- p/p.go
package p

import "m/b"

var (
	_ = b.x
	_ = b.y
	_ = b.z
	_ = b.w
	_ = b.small
	_ = b.helper
	_ = b.large
	_ = b.level
)
var _ b.hidden
var _ b.under
var _ b.lost

// CHECK:      p/p.go:6:8: name x not exported by package b
// CHECK-NEXT: p/p.go:7:8: name y not exported by package b
// CHECK-NEXT: p/p.go:8:8: undefined: b.z
// CHECK-NEXT: p/p.go:9:8: name w not exported by package b
// CHECK-NEXT: p/p.go:10:8: name small not exported by package b
// CHECK-NEXT: p/p.go:11:8: name helper not exported by package b
// CHECK-NEXT: p/p.go:12:8: name large not exported by package b
// CHECK-NEXT: p/p.go:13:8: undefined: b.level (but have Level)
// CHECK-NEXT: p/p.go:15:9: name hidden not exported by package b
// CHECK-NEXT: p/p.go:16:9: name under not exported by package b
// CHECK-NEXT: p/p.go:17:9: undefined: b.lost
