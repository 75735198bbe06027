// Errors of directives found by the parser hide those that need the package.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

import _ "unsafe"

//go:linkname missing missing

//go:systemstack
func f() {}

// CHECK:      {{.*}}directive_errors.go:9:3: //go:systemstack only allowed in runtime
// CHECK-NOT:  {{.}}
