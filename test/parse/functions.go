// Malformed functions and parameters.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
package p

func f()
{
}
func (a T, b T) m() {}
func () n() {}
func g(a int, string) {}
func h(a ...) {}
func (T) i[P any]() {}
func j[]() {}
// CHECK: functions.go:6:1: syntax error: unexpected semicolon or newline before {
// CHECK: functions.go:8:17: method has multiple receivers
// CHECK: functions.go:9:9: method has no receiver
// CHECK: functions.go:10:21: syntax error: missing parameter type
// CHECK: functions.go:11:13: syntax error: ... is missing type
// CHECK: functions.go:13:8: syntax error: empty type parameter list
// CHECK-NOT: {{.}}
