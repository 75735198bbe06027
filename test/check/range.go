// What can be ranged over, with how many variables of which type.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

func _(m map[string]int, c chan int, s chan<- int, a *[3]int, n int8) {
	for k, v := range m {
	}
	for k, v := range c {
		_, _ = k, v
	}
	for range s {
	}
	for i, x := range a {
		_, _ = i+"", x
	}
	for i, j := range n {
		_, _ = i, j
	}
	for i := range 10 {
		var _ int8 = i
	}
	for range 3.5 {
	}
	for range 1e3 {
	}
	for range nil {
	}
	for i := range "x" {
		i = "y"
	}
	var f float64
	for f = range 10 {
	}
	for f = range m {
	}
	for i, j, k := range m {
		_, _, _ = i, j, k
	}
	for _ := range m {
	}
	for _, _ = range m {
	}
}

func _(f0 func(func() bool), f1 func(func(int) bool), f2 func(func(int, string) bool)) {
	for range f0 {
	}
	for x := range f0 {
	}
	for x, y := range f1 {
	}
	for x, y := range f2 {
		var _ string = x
		var _ int = y
	}
	for range func() {} {
	}
	for range func(int) {} {
	}
	for range func(func()) {} {
	}
	for range func(func() bool) int { return 0 } {
	}
	for range func(func(a, b, c int) bool) {} {
	}
}

func _[S ~[]int | ~[4]int, T ~[]int, N int | int8](s S, t T, n N) {
	for range s {
	}
	for i, x := range t {
		_, _ = i, x
	}
	for i := range n {
	}
}

// CHECK:      {{.*}}range.go:6:6: declared and not used: k
// CHECK-NEXT: {{.*}}range.go:6:9: declared and not used: v
// CHECK-NEXT: {{.*}}range.go:8:9: range over c (variable of type chan int) permits only one iteration variable
// CHECK-NEXT: {{.*}}range.go:11:12: cannot range over s (variable of type chan<- int): receive from send-only channel chan<- int
// CHECK-NEXT: {{.*}}range.go:14:10: invalid operation: i + "" (mismatched types int and untyped string)
// CHECK-NEXT: {{.*}}range.go:16:9: range over n (variable of type int8) permits only one iteration variable
// CHECK-NEXT: {{.*}}range.go:20:16: cannot use i (variable of type int) as int8 value in variable declaration
// CHECK-NEXT: {{.*}}range.go:22:12: cannot range over 3.5 (untyped float constant)
// CHECK-NEXT: {{.*}}range.go:24:12: cannot range over 1e3 (untyped float constant 1000)
// CHECK-NEXT: {{.*}}range.go:26:12: cannot range over nil
// CHECK-NEXT: {{.*}}range.go:28:6: declared and not used: i
// CHECK-NEXT: {{.*}}range.go:29:7: cannot use "y" (untyped string constant) as int value in assignment
// CHECK-NEXT: {{.*}}range.go:31:6: declared and not used: f
// CHECK-NEXT: {{.*}}range.go:32:6: cannot use iteration variable of type float64
// CHECK-NEXT: {{.*}}range.go:34:6: cannot use f (value of type string) as float64 value in assignment
// CHECK-NEXT: {{.*}}range.go:36:12: range clause permits at most two iteration variables
// CHECK-NEXT: {{.*}}range.go:37:19: undefined: k
// CHECK-NEXT: {{.*}}range.go:39:2: no new variables on left side of :=
// CHECK-NEXT: {{.*}}range.go:48:6: range over f0 (variable of type func(func() bool)) permits no iteration variables
// CHECK-NEXT: {{.*}}range.go:50:6: declared and not used: x
// CHECK-NEXT: {{.*}}range.go:50:9: range over f1 (variable of type func(func(int) bool)) permits only one iteration variable
// CHECK-NEXT: {{.*}}range.go:53:18: cannot use x (variable of type int) as string value in variable declaration
// CHECK-NEXT: {{.*}}range.go:54:15: cannot use y (variable of type string) as int value in variable declaration
// CHECK-NEXT: {{.*}}range.go:56:12: cannot range over func() {} (value of type func()): func must be func(yield func(...) bool): wrong argument count
// CHECK-NEXT: {{.*}}range.go:58:12: cannot range over func(int) {} (value of type func(int)): func must be func(yield func(...) bool): argument is not func
// CHECK-NEXT: {{.*}}range.go:60:12: cannot range over func(func()) {} (value of type func(func())): func must be func(yield func(...) bool): yield func does not return bool
// CHECK-NEXT: {{.*}}range.go:62:12: cannot range over func(func() bool) int {…} (value of type func(func() bool) int): func must be func(yield func(...) bool): unexpected results
// CHECK-NEXT: {{.*}}range.go:64:12: cannot range over func(func(a, b, c int) bool) {} (value of type func(func(a int, b int, c int) bool)): func must be func(yield func(...) bool): yield func has too many parameters
// CHECK-NEXT: {{.*}}range.go:69:12: cannot range over s (variable of type S constrained by ~[]int | ~[4]int): []int and [4]int have different underlying types
// CHECK-NEXT: {{.*}}range.go:74:17: cannot range over n (variable of type N constrained by int | int8): int and int8 have different underlying types
// CHECK-NOT:  {{.}}
