// Operators on operands that are not constant.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

type myInt int

func _(i int, j int64, m myInt, f float64, c complex128, s string, b bool, p *int, e interface{}, sl []int, fn func(), mp map[string]int, ch chan int, st struct{ f func() }, a [2][]int, err error) {
	_ = i + j
	_ = i + m
	_ = m + 1
	_ = m + 1.5
	_ = i + "x"
	_ = s + 1
	_ = s - s
	_ = f % f
	_ = f & 1
	_ = c < c
	_ = c == 1
	_ = b + b
	_ = b && 1
	_ = b || i
	_ = !i
	_ = -s
	_ = ^f
	_ = ^i
	_ = p + 1
	_ = p == nil
	_ = p == 0
	_ = p < p
	_ = i == nil
	_ = e == nil
	_ = e == 1
	_ = e == sl
	_ = e < e
	_ = sl == sl
	_ = sl == nil
	_ = fn == fn
	_ = fn == nil
	_ = mp == mp
	_ = ch == ch
	_ = ch < ch
	_ = st == st
	_ = a == a
	_ = err == i
	_ = nil == nil
	_ = i / 0
	_ = f / 0
	_ = i << j
	_ = i << f
	_ = i << 1.0
	_ = i << -1
	_ = f << 1
	_ = i >> s
	_ = i << 1000000
	_ = &i
	_ = &1
	_ = &f()
	_ = &struct{}{}
	_ = &sl[0]
	_ = &mp["x"]
	_ = &s[0]
	_ = *i
	_ = *p
	_ = *nil
	_ = <-ch
	_ = <-i
	_ = <-(chan<- int)(nil)
	_ = ~i
	_ = ~s
	_ = i &^ 3
	_ = 1 + nil
	_ = i == i == b
	_ = (i == i) == (j == j)
	_ = ""[0] + 'a'
	_ = len
	_ = int
	_ = len(s) + j
	i += j
	i += 1.5
	i <<= f
	s += 'x'
	i++
	s++
	b--
	f++
}

func _[T any, N int | float64, C comparable](t T, n N, c C) {
	_ = t == t
	_ = t + t
	_ = n + n
	_ = n % n
	_ = n + 1
	_ = n + 1.5
	_ = c == c
	_ = c < c
	_ = n < n
	_ = -t
	_ = n << 1
	_ = t == nil
	_ = any(t) == nil
}

// CHECK:      {{.*}}operators.go:8:6: invalid operation: i + j (mismatched types int and int64)
// CHECK-NEXT: {{.*}}operators.go:9:6: invalid operation: i + m (mismatched types int and myInt)
// CHECK-NEXT: {{.*}}operators.go:11:10: 1.5 (untyped float constant) truncated to int
// CHECK-NEXT: {{.*}}operators.go:12:6: invalid operation: i + "x" (mismatched types int and untyped string)
// CHECK-NEXT: {{.*}}operators.go:13:6: invalid operation: s + 1 (mismatched types string and untyped int)
// CHECK-NEXT: {{.*}}operators.go:14:6: invalid operation: operator - not defined on s (variable of type string)
// CHECK-NEXT: {{.*}}operators.go:15:6: invalid operation: operator % not defined on f (variable of type float64)
// CHECK-NEXT: {{.*}}operators.go:16:6: invalid operation: operator & not defined on f (variable of type float64)
// CHECK-NEXT: {{.*}}operators.go:17:6: invalid operation: c < c (operator < not defined on complex128)
// CHECK-NEXT: {{.*}}operators.go:19:6: invalid operation: operator + not defined on b (variable of type bool)
// CHECK-NEXT: {{.*}}operators.go:20:6: invalid operation: b && 1 (mismatched types bool and untyped int)
// CHECK-NEXT: {{.*}}operators.go:21:6: invalid operation: b || i (mismatched types bool and int)
// CHECK-NEXT: {{.*}}operators.go:22:7: invalid operation: operator ! not defined on i (variable of type int)
// CHECK-NEXT: {{.*}}operators.go:23:7: invalid operation: operator - not defined on s (variable of type string)
// CHECK-NEXT: {{.*}}operators.go:24:7: invalid operation: operator ^ not defined on f (variable of type float64)
// CHECK-NEXT: {{.*}}operators.go:26:6: invalid operation: p + 1 (mismatched types *int and untyped int)
// CHECK-NEXT: {{.*}}operators.go:28:11: invalid operation: p == 0 (mismatched types *int and untyped int)
// CHECK-NEXT: {{.*}}operators.go:29:6: invalid operation: p < p (operator < not defined on pointer)
// CHECK-NEXT: {{.*}}operators.go:30:11: invalid operation: i == nil (mismatched types int and untyped nil)
// CHECK-NEXT: {{.*}}operators.go:33:11: invalid operation: e == sl (slice can only be compared to nil)
// CHECK-NEXT: {{.*}}operators.go:34:6: invalid operation: e < e (operator < not defined on interface)
// CHECK-NEXT: {{.*}}operators.go:35:6: invalid operation: sl == sl (slice can only be compared to nil)
// CHECK-NEXT: {{.*}}operators.go:37:6: invalid operation: fn == fn (func can only be compared to nil)
// CHECK-NEXT: {{.*}}operators.go:39:6: invalid operation: mp == mp (map can only be compared to nil)
// CHECK-NEXT: {{.*}}operators.go:41:6: invalid operation: ch < ch (operator < not defined on chan)
// CHECK-NEXT: {{.*}}operators.go:42:6: invalid operation: st == st (struct containing func() cannot be compared)
// CHECK-NEXT: {{.*}}operators.go:43:6: invalid operation: a == a ([2][]int cannot be compared)
// CHECK-NEXT: {{.*}}operators.go:44:13: invalid operation: err == i (mismatched types error and int)
// CHECK-NEXT: {{.*}}operators.go:45:13: invalid operation: nil == nil (operator == not defined on untyped nil)
// CHECK-NEXT: {{.*}}operators.go:46:10: invalid operation: division by zero
// CHECK-NEXT: {{.*}}operators.go:49:11: invalid operation: shift count f (variable of type float64) must be integer
// CHECK-NEXT: {{.*}}operators.go:51:11: invalid operation: negative shift count -1 (untyped int constant)
// CHECK-NEXT: {{.*}}operators.go:52:6: invalid operation: shifted operand f (variable of type float64) must be integer
// CHECK-NEXT: {{.*}}operators.go:53:11: invalid operation: shift count s (variable of type string) must be integer
// CHECK-NEXT: {{.*}}operators.go:56:7: invalid operation: cannot take address of 1 (untyped int constant)
// CHECK-NEXT: {{.*}}operators.go:57:7: invalid operation: cannot call f (variable of type float64): float64 is not a function
// CHECK-NEXT: {{.*}}operators.go:60:7: invalid operation: cannot take address of mp["x"] (map index expression of type int)
// CHECK-NEXT: {{.*}}operators.go:61:7: invalid operation: cannot take address of s[0] (value of type byte)
// CHECK-NEXT: {{.*}}operators.go:62:7: invalid operation: cannot indirect i (variable of type int)
// CHECK-NEXT: {{.*}}operators.go:64:7: invalid operation: cannot indirect nil
// CHECK-NEXT: {{.*}}operators.go:66:8: invalid operation: cannot receive from non-channel int i (variable of type int)
// CHECK-NEXT: {{.*}}operators.go:67:8: invalid operation: cannot receive from send-only channel chan<- int (chan<- int)(nil) (value of type chan<- int)
// CHECK-NEXT: {{.*}}operators.go:68:6: cannot use ~ outside of interface or type constraint (use ^ for bitwise complement)
// CHECK-NEXT: {{.*}}operators.go:69:6: cannot use ~ outside of interface or type constraint
// CHECK-NEXT: {{.*}}operators.go:71:6: invalid operation: 1 + nil (mismatched types untyped int and untyped nil)
// CHECK-NEXT: {{.*}}operators.go:74:9: invalid argument: index 0 out of bounds [0:0]
// CHECK-NEXT: {{.*}}operators.go:75:6: len (built-in) must be called
// CHECK-NEXT: {{.*}}operators.go:76:6: int (type) is not an expression
// CHECK-NEXT: {{.*}}operators.go:77:6: invalid operation: len(s) + j (mismatched types int and int64)
// CHECK-NEXT: {{.*}}operators.go:78:2: invalid operation: i += j (mismatched types int and int64)
// CHECK-NEXT: {{.*}}operators.go:79:7: 1.5 (untyped float constant) truncated to int
// CHECK-NEXT: {{.*}}operators.go:80:8: invalid operation: shift count f (variable of type float64) must be integer
// CHECK-NEXT: {{.*}}operators.go:81:2: invalid operation: s += 'x' (mismatched types string and untyped rune)
// CHECK-NEXT: {{.*}}operators.go:83:2: invalid operation: s++ (non-numeric type string)
// CHECK-NEXT: {{.*}}operators.go:84:2: invalid operation: b-- (non-numeric type bool)
// CHECK-NEXT: {{.*}}operators.go:89:6: invalid operation: t == t (incomparable types in type set)
// CHECK-NEXT: {{.*}}operators.go:90:6: invalid operation: operator + not defined on t (variable of type T constrained by any)
// CHECK-NEXT: {{.*}}operators.go:92:6: invalid operation: operator % not defined on n (variable of type N constrained by int | float64)
// CHECK-NEXT: {{.*}}operators.go:94:10: cannot convert 1.5 (untyped float constant) to type N
// CHECK-NEXT: {{.*}}operators.go:96:6: invalid operation: c < c (type parameter C cannot use operator <)
// CHECK-NEXT: {{.*}}operators.go:98:7: invalid operation: operator - not defined on t (variable of type T constrained by any)
// CHECK-NEXT: {{.*}}operators.go:99:6: invalid operation: shifted operand n (variable of type N constrained by int | float64) must be integer
// CHECK-NEXT: {{.*}}operators.go:100:11: invalid operation: t == nil (mismatched types T and untyped nil)
// CHECK-NOT:  {{.}}
