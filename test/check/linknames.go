// What //go:linkname may refer to.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

import _ "unsafe"

type t int

var x int

func f()

//go:linkname x ok
//go:linkname f other.f
//go:linkname x twice
//go:linkname t type
//go:linkname missing missing
//go:linkname f g[int]

// CHECK:      {{.*}}linknames.go:15:3: duplicate //go:linkname for x
// CHECK-NEXT: {{.*}}linknames.go:16:3: //go:linkname must refer to declared function or variable
// CHECK-NEXT: {{.*}}linknames.go:17:3: //go:linkname must refer to declared function or variable
// CHECK-NEXT: {{.*}}linknames.go:18:3: //go:linkname reference of an instantiation is not allowed
// CHECK-NOT:  {{.}}
