// Interface elements and struct fields, embedded or not.
// RUN: %ogo build --emit=ast -o - %s | FileCheck %s
package p

type I interface {
	m(int) (string, error)
	E
	q.E
	G[int, string]
	~int | ~[]byte | G[T]
}

type S struct {
	a, b int `tag`
	E
	*q.E
	G[int]
	arr [3]int
	s   []int
}

// CHECK:      (File 3:1
// CHECK-NEXT:   (Name 3:9 p)
// CHECK-NEXT:   (TypeDecl 5:6
// CHECK-NEXT:     (Name 5:6 I)
// CHECK-NEXT:     (InterfaceType 5:8
// CHECK-NEXT:       (Field 6:2
// CHECK-NEXT:         (Name 6:2 m)
// CHECK-NEXT:         (FuncType 6:3
// CHECK-NEXT:           (Field 6:4
// CHECK-NEXT:             (Name 6:4 int))
// CHECK-NEXT:           result: (Field 6:10
// CHECK-NEXT:             (Name 6:10 string))
// CHECK-NEXT:           result: (Field 6:18
// CHECK-NEXT:             (Name 6:18 error))))
// CHECK-NEXT:       (Field 7:2
// CHECK-NEXT:         (Name 7:2 E))
// CHECK-NEXT:       (Field 8:2
// CHECK-NEXT:         (SelectorExpr 8:3
// CHECK-NEXT:           (Name 8:2 q)
// CHECK-NEXT:           (Name 8:4 E)))
// CHECK-NEXT:       (Field 9:2
// CHECK-NEXT:         (IndexExpr 9:3
// CHECK-NEXT:           (Name 9:2 G)
// CHECK-NEXT:           (ListExpr 9:4
// CHECK-NEXT:             (Name 9:4 int)
// CHECK-NEXT:             (Name 9:9 string))))
// CHECK-NEXT:       (Field 10:2
// CHECK-NEXT:         (Operation 10:17 |
// CHECK-NEXT:           (Operation 10:7 |
// CHECK-NEXT:             (Operation 10:2 ~
// CHECK-NEXT:               (Name 10:3 int))
// CHECK-NEXT:             (Operation 10:9 ~
// CHECK-NEXT:               (SliceType 10:10
// CHECK-NEXT:                 (Name 10:12 byte))))
// CHECK-NEXT:           (IndexExpr 10:20
// CHECK-NEXT:             (Name 10:19 G)
// CHECK-NEXT:             (Name 10:21 T))))))
// CHECK-NEXT:   (TypeDecl 13:6
// CHECK-NEXT:     (Name 13:6 S)
// CHECK-NEXT:     (StructType 13:8
// CHECK-NEXT:       (Field 14:2
// CHECK-NEXT:         (Name 14:2 a)
// CHECK-NEXT:         (Name 14:7 int))
// CHECK-NEXT:       (Name 14:5 b)
// CHECK-NEXT:       (Field 15:2
// CHECK-NEXT:         (Name 15:2 E))
// CHECK-NEXT:       (Field 16:2
// CHECK-NEXT:         (Operation 16:2 *
// CHECK-NEXT:           (SelectorExpr 16:4
// CHECK-NEXT:             (Name 16:3 q)
// CHECK-NEXT:             (Name 16:5 E))))
// CHECK-NEXT:       (Field 17:2
// CHECK-NEXT:         (IndexExpr 17:3
// CHECK-NEXT:           (Name 17:2 G)
// CHECK-NEXT:           (Name 17:4 int)))
// CHECK-NEXT:       (Field 18:2
// CHECK-NEXT:         (Name 18:2 arr)
// CHECK-NEXT:         (ArrayType 18:6
// CHECK-NEXT:           (BasicLit 18:7 int 3)
// CHECK-NEXT:           (Name 18:9 int)))
// CHECK-NEXT:       (Field 19:2
// CHECK-NEXT:         (Name 19:2 s)
// CHECK-NEXT:         (SliceType 19:6
// CHECK-NEXT:           (Name 19:8 int)))
// CHECK-NEXT:       (BasicLit 14:11 string `tag`)
// CHECK-NEXT:       (BasicLit 14:11 string `tag`))))
