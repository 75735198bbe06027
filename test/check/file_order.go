// Errors are sorted within a file; the file with the error found first leads.
// RUN: split-file %s %t && cd %t && not %ogo check ./p 2>&1 | FileCheck --match-full-lines p/b.go
//--- go.mod
module m

go 1.23
//--- p/a.go
package p

func f() { undefined1() }

func h() { undefined3() }
//--- p/b.go
package p

var x undefinedT

func g() { undefined2() }

// CHECK:      p/b.go:3:7: undefined: undefinedT
// CHECK-NEXT: p/b.go:5:12: undefined: undefined2
// CHECK-NEXT: p/a.go:3:12: undefined: undefined1
// CHECK-NEXT: p/a.go:5:12: undefined: undefined3
