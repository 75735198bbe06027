// Node positions are the ones gc reports errors at.
// RUN: %ogo build --emit=ast -o - %s | FileCheck %s
package p

import "fmt"

var x, y = f(1)[2:3], a.b + *c

func (r *T) m(a, b int) (err error) {
	x += <-y
	r.c <- T{k: 1}
	return
}

// CHECK:      (File 3:1
// CHECK-NEXT:   (Name 3:9 p)
// CHECK-NEXT:   (ImportDecl 5:8
// CHECK-NEXT:     (BasicLit 5:8 string "fmt"))
// CHECK-NEXT:   (VarDecl 7:5
// CHECK-NEXT:     (Name 7:5 x)
// CHECK-NEXT:     (Name 7:8 y)
// CHECK-NEXT:     values: (ListExpr 7:16
// CHECK-NEXT:       (SliceExpr 7:16
// CHECK-NEXT:         (CallExpr 7:13
// CHECK-NEXT:           (Name 7:12 f)
// CHECK-NEXT:           (BasicLit 7:14 int 1))
// CHECK-NEXT:         low: (BasicLit 7:17 int 2)
// CHECK-NEXT:         high: (BasicLit 7:19 int 3))
// CHECK-NEXT:       (Operation 7:27 +
// CHECK-NEXT:         (SelectorExpr 7:24
// CHECK-NEXT:           (Name 7:23 a)
// CHECK-NEXT:           (Name 7:25 b))
// CHECK-NEXT:         (Operation 7:29 *
// CHECK-NEXT:           (Name 7:30 c)))))
// CHECK-NEXT:   (FuncDecl 9:6
// CHECK-NEXT:     recv: (Field 9:7
// CHECK-NEXT:       (Name 9:7 r)
// CHECK-NEXT:       (Operation 9:9 *
// CHECK-NEXT:         (Name 9:10 T)))
// CHECK-NEXT:     (Name 9:13 m)
// CHECK-NEXT:     (FuncType 9:14
// CHECK-NEXT:       (Field 9:15
// CHECK-NEXT:         (Name 9:15 a)
// CHECK-NEXT:         (Name 9:20 int))
// CHECK-NEXT:       (Name 9:18 b)
// CHECK-NEXT:       result: (Field 9:26
// CHECK-NEXT:         (Name 9:26 err)
// CHECK-NEXT:         (Name 9:30 error)))
// CHECK-NEXT:     (BlockStmt 9:37
// CHECK-NEXT:       (AssignStmt 10:4 +=
// CHECK-NEXT:         (Name 10:2 x)
// CHECK-NEXT:         (Operation 10:7 <-
// CHECK-NEXT:           (Name 10:9 y)))
// CHECK-NEXT:       (SendStmt 11:6
// CHECK-NEXT:         (SelectorExpr 11:3
// CHECK-NEXT:           (Name 11:2 r)
// CHECK-NEXT:           (Name 11:4 c))
// CHECK-NEXT:         (CompositeLit 11:10 keys=1
// CHECK-NEXT:           (Name 11:9 T)
// CHECK-NEXT:           (KeyValueExpr 11:12
// CHECK-NEXT:             (Name 11:11 k)
// CHECK-NEXT:             (BasicLit 11:14 int 1))))
// CHECK-NEXT:       (ReturnStmt 12:2))))
