// Characters that start no token, and identifiers beyond ASCII.
// RUN: not %ogo check %s 2>&1 | FileCheck %s
package p

var a = 1 # 2
var b = 3 ? 4
var ١c int
var d“e int
var fä世 = 1 @
// CHECK: characters.go:5:11: invalid character U+0023 '#'
// CHECK: characters.go:5:13: syntax error: unexpected literal 2 after top level declaration
// CHECK: characters.go:6:11: invalid character U+003F '?'
// CHECK: characters.go:6:13: syntax error: unexpected literal 4 after top level declaration
// CHECK: characters.go:7:5: identifier cannot begin with digit U+0661 '١'
// CHECK: characters.go:8:6: invalid character U+201C '“' in identifier
// CHECK: characters.go:9:16: invalid character U+0040 '@'
// CHECK-NOT: {{.}}
