// In a statement header a brace after a name starts the block.
// RUN: %ogo build --emit=ast -o - %s | FileCheck %s
package p

func f() {
	if x == (T{1}) {
	}
	for range []int{1} {
	}
	switch T(x) {
	}
	if f(T{}) {
	}
	_ = &T{a: {1}, b: {c: 2}}
	_ = G[int]{}
}

// CHECK:      (File 3:1
// CHECK-NEXT:   (Name 3:9 p)
// CHECK-NEXT:   (FuncDecl 5:6
// CHECK-NEXT:     (Name 5:6 f)
// CHECK-NEXT:     (FuncType 5:7)
// CHECK-NEXT:     (BlockStmt 5:10
// CHECK-NEXT:       (IfStmt 6:2
// CHECK-NEXT:         (Operation 6:7 ==
// CHECK-NEXT:           (Name 6:5 x)
// CHECK-NEXT:           (ParenExpr 6:10
// CHECK-NEXT:             (CompositeLit 6:12
// CHECK-NEXT:               (Name 6:11 T)
// CHECK-NEXT:               (BasicLit 6:13 int 1))))
// CHECK-NEXT:         (BlockStmt 6:17))
// CHECK-NEXT:       (ForStmt 8:2
// CHECK-NEXT:         init: (RangeClause 8:6
// CHECK-NEXT:           (CompositeLit 8:17
// CHECK-NEXT:             (SliceType 8:12
// CHECK-NEXT:               (Name 8:14 int))
// CHECK-NEXT:             (BasicLit 8:18 int 1)))
// CHECK-NEXT:         (BlockStmt 8:21))
// CHECK-NEXT:       (SwitchStmt 10:2
// CHECK-NEXT:         (CallExpr 10:10
// CHECK-NEXT:           (Name 10:9 T)
// CHECK-NEXT:           (Name 10:11 x)))
// CHECK-NEXT:       (IfStmt 12:2
// CHECK-NEXT:         (CallExpr 12:6
// CHECK-NEXT:           (Name 12:5 f)
// CHECK-NEXT:           (CompositeLit 12:8
// CHECK-NEXT:             (Name 12:7 T)))
// CHECK-NEXT:         (BlockStmt 12:12))
// CHECK-NEXT:       (AssignStmt 14:4 =
// CHECK-NEXT:         (Name 14:2 _)
// CHECK-NEXT:         (Operation 14:6 &
// CHECK-NEXT:           (CompositeLit 14:8 keys=2
// CHECK-NEXT:             (Name 14:7 T)
// CHECK-NEXT:             (KeyValueExpr 14:10
// CHECK-NEXT:               (Name 14:9 a)
// CHECK-NEXT:               (CompositeLit 14:12
// CHECK-NEXT:                 (BasicLit 14:13 int 1)))
// CHECK-NEXT:             (KeyValueExpr 14:18
// CHECK-NEXT:               (Name 14:17 b)
// CHECK-NEXT:               (CompositeLit 14:20 keys=1
// CHECK-NEXT:                 (KeyValueExpr 14:22
// CHECK-NEXT:                   (Name 14:21 c)
// CHECK-NEXT:                   (BasicLit 14:24 int 2)))))))
// CHECK-NEXT:       (AssignStmt 15:4 =
// CHECK-NEXT:         (Name 15:2 _)
// CHECK-NEXT:         (CompositeLit 15:12
// CHECK-NEXT:           (IndexExpr 15:7
// CHECK-NEXT:             (Name 15:6 G)
// CHECK-NEXT:             (Name 15:8 int)))))))
