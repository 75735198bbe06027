// Malformed type parameter lists.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
package p

type A[P] struct{}
type B[P any, Q] int
type C[P any, *Q] int
type D[N,] int
func f[P any, Q]() {}
type I interface {
	m[P any]()
	n[]()
}
var g = func[P any]() {}
// CHECK: type_params_bad.go:6:16: syntax error: missing type constraint
// CHECK: type_params_bad.go:7:15: syntax error: missing type parameter name
// CHECK: type_params_bad.go:8:10: syntax error: missing type constraint
// CHECK: type_params_bad.go:9:16: syntax error: missing type constraint
// CHECK: type_params_bad.go:11:3: interface method must have no type parameters
// CHECK: type_params_bad.go:12:4: empty type parameter list
// CHECK: type_params_bad.go:14:13: syntax error: function type must have no type parameters
// CHECK-NOT: {{.}}
