// What cannot be inferred, and which argument is blamed.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

type List[T any] []T

func one[T any](T)                        {}
func two[T any](T, T)                     {}
func result[T any]() (t T)                { return }
func list[T any](List[T], T)              {}
func apply[T, U any](T, func(T) U) U      { panic(0) }
func number[T ~int | ~float64](T)         {}
func elem[S ~[]E, E any](S) (e E)         { return }
func pointer[P interface{ *T }, T any](P) {}
func variadic[T any](...T)                {}

type MyInt int
type MySlice []string

func _() {
	result()
	two(1, "x")
	two(1, 2.5)
	var i int
	two(i, 2.5)
	two(i, "x")
	list(List[int]{}, "x")
	list([]string{}, 1)
	_ = apply(1, func(s string) bool { return true })
	var b bool = apply(1, func(int) string { return "" })
	number("x")
	number(MyInt(1))
	var n int = elem(MySlice{})
	elem(1)
	pointer(1)
	variadic(1, "x")
	variadic()
	one(nil)
	one[int, string](1)
	one[string](1)
	apply[int](1, one)
	var f func(string) = one
	var g func(string, int) = two
	_, _, _, _ = b, n, f, g
}

func constraint[T comparable, U interface{ String() string }](T, U) {}

func _() {
	constraint(1, 2)
	constraint(func() {}, nil)
	_ = constraint[[]int, error]
}

// CHECK:      {{.*}}inference.go:21:8: in call to result, cannot infer T (declared at {{.*}}inference.go:9:13)
// CHECK-NEXT: {{.*}}inference.go:22:9: in call to two, mismatched types untyped int and untyped string (cannot infer T)
// CHECK-NEXT: {{.*}}inference.go:25:9: cannot use 2.5 (untyped float constant) as int value in argument to two (truncated)
// CHECK-NEXT: {{.*}}inference.go:26:9: cannot use "x" (untyped string constant) as int value in argument to two
// CHECK-NEXT: {{.*}}inference.go:27:20: cannot use "x" (untyped string constant) as int value in argument to list
// CHECK-NEXT: {{.*}}inference.go:28:19: cannot use 1 (untyped int constant) as string value in argument to list
// CHECK-NEXT: {{.*}}inference.go:29:12: cannot use 1 (untyped int constant) as string value in argument to apply
// CHECK-NEXT: {{.*}}inference.go:30:15: cannot use apply(1, func(int) string {…}) (value of type string) as bool value in variable declaration
// CHECK-NEXT: {{.*}}inference.go:31:8: string does not satisfy ~int | ~float64 (string missing in ~int | ~float64)
// CHECK-NEXT: {{.*}}inference.go:33:14: cannot use elem(MySlice{}) (value of type string) as int value in variable declaration
// CHECK-NEXT: {{.*}}inference.go:34:6: in call to elem, cannot infer E (declared at {{.*}}inference.go:13:19)
// CHECK-NEXT: {{.*}}inference.go:35:9: in call to pointer, cannot infer P (declared at {{.*}}inference.go:14:14)
// CHECK-NEXT: {{.*}}inference.go:36:14: in call to variadic, mismatched types untyped int and untyped string (cannot infer T)
// CHECK-NEXT: {{.*}}inference.go:37:10: in call to variadic, cannot infer T (declared at {{.*}}inference.go:15:15)
// CHECK-NEXT: {{.*}}inference.go:38:5: in call to one, cannot infer T (declared at {{.*}}inference.go:7:10)
// CHECK-NEXT: {{.*}}inference.go:39:11: got 2 type arguments but want 1
// CHECK-NEXT: {{.*}}inference.go:40:14: cannot use 1 (untyped int constant) as string value in argument to one[string]
// CHECK-NEXT: {{.*}}inference.go:41:16: in call to apply[int], type func[T any](T) of one does not match func(int) U
// CHECK-NEXT: {{.*}}inference.go:43:28: inferred type func(string, string) for func(T, T) does not match type func(string, int) of g
// CHECK-NEXT: {{.*}}inference.go:50:12: int does not satisfy interface{String() string} (missing method String)
// CHECK-NEXT: {{.*}}inference.go:51:12: in call to constraint, cannot infer U (declared at {{.*}}inference.go:47:31)
// CHECK-NEXT: {{.*}}inference.go:52:17: []int does not satisfy comparable
// CHECK-NOT:  {{.}}
