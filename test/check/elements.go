// Index, slice and selector expressions, composite literals.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

import (
	"bytes"
	"os"
)

type Inner struct{ a, b int }
type Other struct{ a, c int }
type T struct {
	Inner
	*Other
	x int
	Y string
}

func (T) Val()  {}
func (*T) Ptr() {}

type I interface{ Val() }

func _(a [3]int, pa *[3]int, s []int, str string, m map[string]int, i int, f float64, t T, pt *T, it I, pit *I, u uint8) {
	_ = a[3]
	_ = a[-1]
	_ = a[1.0]
	_ = a[1.5]
	_ = a["x"]
	_ = a[f]
	_ = pa[3]
	_ = s[1<<62]
	_ = s[1<<63]
	_ = s[-i]
	_ = str[0]
	_ = "abc"[3]
	_ = "abc"[2]
	str[0] = 'x'
	_ = m["x"]
	_ = m[1]
	_ = i[0]
	_ = t[0]
	_ = a[u]
	_ = s[1:2:3]
	_ = s[2:1]
	_ = s[:i:1]
	_ = str[1:2]
	_ = "abc"[1:4]
	_ = a[1:4]
	_ = [3]int{}[:]
	_ = m[1:2]
	_ = i[:]
	_ = pit[0]

	_ = t.x
	_ = t.a
	_ = t.b
	_ = t.c
	_ = t.z
	_ = t.X
	_ = t.y
	_ = t.val
	_ = pt.Ptr
	_ = T{}.Ptr
	_ = T.Ptr
	_ = (*T).Ptr
	_ = T.Val
	_ = T.x
	_ = it.Val
	_ = it.Ptr
	_ = pit.Val
	_ = i.x
	_ = bytes.Buffer{}.buf
	_ = bytes.buffer
	_ = bytes.NoSuch
	_ = os.Args.x
	_ = nil.x
	_ = len.x
	_ = bytes

	_ = T{x: 1, x: 2}
	_ = T{z: 1}
	_ = T{X: 1}
	_ = T{1, 2}
	_ = T{x: 1, "s"}
	_ = Inner{1, 2}
	_ = Inner{1, 2, 3}
	_ = Inner{1}
	_ = Inner{1, "x"}
	_ = Inner{a: "x"}
	_ = Inner{1: 2}
	_ = bytes.Buffer{nil, 0, 0}
	_ = bytes.Buffer{buf: nil}
	_ = [2]int{1, 2, 3}
	_ = [...]int{1, 5: 2, 3}[7]
	_ = []int{0: 1, 0: 2}
	_ = []int{i: 1}
	_ = []int{-1: 1}
	_ = []int{"x"}
	_ = map[string]int{"a": 1, "a": 2}
	_ = map[interface{}]int{1: 1, 1.0: 2, 1: 3}
	_ = map[string]int{1: 1}
	_ = map[string]int{"a"}
	_ = map[float64]bool{1: true, 1.0: false}
	_ = []Inner{{1, 2}, {a: 1}, {c: 1}}
	_ = []*Inner{{1, 2}, nil}
	_ = []**Inner{{1, 2}}
	_ = int{}
	_ = I{}
	_ = *T{}
	_ = []int{{1}}
	_ = [...]int{}
	var _ [...]int
}

// CHECK:      {{.*}}elements.go:25:8: invalid argument: index 3 out of bounds [0:3]
// CHECK-NEXT: {{.*}}elements.go:26:8: invalid argument: index -1 (constant of type int) must not be negative
// CHECK-NEXT: {{.*}}elements.go:28:8: 1.5 (untyped float constant) truncated to int
// CHECK-NEXT: {{.*}}elements.go:29:8: cannot convert "x" (untyped string constant) to type int
// CHECK-NEXT: {{.*}}elements.go:30:8: invalid argument: index f (variable of type float64) must be integer
// CHECK-NEXT: {{.*}}elements.go:31:9: invalid argument: index 3 out of bounds [0:3]
// CHECK-NEXT: {{.*}}elements.go:33:8: 1 << 63 (untyped int constant 9223372036854775808) overflows int
// CHECK-NEXT: {{.*}}elements.go:36:12: invalid argument: index 3 out of bounds [0:3]
// CHECK-NEXT: {{.*}}elements.go:38:2: cannot assign to str[0] (neither addressable nor a map index expression)
// CHECK-NEXT: {{.*}}elements.go:40:8: cannot use 1 (untyped int constant) as string value in map index
// CHECK-NEXT: {{.*}}elements.go:41:7: cannot index i (variable of type int)
// CHECK-NEXT: {{.*}}elements.go:42:7: cannot index t (variable of struct type T)
// CHECK-NEXT: {{.*}}elements.go:45:10: invalid slice indices: 1 < 2
// CHECK-NEXT: {{.*}}elements.go:48:14: invalid argument: index 4 out of bounds [0:4]
// CHECK-NEXT: {{.*}}elements.go:49:10: invalid argument: index 4 out of bounds [0:4]
// CHECK-NEXT: {{.*}}elements.go:50:6: cannot slice unaddressable value [3]int{} (value of type [3]int)
// CHECK-NEXT: {{.*}}elements.go:51:6: cannot slice m (variable of type map[string]int)
// CHECK-NEXT: {{.*}}elements.go:52:6: cannot slice i (variable of type int)
// CHECK-NEXT: {{.*}}elements.go:53:9: cannot index pit (variable of type *I)
// CHECK-NEXT: {{.*}}elements.go:56:8: ambiguous selector t.a
// CHECK-NEXT: {{.*}}elements.go:59:8: t.z undefined (type T has no field or method z)
// CHECK-NEXT: {{.*}}elements.go:60:8: t.X undefined (type T has no field or method X, but does have field x)
// CHECK-NEXT: {{.*}}elements.go:61:8: t.y undefined (type T has no field or method y, but does have field Y)
// CHECK-NEXT: {{.*}}elements.go:62:8: t.val undefined (type T has no field or method val, but does have method Val)
// CHECK-NEXT: {{.*}}elements.go:64:10: cannot call pointer method Ptr on T
// CHECK-NEXT: {{.*}}elements.go:65:8: invalid method expression T.Ptr (needs pointer receiver (*T).Ptr)
// CHECK-NEXT: {{.*}}elements.go:68:6: operand for field selector x must be value of type T
// CHECK-NEXT: {{.*}}elements.go:70:9: it.Ptr undefined (type I has no field or method Ptr)
// CHECK-NEXT: {{.*}}elements.go:71:10: pit.Val undefined (type *I is pointer to interface, not interface)
// CHECK-NEXT: {{.*}}elements.go:72:8: i.x undefined (type int has no field or method x)
// CHECK-NEXT: {{.*}}elements.go:73:21: bytes.Buffer{}.buf undefined (cannot refer to unexported field buf)
// CHECK-NEXT: {{.*}}elements.go:74:12: undefined: bytes.buffer (but have Buffer)
// CHECK-NEXT: {{.*}}elements.go:75:12: undefined: bytes.NoSuch
// CHECK-NEXT: {{.*}}elements.go:76:14: os.Args.x undefined (type []string has no field or method x)
// CHECK-NEXT: {{.*}}elements.go:77:10: nil.x undefined (type untyped nil has no field or method x)
// CHECK-NEXT: {{.*}}elements.go:78:9: invalid use of len (built-in) in selector expression
// CHECK-NEXT: {{.*}}elements.go:79:6: use of package bytes not in selector
// CHECK-NEXT: {{.*}}elements.go:81:14: duplicate field name x in struct literal
// CHECK-NEXT: {{.*}}elements.go:82:8: unknown field z in struct literal of type T
// CHECK-NEXT: {{.*}}elements.go:83:8: unknown field X in struct literal of type T, but does have x
// CHECK-NEXT: {{.*}}elements.go:84:8: cannot use 1 (untyped int constant) as Inner value in struct literal
// CHECK-NEXT: {{.*}}elements.go:84:11: cannot use 2 (untyped int constant) as *Other value in struct literal
// CHECK-NEXT: {{.*}}elements.go:84:12: too few values in struct literal of type T
// CHECK-NEXT: {{.*}}elements.go:85:14: mixture of field:value and value elements in struct literal
// CHECK-NEXT: {{.*}}elements.go:87:18: too many values in struct literal of type Inner
// CHECK-NEXT: {{.*}}elements.go:88:13: too few values in struct literal of type Inner
// CHECK-NEXT: {{.*}}elements.go:89:15: cannot use "x" (untyped string constant) as int value in struct literal
// CHECK-NEXT: {{.*}}elements.go:90:15: cannot use "x" (untyped string constant) as int value in struct literal
// CHECK-NEXT: {{.*}}elements.go:91:12: invalid field name 1 in struct literal
// CHECK-NEXT: {{.*}}elements.go:92:19: implicit assignment to unexported field buf in struct literal of type bytes.Buffer
// CHECK-NEXT: {{.*}}elements.go:92:24: implicit assignment to unexported field off in struct literal of type bytes.Buffer
// CHECK-NEXT: {{.*}}elements.go:92:27: implicit assignment to unexported field lastRead in struct literal of type bytes.Buffer
// CHECK-NEXT: {{.*}}elements.go:93:19: cannot refer to unexported field buf in struct literal of type bytes.Buffer
// CHECK-NEXT: {{.*}}elements.go:94:19: index 2 is out of bounds (>= 2)
// CHECK-NEXT: {{.*}}elements.go:95:27: invalid argument: index 7 out of bounds [0:7]
// CHECK-NEXT: {{.*}}elements.go:96:18: duplicate index 0 in array or slice literal
// CHECK-NEXT: {{.*}}elements.go:97:12: index i must be integer constant
// CHECK-NEXT: {{.*}}elements.go:98:12: invalid argument: index -1 (constant of type int) must not be negative
// CHECK-NEXT: {{.*}}elements.go:99:12: cannot use "x" (untyped string constant) as int value in array or slice literal
// CHECK-NEXT: {{.*}}elements.go:100:29: duplicate key "a" in map literal
// CHECK-NEXT: {{.*}}elements.go:101:40: duplicate key 1 in map literal
// CHECK-NEXT: {{.*}}elements.go:102:21: cannot use 1 (untyped int constant) as string value in map literal
// CHECK-NEXT: {{.*}}elements.go:103:21: missing key in map literal
// CHECK-NEXT: {{.*}}elements.go:104:32: duplicate key 1 in map literal
// CHECK-NEXT: {{.*}}elements.go:105:31: unknown field c in struct literal of type Inner
// CHECK-NEXT: {{.*}}elements.go:107:16: invalid composite literal element type **Inner
// CHECK-NEXT: {{.*}}elements.go:108:6: invalid composite literal type int
// CHECK-NEXT: {{.*}}elements.go:109:6: invalid composite literal type I
// CHECK-NEXT: {{.*}}elements.go:110:7: invalid operation: cannot indirect T{} (value of struct type T)
// CHECK-NEXT: {{.*}}elements.go:111:12: invalid composite literal element type int
// CHECK-NEXT: {{.*}}elements.go:113:8: invalid use of [...] array (outside a composite literal)
// CHECK-NOT:  {{.}}
