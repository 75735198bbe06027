// Every form of literal.
// RUN: %ogo build --emit=ast -o - %s | FileCheck %s
package p

var x = []any{0, 0b1_0, 0o17, 017, 0xFf, 1_000, .5, 1., 1e3, 0x1p-2, 0x.8P1, 1i, 0x1p1i,
	'a', '\'', '\x00', '\u00e4', "s", "\"", `raw\`, a.b, }

// CHECK:      (File 3:1
// CHECK-NEXT:   (Name 3:9 p)
// CHECK-NEXT:   (VarDecl 5:5
// CHECK-NEXT:     (Name 5:5 x)
// CHECK-NEXT:     values: (CompositeLit 5:14
// CHECK-NEXT:       (SliceType 5:9
// CHECK-NEXT:         (Name 5:11 any))
// CHECK-NEXT:       (BasicLit 5:15 int 0)
// CHECK-NEXT:       (BasicLit 5:18 int 0b1_0)
// CHECK-NEXT:       (BasicLit 5:25 int 0o17)
// CHECK-NEXT:       (BasicLit 5:31 int 017)
// CHECK-NEXT:       (BasicLit 5:36 int 0xFf)
// CHECK-NEXT:       (BasicLit 5:42 int 1_000)
// CHECK-NEXT:       (BasicLit 5:49 float .5)
// CHECK-NEXT:       (BasicLit 5:53 float 1.)
// CHECK-NEXT:       (BasicLit 5:57 float 1e3)
// CHECK-NEXT:       (BasicLit 5:62 float 0x1p-2)
// CHECK-NEXT:       (BasicLit 5:70 float 0x.8P1)
// CHECK-NEXT:       (BasicLit 5:78 imag 1i)
// CHECK-NEXT:       (BasicLit 5:82 imag 0x1p1i)
// CHECK-NEXT:       (BasicLit 6:2 rune 'a')
// CHECK-NEXT:       (BasicLit 6:7 rune '\'')
// CHECK-NEXT:       (BasicLit 6:13 rune '\x00')
// CHECK-NEXT:       (BasicLit 6:21 rune '\u00e4')
// CHECK-NEXT:       (BasicLit 6:31 string "s")
// CHECK-NEXT:       (BasicLit 6:36 string "\"")
// CHECK-NEXT:       (BasicLit 6:42 string `raw\`)
// CHECK-NEXT:       (SelectorExpr 6:51
// CHECK-NEXT:         (Name 6:50 a)
// CHECK-NEXT:         (Name 6:52 b)))))
