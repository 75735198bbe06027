// All forms of for, labels and branches.
// RUN: %ogo build --emit=ast -o - %s | FileCheck %s
package p

func f() {
outer:
	for {
		break outer
	}
	for i := 0; i < 3; i++ {
		continue
	}
	for a {
	}
	for k, v := range m {
	}
	for range 3 {
	}
	for x = range y {
	}
	goto outer
}

// CHECK:      (File 3:1
// CHECK-NEXT:   (Name 3:9 p)
// CHECK-NEXT:   (FuncDecl 5:6
// CHECK-NEXT:     (Name 5:6 f)
// CHECK-NEXT:     (FuncType 5:7)
// CHECK-NEXT:     (BlockStmt 5:10
// CHECK-NEXT:       (LabeledStmt 6:6
// CHECK-NEXT:         (Name 6:1 outer)
// CHECK-NEXT:         (ForStmt 7:2
// CHECK-NEXT:           (BlockStmt 7:6
// CHECK-NEXT:             (BranchStmt 8:3 break
// CHECK-NEXT:               (Name 8:9 outer)))))
// CHECK-NEXT:       (ForStmt 10:2
// CHECK-NEXT:         init: (AssignStmt 10:8 :=
// CHECK-NEXT:           (Name 10:6 i)
// CHECK-NEXT:           (BasicLit 10:11 int 0))
// CHECK-NEXT:         cond: (Operation 10:16 <
// CHECK-NEXT:           (Name 10:14 i)
// CHECK-NEXT:           (BasicLit 10:18 int 3))
// CHECK-NEXT:         post: (AssignStmt 10:22 ++
// CHECK-NEXT:           (Name 10:21 i))
// CHECK-NEXT:         (BlockStmt 10:25
// CHECK-NEXT:           (BranchStmt 11:3 continue)))
// CHECK-NEXT:       (ForStmt 13:2
// CHECK-NEXT:         cond: (Name 13:6 a)
// CHECK-NEXT:         (BlockStmt 13:8))
// CHECK-NEXT:       (ForStmt 15:2
// CHECK-NEXT:         init: (RangeClause 15:14 :=
// CHECK-NEXT:           (ListExpr 15:6
// CHECK-NEXT:             (Name 15:6 k)
// CHECK-NEXT:             (Name 15:9 v))
// CHECK-NEXT:           (Name 15:20 m))
// CHECK-NEXT:         (BlockStmt 15:22))
// CHECK-NEXT:       (ForStmt 17:2
// CHECK-NEXT:         init: (RangeClause 17:6
// CHECK-NEXT:           (BasicLit 17:12 int 3))
// CHECK-NEXT:         (BlockStmt 17:14))
// CHECK-NEXT:       (ForStmt 19:2
// CHECK-NEXT:         init: (RangeClause 19:10 =
// CHECK-NEXT:           (Name 19:6 x)
// CHECK-NEXT:           (Name 19:16 y))
// CHECK-NEXT:         (BlockStmt 19:18))
// CHECK-NEXT:       (BranchStmt 21:2 goto
// CHECK-NEXT:         (Name 21:7 outer)))))
