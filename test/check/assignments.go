// Assignments, short variable declarations and initializations.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

type T struct{ x int }

func two() (int, string) { return 1, 2 }
func one() int           { return 1, 2 }
func none()              { return 1 }
func res() (a, b int)    { return }
func few() (int, error)  { return 1 }
func gen[P any](P) P     { panic(0) }

var a, b int = 1
var c, d = 1, 2, 3
var g, h = two()
var k, l, m = two()
var n = nil
var o int = two()
var q = none()
var r, s = map[int]int{}[0]
var t [2]int = [3]int{}

const u, v = 1
const w = 1, 2
const x int

func _(m map[string]T, pm map[string]*T, st T, i int, e interface{}, ch chan int) {
	i, j := 1, 2
	i, j := 3, 4
	i, str := two()
	i, i := 1, 2
	st.x, k := 1, 2
	_, _ := 1, 2
	i = "x"
	i, str = 1
	i, str = two(), 3
	i, str = one()
	m["x"].x = 1
	pm["x"].x = 1
	m["x"] = T{1}
	one() = 1
	1 = i
	"x"[0] = 1
	T{}.x = 1
	(&T{}).x = 1
	nil = 1
	len = 1
	i + 1 = 2
	_ = gen
	var f func(int) int = gen
	var f2 func(int) string = gen
	x, ok := m["x"]
	x, ok = e.(T)
	y, ok := <-ch
	z, ok := i
	y, ok, z = <-ch
	var _, b bool = m["x"]
	_ = x
	two = nil
	i = two()
	_ += 1
	const k1 = 1
	k1 = 2
	k1++
	for i := range 10 {
		i = "x"
	}
	e = gen
	e.x = 1
	*i = 2
	*e = 1
	var unused int
	unused = 1
}

// CHECK:      {{.*}}assignments.go:7:38: cannot use 2 (untyped int constant) as string value in return statement
// CHECK-NEXT: {{.*}}assignments.go:8:38: too many return values
// CHECK-NEXT: have (number, number)
// CHECK-NEXT: want (int)
// CHECK-NEXT: {{.*}}assignments.go:9:35: too many return values
// CHECK-NEXT: have (number)
// CHECK-NEXT: want ()
// CHECK-NEXT: {{.*}}assignments.go:11:35: not enough return values
// CHECK-NEXT: have (number)
// CHECK-NEXT: want (int, error)
// CHECK-NEXT: {{.*}}assignments.go:14:16: assignment mismatch: 2 variables but 1 value
// CHECK-NEXT: {{.*}}assignments.go:15:18: extra init expr 3
// CHECK-NEXT: {{.*}}assignments.go:17:15: assignment mismatch: 3 variables but two returns 2 values
// CHECK-NEXT: {{.*}}assignments.go:18:9: use of untyped nil in variable declaration
// CHECK-NEXT: {{.*}}assignments.go:19:13: multiple-value two() (value of type (int, string)) in single-value context
// CHECK-NEXT: {{.*}}assignments.go:20:9: none() (no value) used as value
// CHECK-NEXT: {{.*}}assignments.go:22:16: cannot use [3]int{} (value of type [3]int) as [2]int value in variable declaration
// CHECK-NEXT: {{.*}}assignments.go:24:10: missing init expr for v
// CHECK-NEXT: {{.*}}assignments.go:25:14: extra init expr 2
// CHECK-NEXT: {{.*}}assignments.go:26:7: missing init expr for x
// CHECK-NEXT: {{.*}}assignments.go:29:5: declared and not used: j
// CHECK-NEXT: {{.*}}assignments.go:30:7: no new variables on left side of :=
// CHECK-NEXT: {{.*}}assignments.go:31:5: declared and not used: str
// CHECK-NEXT: {{.*}}assignments.go:32:5: i repeated on left side of :=
// CHECK-NEXT: {{.*}}assignments.go:33:2: non-name st.x on left side of :=
// CHECK-NEXT: {{.*}}assignments.go:33:8: declared and not used: k
// CHECK-NEXT: {{.*}}assignments.go:34:7: no new variables on left side of :=
// CHECK-NEXT: {{.*}}assignments.go:35:6: cannot use "x" (untyped string constant) as int value in assignment
// CHECK-NEXT: {{.*}}assignments.go:36:11: assignment mismatch: 2 variables but 1 value
// CHECK-NEXT: {{.*}}assignments.go:37:11: multiple-value two() (value of type (int, string)) in single-value context
// CHECK-NEXT: {{.*}}assignments.go:37:18: cannot use 3 (untyped int constant) as string value in multiple assignment
// CHECK-NEXT: {{.*}}assignments.go:38:11: assignment mismatch: 2 variables but one returns 1 value
// CHECK-NEXT: {{.*}}assignments.go:39:2: cannot assign to struct field m["x"].x in map
// CHECK-NEXT: {{.*}}assignments.go:42:2: cannot assign to one() (neither addressable nor a map index expression)
// CHECK-NEXT: {{.*}}assignments.go:43:2: cannot assign to 1 (neither addressable nor a map index expression)
// CHECK-NEXT: {{.*}}assignments.go:44:2: cannot assign to "x"[0] (neither addressable nor a map index expression)
// CHECK-NEXT: {{.*}}assignments.go:45:2: cannot assign to T{}.x (neither addressable nor a map index expression)
// CHECK-NEXT: {{.*}}assignments.go:47:2: cannot assign to nil (neither addressable nor a map index expression)
// CHECK-NEXT: {{.*}}assignments.go:48:2: len (built-in) must be called
// CHECK-NEXT: {{.*}}assignments.go:49:2: cannot assign to i + 1 (neither addressable nor a map index expression)
// CHECK-NEXT: {{.*}}assignments.go:50:6: cannot use generic function gen without instantiation
// CHECK-NEXT: {{.*}}assignments.go:51:6: declared and not used: f
// CHECK-NEXT: {{.*}}assignments.go:52:6: declared and not used: f2
// CHECK-NEXT: {{.*}}assignments.go:52:28: inferred type func(int) int for func(P) P does not match type func(int) string of f2
// CHECK-NEXT: {{.*}}assignments.go:53:5: declared and not used: ok
// CHECK-NEXT: {{.*}}assignments.go:55:2: declared and not used: y
// CHECK-NEXT: {{.*}}assignments.go:56:2: declared and not used: z
// CHECK-NEXT: {{.*}}assignments.go:56:11: assignment mismatch: 2 variables but 1 value
// CHECK-NEXT: {{.*}}assignments.go:57:13: assignment mismatch: 3 variables but 1 value
// CHECK-NEXT: {{.*}}assignments.go:58:9: declared and not used: b
// CHECK-NEXT: {{.*}}assignments.go:58:18: cannot use m["x"] (map index expression of struct type T) as bool value in multiple assignment
// CHECK-NEXT: {{.*}}assignments.go:60:2: cannot assign to two (neither addressable nor a map index expression)
// CHECK-NEXT: {{.*}}assignments.go:61:6: assignment mismatch: 1 variable but two returns 2 values
// CHECK-NEXT: {{.*}}assignments.go:62:2: cannot use _ as value or type
// CHECK-NEXT: {{.*}}assignments.go:64:2: cannot assign to k1 (neither addressable nor a map index expression)
// CHECK-NEXT: {{.*}}assignments.go:65:2: cannot assign to k1 (neither addressable nor a map index expression)
// CHECK-NEXT: {{.*}}assignments.go:66:6: declared and not used: i
// CHECK-NEXT: {{.*}}assignments.go:67:7: cannot use "x" (untyped string constant) as int value in assignment
// CHECK-NEXT: {{.*}}assignments.go:69:6: cannot use generic function gen without instantiation
// CHECK-NEXT: {{.*}}assignments.go:70:4: e.x undefined (type interface{} has no field or method x)
// CHECK-NEXT: {{.*}}assignments.go:71:3: invalid operation: cannot indirect i (variable of type int)
// CHECK-NEXT: {{.*}}assignments.go:72:3: invalid operation: cannot indirect e (variable of type interface{})
// CHECK-NEXT: {{.*}}assignments.go:73:6: declared and not used: unused
// CHECK-NOT:  {{.}}
