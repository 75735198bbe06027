// A newline, also inside a comment, ends a statement after certain tokens.
// RUN: %ogo build --emit=ast -o - %s | FileCheck %s
package p

func f() (a int) {
	a++ /* one line */ /* two
	lines */ a--
	return
}; var x = 1 /* comment
*/ var y = 2

// CHECK:      (File 3:1
// CHECK-NEXT:   (Name 3:9 p)
// CHECK-NEXT:   (FuncDecl 5:6
// CHECK-NEXT:     (Name 5:6 f)
// CHECK-NEXT:     (FuncType 5:7
// CHECK-NEXT:       result: (Field 5:11
// CHECK-NEXT:         (Name 5:11 a)
// CHECK-NEXT:         (Name 5:13 int)))
// CHECK-NEXT:     (BlockStmt 5:18
// CHECK-NEXT:       (AssignStmt 6:3 ++
// CHECK-NEXT:         (Name 6:2 a))
// CHECK-NEXT:       (AssignStmt 7:12 --
// CHECK-NEXT:         (Name 7:11 a))
// CHECK-NEXT:       (ReturnStmt 8:2)))
// CHECK-NEXT:   (VarDecl 9:8
// CHECK-NEXT:     (Name 9:8 x)
// CHECK-NEXT:     values: (BasicLit 9:12 int 1))
// CHECK-NEXT:   (VarDecl 10:8
// CHECK-NEXT:     (Name 10:8 y)
// CHECK-NEXT:     values: (BasicLit 10:12 int 2)))
