// Parameter lists that mix named and unnamed parameters or misplace "...", and
// keywords where they cannot be.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

func f1(a int, string)
func f2(a, b int, c)
func f3(int, b string)
func f4(a []int, b.c, d)
func f5[P any, Q]()
func f6[P]()
func f7(a ...int, b int)
func f8(...int, ...string)
func f9(...) 
func f10() (a ...int)
func (r ...T) f11()

type t1[P any, ~int] int
type t2[P (int),] int

func f12() {
	x := case
	if func := 1; true {
	}
	go range
	return else
}
// CHECK:      {{.*}}params_bad.go:6:22: syntax error: missing parameter type
// CHECK-NEXT: {{.*}}params_bad.go:7:20: syntax error: missing parameter type
// CHECK-NEXT: {{.*}}params_bad.go:9:18: syntax error: missing parameter name
// CHECK-NEXT: {{.*}}params_bad.go:10:17: syntax error: missing type constraint
// CHECK-NEXT: {{.*}}params_bad.go:11:10: syntax error: missing type constraint
// CHECK-NEXT: {{.*}}params_bad.go:12:11: can only use ... with final parameter
// CHECK-NEXT: {{.*}}params_bad.go:13:9: can only use ... with final parameter
// CHECK-NEXT: {{.*}}params_bad.go:14:12: syntax error: ... is missing type
// CHECK-NEXT: {{.*}}params_bad.go:15:15: invalid use of ...
// CHECK-NEXT: {{.*}}params_bad.go:16:9: invalid use of ...
// CHECK-NEXT: {{.*}}params_bad.go:18:16: syntax error: missing type parameter name
// CHECK-NEXT: {{.*}}params_bad.go:22:7: syntax error: unexpected keyword case, expected expression
// CHECK-NEXT: {{.*}}params_bad.go:23:2: syntax error: unexpected keyword if at end of statement
// CHECK-NEXT: {{.*}}params_bad.go:25:2: syntax error: unexpected keyword go in parameter list; possibly missing comma or )
// CHECK-NEXT: {{.*}}params_bad.go:26:2: syntax error: unexpected keyword return, expected expression
// CHECK-NOT:  {{.}}
