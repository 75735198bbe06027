// Names that differ in case only are suggested, and only where gc does.
// RUN: split-file %s %t && cd %t && not %ogo check ./p 2>&1 | FileCheck --match-full-lines p/p.go
//--- go.mod
module m

go 1.23
//--- b/b.go
package b

type T struct {
	xes, w, éa int
	Yes, Z     int
}
//--- p/p.go
package p

import "m/b"

type u struct{ Z, w, éa int }

func f(t b.T, u u) {
	_ = t.yes
	_ = t.Xes
	_ = t.z
	_ = t.W
	_ = t.Éa
	_ = u.z
	_ = u.W
	_ = u.Éa
}

// CHECK:      p/p.go:8:8: t.yes undefined (type b.T has no field or method yes, but does have field Yes)
// CHECK-NEXT: p/p.go:9:8: t.Xes undefined (type b.T has no field or method Xes, but does have unexported field xes)
// CHECK-NEXT: p/p.go:10:8: t.z undefined (type b.T has no field or method z)
// CHECK-NEXT: p/p.go:11:8: t.W undefined (type b.T has no field or method W)
// CHECK-NEXT: p/p.go:12:8: t.Éa undefined (type b.T has no field or method Éa, but does have unexported field éa)
// CHECK-NEXT: p/p.go:13:8: u.z undefined (type u has no field or method z, but does have field Z)
// CHECK-NEXT: p/p.go:14:8: u.W undefined (type u has no field or method W, but does have field w)
// CHECK-NEXT: p/p.go:15:8: u.Éa undefined (type u has no field or method Éa, but does have field éa)
