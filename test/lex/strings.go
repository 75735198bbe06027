// Malformed string literals.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
package p

const (
	a = "\q"
	b = "\x4g"
	c = "\400"
	d = "\ud800"
	e = "\U00110000"
	f = "no end
	g = '\"'
)
// CHECK: strings.go:6:8: unknown escape
// CHECK: strings.go:7:10: invalid character 'g' in hexadecimal escape
// CHECK: strings.go:8:11: octal escape value 256 > 255
// CHECK: strings.go:9:13: escape is invalid Unicode code point U+D800
// CHECK: strings.go:10:17: escape is invalid Unicode code point U+110000
// CHECK: strings.go:11:13: newline in string
// CHECK: strings.go:12:8: unknown escape
// CHECK-NOT: {{.}}
