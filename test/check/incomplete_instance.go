// Instances of a generic type that its own declaration asks for the size or
// length of. gc 1.27.4 dies of these.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

import "unsafe"

type Size[P any] [unsafe.Sizeof(Size[int]{})]int
type Len[P any] [len(Len[int]{})]int
type First[P any] [unsafe.Sizeof(first[0])]int

var first First[int]

// CHECK:      {{.*}}incomplete_instance.go:8:6: invalid recursive type: Size refers to itself
// CHECK-NEXT: {{.*}}incomplete_instance.go:9:6: invalid recursive type: Len refers to itself
// CHECK-NEXT: {{.*}}incomplete_instance.go:10:6: invalid recursive type First
// CHECK-NEXT: {{.*}}incomplete_instance.go:10:6: First refers to first
// CHECK-NEXT: {{.*}}incomplete_instance.go:12:5: first refers to First
// CHECK-NOT:  {{.}}
