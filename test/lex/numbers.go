// Malformed number literals.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
package p

const (
	a = 0b12
	b = 0o9
	c = 0x
	d = 1__0
	e = 0x1.8
	f = 1p3
	g = 0b1e3
	h = 1e+
	i = 0o1.5
)
// CHECK: numbers.go:6:9: invalid digit '2' in binary literal
// CHECK: numbers.go:7:8: invalid digit '9' in octal literal
// CHECK: numbers.go:8:8: hexadecimal literal has no digits
// CHECK: numbers.go:9:8: '_' must separate successive digits
// CHECK: numbers.go:10:11: hexadecimal mantissa requires a 'p' exponent
// CHECK: numbers.go:11:7: 'p' exponent requires hexadecimal mantissa
// CHECK: numbers.go:12:9: 'e' exponent requires decimal mantissa
// CHECK: numbers.go:13:9: exponent has no digits
// CHECK: numbers.go:14:9: invalid radix point in octal literal
// CHECK-NOT: {{.}}
