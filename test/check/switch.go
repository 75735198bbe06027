// Cases of expression and type switches, and of select.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

import "io"

func _(i int, s string, f func(), e interface{}, b []byte) {
	switch i {
	case 1, 2, 1:
	case "x":
	case 2.0:
	case 1.5:
	}
	switch s {
	case "a", "b":
	case "a":
	}
	switch f {
	case nil:
	case f:
	}
	switch e {
	case 1, int8(1), 1, "x", b:
	}
	switch {
	case i:
	case i > 1:
	}
	switch b := 1; b {
	}
	switch nil {
	}
	switch x := i; x.(type) {
	}
	switch i {
	default:
	case 1:
	default:
	}
}

func _(r io.Reader, e interface{}) {
	switch x := e.(type) {
	case int, string:
	case int:
	case nil, nil:
	case undefined:
	}
	switch x := e.(type) {
	case int:
		var _ string = x
	case int8, int16:
		var _ int8 = x
	default:
		x.Read(nil)
	}
	switch r.(type) {
	case io.Writer, *int:
	}
	switch _ := e.(type) {
	}
}

func _[T any](t T, e interface{}) {
	switch t.(type) {
	}
	switch e.(type) {
	case T, int:
	}
}

func _(c chan int, r <-chan int, s chan<- int) {
	select {
	case c <- "x":
	case v := <-s:
	case r <- 1:
	case v, ok := <-r:
		_, _ = v, ok
	case c <- 1:
	default:
	default:
	}
	c <- <-r
	i := 1
	i <- 2
}

// CHECK:      {{.*}}switch.go:9:13: duplicate case 1 (constant of type int) in expression switch
// CHECK-NEXT: {{.*}}switch.go:9:7: previous case
// CHECK-NEXT: {{.*}}switch.go:10:7: cannot convert "x" (untyped string constant) to type int
// CHECK-NEXT: {{.*}}switch.go:11:7: duplicate case 2.0 (constant 2 of type int) in expression switch
// CHECK-NEXT: {{.*}}switch.go:9:10: previous case
// CHECK-NEXT: {{.*}}switch.go:12:7: 1.5 (untyped float constant) truncated to int
// CHECK-NEXT: {{.*}}switch.go:16:7: duplicate case "a" (constant of type string) in expression switch
// CHECK-NEXT: {{.*}}switch.go:15:7: previous case
// CHECK-NEXT: {{.*}}switch.go:20:7: invalid case f in switch on f (func can only be compared to nil)
// CHECK-NEXT: {{.*}}switch.go:23:19: duplicate case 1 (constant of type int) in expression switch
// CHECK-NEXT: {{.*}}switch.go:23:7: previous case
// CHECK-NEXT: {{.*}}switch.go:23:27: invalid case b in switch on e (slice can only be compared to nil)
// CHECK-NEXT: {{.*}}switch.go:26:7: invalid case i in switch on true (mismatched types int and bool)
// CHECK-NEXT: {{.*}}switch.go:31:9: use of untyped nil in switch expression
// CHECK-NEXT: {{.*}}switch.go:33:17: x (variable of type int) is not an interface
// CHECK-NEXT: {{.*}}switch.go:38:2: multiple defaults (first at {{.*}}switch.go:36:2)
// CHECK-NEXT: {{.*}}switch.go:43:9: x declared and not used
// CHECK-NEXT: {{.*}}switch.go:45:7: duplicate case int in type switch
// CHECK-NEXT: {{.*}}switch.go:44:7: previous case
// CHECK-NEXT: {{.*}}switch.go:46:12: duplicate case nil in type switch
// CHECK-NEXT: {{.*}}switch.go:46:7: previous case
// CHECK-NEXT: {{.*}}switch.go:47:7: undefined: undefined
// CHECK-NEXT: {{.*}}switch.go:51:18: cannot use x (variable of type int) as string value in variable declaration
// CHECK-NEXT: {{.*}}switch.go:53:16: cannot use x (variable of type interface{}) as int8 value in variable declaration: need type assertion
// CHECK-NEXT: {{.*}}switch.go:55:5: x.Read undefined (type interface{} has no field or method Read)
// CHECK-NEXT: {{.*}}switch.go:58:18: impossible type switch case: *int
// CHECK-NEXT: r (variable of interface type io.Reader) cannot have dynamic type *int (missing method Read)
// CHECK-NEXT: {{.*}}switch.go:60:9: no new variable on left side of :=
// CHECK-NEXT: {{.*}}switch.go:65:9: cannot use type switch on type parameter value t (variable of type T constrained by any)
// CHECK-NEXT: {{.*}}switch.go:74:12: cannot use "x" (untyped string constant) as int value in send
// CHECK-NEXT: {{.*}}switch.go:75:7: declared and not used: v
// CHECK-NEXT: {{.*}}switch.go:75:14: invalid operation: cannot receive from send-only channel chan<- int s (variable of type chan<- int)
// CHECK-NEXT: {{.*}}switch.go:76:7: invalid operation: cannot send to receive-only channel <-chan int r (variable of type <-chan int)
// CHECK-NEXT: {{.*}}switch.go:81:2: multiple defaults (first at {{.*}}switch.go:80:2)
// CHECK-NEXT: {{.*}}switch.go:85:2: invalid operation: cannot send to non-channel int i (variable of type int)
// CHECK-NOT:  {{.}}
