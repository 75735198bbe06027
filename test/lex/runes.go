// Malformed rune literals.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
package p

const (
	a = ''
	b = 'ab'
	c = '\'
	d = 'x
	e = '\u12'
)
// CHECK: runes.go:6:7: empty rune literal or unescaped '
// CHECK: runes.go:7:6: more than one character in rune literal
// CHECK: runes.go:8:9: newline in rune literal
// CHECK: runes.go:9:8: newline in rune literal
// CHECK: runes.go:10:11: invalid character '\'' in hexadecimal escape
// CHECK-NOT: {{.}}
