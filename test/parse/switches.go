// Switch and select statements.
// RUN: %ogo build --emit=ast -o - %s | FileCheck %s
package p

func f(x any) {
	switch y := x.(type) {
	case int, nil:
		fallthrough
	default:
	}
	switch a := 1; a {
	}
	select {
	case c <- 1:
	case v, ok := <-c:
	default:
	}
}

// CHECK:      (File 3:1
// CHECK-NEXT:   (Name 3:9 p)
// CHECK-NEXT:   (FuncDecl 5:6
// CHECK-NEXT:     (Name 5:6 f)
// CHECK-NEXT:     (FuncType 5:7
// CHECK-NEXT:       (Field 5:8
// CHECK-NEXT:         (Name 5:8 x)
// CHECK-NEXT:         (Name 5:10 any)))
// CHECK-NEXT:     (BlockStmt 5:15
// CHECK-NEXT:       (SwitchStmt 6:2
// CHECK-NEXT:         (TypeSwitchGuard 6:15
// CHECK-NEXT:           (Name 6:9 y)
// CHECK-NEXT:           (Name 6:14 x))
// CHECK-NEXT:         (CaseClause 7:2
// CHECK-NEXT:           (ListExpr 7:7
// CHECK-NEXT:             (Name 7:7 int)
// CHECK-NEXT:             (Name 7:12 nil))
// CHECK-NEXT:           (BranchStmt 8:3 fallthrough))
// CHECK-NEXT:         (CaseClause 9:2 default))
// CHECK-NEXT:       (SwitchStmt 11:2
// CHECK-NEXT:         init: (AssignStmt 11:11 :=
// CHECK-NEXT:           (Name 11:9 a)
// CHECK-NEXT:           (BasicLit 11:14 int 1))
// CHECK-NEXT:         (Name 11:17 a))
// CHECK-NEXT:       (SelectStmt 13:2
// CHECK-NEXT:         (CommClause 14:2
// CHECK-NEXT:           (SendStmt 14:9
// CHECK-NEXT:             (Name 14:7 c)
// CHECK-NEXT:             (BasicLit 14:12 int 1)))
// CHECK-NEXT:         (CommClause 15:2
// CHECK-NEXT:           (AssignStmt 15:13 :=
// CHECK-NEXT:             (ListExpr 15:7
// CHECK-NEXT:               (Name 15:7 v)
// CHECK-NEXT:               (Name 15:10 ok))
// CHECK-NEXT:             (Operation 15:16 <-
// CHECK-NEXT:               (Name 15:18 c))))
// CHECK-NEXT:         (CommClause 16:2 default)))))
