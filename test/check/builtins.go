// Calls of built-in functions.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

import "unsafe"

type T struct {
	a int8
	b int64
	*U
}
type U struct{ c int }

func (T) m() {}

func _(s []int, bs []byte, str string, m map[string]int, ch chan int, rch <-chan int, a [3]int, pa *[3]int, i int, f float32, c complex64, e interface{}, t T, fn func() [3]int) {
	_ = append(s, 1, 2)
	_ = append(s, "x")
	_ = append(s, s...)
	_ = append(bs, str...)
	_ = append(s, str...)
	_ = append()
	_ = append(i, 1)
	_ = append(nil, 1)
	_ = append(s, s)
	append(s, 1)
	_ = len(i)
	_ = len(m) + len(ch) + len(pa) + len(str)
	_ = cap(m)
	_ = cap(str)
	_ = len()
	_ = len(s, s)
	_ = len(s...)
	_ = len(int)
	const _ = len(a)
	const _ = len(pa)
	const _ = len(fn())
	const _ = len([1]int{<-ch})
	clear(m)
	clear(s)
	clear(a)
	close(ch)
	close(rch)
	close(i)
	_ = close(ch)
	_ = complex(1, 2)
	_ = complex(f, 1)
	_ = complex(f, float64(1))
	_ = complex(i, i)
	_ = complex("a", 1)
	_ = real(c) + imag(c)
	_ = real(f)
	_ = real(1i) + imag(2)
	_ = copy(s, s)
	_ = copy(bs, str)
	_ = copy(s, bs)
	_ = copy(a, s)
	copy(s)
	delete(m, "x")
	delete(m, 1)
	delete(s, 1)
	delete(m)
	_ = make([]int)
	_ = make([]int, 1, 2, 3)
	_ = make([]int, 3, 2)
	_ = make([]int, -1)
	_ = make([]int, 1.5)
	_ = make([]int, "x")
	_ = make(map[string]int, 10)
	_ = make(chan int, f)
	_ = make(int)
	_ = make(1)
	_ = make()
	_ = new(int)
	_ = new(1)
	_ = new()
	_ = new(int, int)
	_ = max(1, 2.5, 'a')
	_ = max(i, 2.5)
	_ = max(i, f)
	_ = min(str, "x")
	_ = min(str, 1)
	_ = min(c)
	_ = min()
	_ = max(s...)
	const _ = max(1, 2) + min(3, 4)
	panic(1)
	panic()
	panic(1, 2)
	print(nil)
	println(s, i, "x")
	print(int)
	recover(1)
	_ = recover()
	_ = unsafe.Sizeof(t) + unsafe.Alignof(t.b) + unsafe.Offsetof(t.b)
	_ = unsafe.Offsetof(t)
	_ = unsafe.Offsetof(t.m)
	_ = unsafe.Offsetof(t.c)
	_ = unsafe.Offsetof(t.zz)
	_ = unsafe.Add(nil, 1)
	_ = unsafe.Add(&i, 1)
	_ = unsafe.Slice(&i, 1)
	_ = unsafe.Slice(i, 1)
	_ = unsafe.Slice(&i, "x")
	_ = unsafe.SliceData(s)
	_ = unsafe.SliceData(a)
	_ = unsafe.String(&bs[0], 1)
	_ = unsafe.String(&i, 1)
	_ = unsafe.StringData(str)
	_ = unsafe.StringData(bs)
	const _ = unsafe.Sizeof(t)
	unsafe.Sizeof(t)
	cap(s)
	new(int)
	defer append(s, 1)
	go len(s)
	defer panic(1)
	_ = e
}

func _[S []int | []string, M map[string]int | map[int]int, N int | string, F float32 | float64](s S, m M, n N, f F) {
	_ = len(s)
	_ = append(s, 1)
	_ = cap(m)
	delete(m, 1)
	clear(s)
	_ = make(S, 1)
	_ = make(M)
	_ = max(n, n)
	_ = max(n, f)
	_ = complex(f, f)
	const _ = unsafe.Sizeof(n)
}

// CHECK:      {{.*}}builtins.go:18:16: cannot use "x" (untyped string constant) as int value in argument to append
// CHECK-NEXT: {{.*}}builtins.go:21:16: cannot use str (variable of type string) as []int value in argument to append
// CHECK-NEXT: {{.*}}builtins.go:22:6: invalid operation: not enough arguments for append() (expected 1, found 0)
// CHECK-NEXT: {{.*}}builtins.go:23:13: invalid append: argument must be a slice; have i (variable of type int)
// CHECK-NEXT: {{.*}}builtins.go:24:13: invalid append: argument must be a slice; have untyped nil
// CHECK-NEXT: {{.*}}builtins.go:25:16: cannot use s (variable of type []int) as int value in argument to append
// CHECK-NEXT: {{.*}}builtins.go:26:2: append(s, 1) (value of type []int) is not used
// CHECK-NEXT: {{.*}}builtins.go:27:10: invalid argument: i (variable of type int) for built-in len
// CHECK-NEXT: {{.*}}builtins.go:29:10: invalid argument: m (variable of type map[string]int) for built-in cap
// CHECK-NEXT: {{.*}}builtins.go:30:10: invalid argument: str (variable of type string) for built-in cap
// CHECK-NEXT: {{.*}}builtins.go:31:6: invalid operation: not enough arguments for len() (expected 1, found 0)
// CHECK-NEXT: {{.*}}builtins.go:32:6: invalid operation: too many arguments for len(s, s) (expected 1, found 2)
// CHECK-NEXT: {{.*}}builtins.go:33:6: invalid operation: invalid use of ... with built-in len
// CHECK-NEXT: {{.*}}builtins.go:34:10: int (type) is not an expression
// CHECK-NEXT: {{.*}}builtins.go:37:12: len(fn()) (value of type int) is not constant
// CHECK-NEXT: {{.*}}builtins.go:38:12: len([1]int{…}) (value of type int) is not constant
// CHECK-NEXT: {{.*}}builtins.go:41:8: invalid argument: cannot clear a (variable of type [3]int): argument must be (or constrained by) map or slice
// CHECK-NEXT: {{.*}}builtins.go:43:8: invalid operation: cannot close receive-only channel rch (variable of type <-chan int)
// CHECK-NEXT: {{.*}}builtins.go:44:8: invalid operation: cannot close non-channel i (variable of type int)
// CHECK-NEXT: {{.*}}builtins.go:45:6: close(ch) (no value) used as value
// CHECK-NEXT: {{.*}}builtins.go:48:14: invalid operation: complex(f, float64(1)) (mismatched types float32 and float64)
// CHECK-NEXT: {{.*}}builtins.go:49:14: invalid argument: arguments have type int, expected floating-point
// CHECK-NEXT: {{.*}}builtins.go:50:14: invalid operation: complex("a", 1) (mismatched types untyped string and untyped float)
// CHECK-NEXT: {{.*}}builtins.go:52:11: invalid argument: argument has type float32, expected complex type
// CHECK-NEXT: {{.*}}builtins.go:56:11: invalid copy: arguments s (variable of type []int) and bs (variable of type []byte) have different element types int and byte
// CHECK-NEXT: {{.*}}builtins.go:57:11: invalid copy: argument must be a slice; have a (variable of type [3]int)
// CHECK-NEXT: {{.*}}builtins.go:58:2: invalid operation: not enough arguments for copy(s) (expected 2, found 1)
// CHECK-NEXT: {{.*}}builtins.go:60:12: cannot use 1 (untyped int constant) as string value in argument to delete
// CHECK-NEXT: {{.*}}builtins.go:61:9: invalid argument: s (variable of type []int) is not a map
// CHECK-NEXT: {{.*}}builtins.go:62:2: invalid operation: not enough arguments for delete(m) (expected 2, found 1)
// CHECK-NEXT: {{.*}}builtins.go:63:6: invalid operation: make([]int) expects 2 or 3 arguments; found 1
// CHECK-NEXT: {{.*}}builtins.go:64:6: invalid operation: make([]int, 1, 2, 3) expects 2 or 3 arguments; found 4
// CHECK-NEXT: {{.*}}builtins.go:65:18: invalid argument: length and capacity swapped
// CHECK-NEXT: {{.*}}builtins.go:66:18: invalid argument: index -1 (constant of type int) must not be negative
// CHECK-NEXT: {{.*}}builtins.go:67:18: 1.5 (untyped float constant) truncated to int
// CHECK-NEXT: {{.*}}builtins.go:68:18: cannot convert "x" (untyped string constant) to type int
// CHECK-NEXT: {{.*}}builtins.go:70:21: invalid argument: index f (variable of type float32) must be integer
// CHECK-NEXT: {{.*}}builtins.go:71:11: invalid argument: cannot make int: type must be slice, map, or channel
// CHECK-NEXT: {{.*}}builtins.go:72:11: 1 is not a type
// CHECK-NEXT: {{.*}}builtins.go:73:6: invalid operation: not enough arguments for make() (expected 1, found 0)
// CHECK-NEXT: {{.*}}builtins.go:76:6: invalid operation: not enough arguments for new() (expected 1, found 0)
// CHECK-NEXT: {{.*}}builtins.go:77:6: invalid operation: too many arguments for new(int, int) (expected 1, found 2)
// CHECK-NEXT: {{.*}}builtins.go:79:13: 2.5 (untyped float constant) truncated to int
// CHECK-NEXT: {{.*}}builtins.go:80:13: invalid argument: mismatched types int (previous argument) and float32 (type of f)
// CHECK-NEXT: {{.*}}builtins.go:82:15: invalid argument: mismatched types string (previous argument) and untyped int (type of 1)
// CHECK-NEXT: {{.*}}builtins.go:83:10: invalid argument: c (variable of type complex64) cannot be ordered
// CHECK-NEXT: {{.*}}builtins.go:84:6: invalid operation: not enough arguments for min() (expected 1, found 0)
// CHECK-NEXT: {{.*}}builtins.go:85:6: invalid operation: invalid use of ... with built-in max
// CHECK-NEXT: {{.*}}builtins.go:88:2: invalid operation: not enough arguments for panic() (expected 1, found 0)
// CHECK-NEXT: {{.*}}builtins.go:89:2: invalid operation: too many arguments for panic(1, 2) (expected 1, found 2)
// CHECK-NEXT: {{.*}}builtins.go:90:8: use of untyped nil in argument to built-in print
// CHECK-NEXT: {{.*}}builtins.go:92:8: int (type) is not an expression
// CHECK-NEXT: {{.*}}builtins.go:93:2: invalid operation: too many arguments for recover(1) (expected 0, found 1)
// CHECK-NEXT: {{.*}}builtins.go:96:22: invalid argument: t is not a selector expression
// CHECK-NEXT: {{.*}}builtins.go:97:22: invalid argument: t.m is a method value
// CHECK-NEXT: {{.*}}builtins.go:98:22: invalid argument: field c is embedded via a pointer in T
// CHECK-NEXT: {{.*}}builtins.go:99:22: invalid argument: T has no single field zz
// CHECK-NEXT: {{.*}}builtins.go:101:17: cannot use &i (value of type *int) as unsafe.Pointer value in argument to unsafe.Add
// CHECK-NEXT: {{.*}}builtins.go:103:19: invalid argument: i (variable of type int) is not a pointer
// CHECK-NEXT: {{.*}}builtins.go:104:23: cannot convert "x" (untyped string constant) to type int
// CHECK-NEXT: {{.*}}builtins.go:106:23: invalid argument: a (variable of type [3]int) is not a slice
// CHECK-NEXT: {{.*}}builtins.go:108:20: cannot use &i (value of type *int) as *byte value in argument to unsafe.String
// CHECK-NEXT: {{.*}}builtins.go:110:24: cannot use bs (variable of type []byte) as string value in argument to unsafe.StringData
// CHECK-NEXT: {{.*}}builtins.go:112:2: unsafe.Sizeof(t) (constant 24 of type uintptr) is not used
// CHECK-NEXT: {{.*}}builtins.go:113:2: cap(s) (value of type int) is not used
// CHECK-NEXT: {{.*}}builtins.go:114:2: new(int) (value of type *int) is not used
// CHECK-NEXT: {{.*}}builtins.go:115:8: defer discards result of append(s, 1) (value of type []int)
// CHECK-NEXT: {{.*}}builtins.go:116:5: go discards result of len(s) (value of type int)
// CHECK-NEXT: {{.*}}builtins.go:123:13: invalid append: mismatched slice element types int and string in s (variable of type S constrained by []int | []string)
// CHECK-NEXT: {{.*}}builtins.go:124:10: invalid argument: m (variable of type M constrained by map[string]int | map[int]int) for built-in cap
// CHECK-NEXT: {{.*}}builtins.go:125:9: invalid argument: maps of m (variable of type M constrained by map[string]int | map[int]int) must have identical key types
// CHECK-NEXT: {{.*}}builtins.go:127:11: invalid argument: cannot make S: []int and []string have different underlying types
// CHECK-NEXT: {{.*}}builtins.go:128:11: invalid argument: cannot make M: map[string]int and map[int]int have different underlying types
// CHECK-NEXT: {{.*}}builtins.go:130:13: invalid argument: mismatched types N (previous argument) and F (type of f)
// CHECK-NEXT: {{.*}}builtins.go:131:14: f (variable of type F constrained by float32 | float64) not supported as argument to built-in complex for go1.18 (see go.dev/issue/50937)
// CHECK-NEXT: {{.*}}builtins.go:132:12: unsafe.Sizeof(n) (value of type uintptr) is not constant
// CHECK-NOT:  {{.}}
