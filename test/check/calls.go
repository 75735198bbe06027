// Arguments, results and statements that are calls.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

import "fmt"

func two() (int, string)         { return 0, "" }
func none()                      {}
func take(int, string)           {}
func more(int, ...string)        {}
func fn(a int) (b, c int)        { return }

func _(s []string) {
	take(two())
	take(1, two())
	take(1)
	take(1, "", 3)
	more()
	more(two())
	more(1, s...)
	more(1, "x", s...)
	take(1, s...)
	more(two()...)
	none(none())
	_ = none()
	x := two()
	a, b, c := two()
	1()
	fmt.Println
	fmt
	len(s)
	s[0]
	int(1)
	go fn
	defer int(3)
	defer len(s)
	defer fn(1)
	defer recover()
	int("x")
	int()
	int(1, 2)
	var _ = int(s...)
	fmt.println()
	fmt.Foo()
}

func results() (n int, err error) {
	{
		n := 1
		return
	}
	return 1
	return 1, nil, 2
	return two()
}

func missing(i int) int {
	for {
		if i > 0 {
			break
		}
	}
}

func terminates(i int) int {
	switch {
	case i > 0:
		return 1
	default:
		panic(i)
	}
}

func notPanic(i int) int {
	panic := func(int) {}
	panic(i)
}

// CHECK:      {{.*}}calls.go:15:10: multiple-value two() (value of type (int, string)) in single-value context
// CHECK-NEXT: {{.*}}calls.go:16:7: not enough arguments in call to take
// CHECK-NEXT: have (number)
// CHECK-NEXT: want (int, string)
// CHECK-NEXT: {{.*}}calls.go:17:14: too many arguments in call to take
// CHECK-NEXT: have (number, string, number)
// CHECK-NEXT: want (int, string)
// CHECK-NEXT: {{.*}}calls.go:18:2: not enough arguments in call to more
// CHECK-NEXT: have ()
// CHECK-NEXT: want (int, ...string)
// CHECK-NEXT: {{.*}}calls.go:21:15: too many arguments in call to more
// CHECK-NEXT: have (number, string, []string...)
// CHECK-NEXT: want (int, ...string)
// CHECK-NEXT: {{.*}}calls.go:22:2: cannot use ... in call to non-variadic take
// CHECK-NEXT: {{.*}}calls.go:23:2: cannot use ... with 2-valued two()
// CHECK-NEXT: {{.*}}calls.go:24:7: none() (no value) used as value
// CHECK-NEXT: {{.*}}calls.go:24:7: too many arguments in call to none
// CHECK-NEXT: have (func())
// CHECK-NEXT: want ()
// CHECK-NEXT: {{.*}}calls.go:25:6: none() (no value) used as value
// CHECK-NEXT: {{.*}}calls.go:26:2: declared and not used: x
// CHECK-NEXT: {{.*}}calls.go:26:7: assignment mismatch: 1 variable but two returns 2 values
// CHECK-NEXT: {{.*}}calls.go:27:2: declared and not used: a
// CHECK-NEXT: {{.*}}calls.go:27:5: declared and not used: b
// CHECK-NEXT: {{.*}}calls.go:27:8: declared and not used: c
// CHECK-NEXT: {{.*}}calls.go:27:13: assignment mismatch: 3 variables but two returns 2 values
// CHECK-NEXT: {{.*}}calls.go:28:2: invalid operation: cannot call 1 (untyped int constant): untyped int is not a function
// CHECK-NEXT: {{.*}}calls.go:29:2: fmt.Println (value of type func(a ...any) (n int, err error)) is not used
// CHECK-NEXT: {{.*}}calls.go:30:2: use of package fmt not in selector
// CHECK-NEXT: {{.*}}calls.go:31:2: len(s) (value of type int) is not used
// CHECK-NEXT: {{.*}}calls.go:32:2: s[0] (variable of type string) is not used
// CHECK-NEXT: {{.*}}calls.go:33:2: int(1) (constant 1 of type int) is not used
// CHECK-NEXT: {{.*}}calls.go:34:5: expression in go must be function call
// CHECK-NEXT: {{.*}}calls.go:35:8: defer requires function call, not conversion int(3) (constant 3 of type int)
// CHECK-NEXT: {{.*}}calls.go:36:8: defer discards result of len(s) (value of type int)
// CHECK-NEXT: {{.*}}calls.go:39:6: cannot convert "x" (untyped string constant) to type int
// CHECK-NEXT: {{.*}}calls.go:40:2: missing argument in conversion to int
// CHECK-NEXT: {{.*}}calls.go:41:9: too many arguments in conversion to int
// CHECK-NEXT: {{.*}}calls.go:42:14: invalid use of ... in conversion to int
// CHECK-NEXT: {{.*}}calls.go:43:6: undefined: fmt.println (but have Println)
// CHECK-NEXT: {{.*}}calls.go:44:6: undefined: fmt.Foo
// CHECK-NEXT: {{.*}}calls.go:49:3: declared and not used: n
// CHECK-NEXT: {{.*}}calls.go:50:3: result parameter n not in scope at return
// CHECK-NEXT: {{.*}}calls.go:49:3: inner declaration of var n int
// CHECK-NEXT: {{.*}}calls.go:52:9: not enough return values
// CHECK-NEXT: have (number)
// CHECK-NEXT: want (int, error)
// CHECK-NEXT: {{.*}}calls.go:53:17: too many return values
// CHECK-NEXT: have (number, nil, number)
// CHECK-NEXT: want (int, error)
// CHECK-NEXT: {{.*}}calls.go:54:9: cannot use 2nd function result (value of type string) as error value in return statement: string does not implement error (missing method Error)
// CHECK-NEXT: {{.*}}calls.go:63:1: missing return
// CHECK-NEXT: {{.*}}calls.go:77:1: missing return
// CHECK-NOT:  {{.}}
