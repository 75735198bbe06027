// A bracket after a type name starts a length or type parameters.
// RUN: %ogo build --emit=ast -o - %s | FileCheck %s
package p

type (
	A [N]int
	B [N * 2]int
	C[P *T,] int
	D[P *T | ~int] int
	E[P interface{}] int
	F[P, Q any] = map[P]Q
	G[P []int] int
	H [len(a)]int
	I[P (T),] int
)

func f[K comparable, V ~int | string](m map[K]V) G[[]int]

// CHECK:      (File 3:1
// CHECK-NEXT:   (Name 3:9 p)
// CHECK-NEXT:   (TypeDecl 6:2
// CHECK-NEXT:     (Name 6:2 A)
// CHECK-NEXT:     (ArrayType 6:4
// CHECK-NEXT:       (Name 6:5 N)
// CHECK-NEXT:       (Name 6:7 int)))
// CHECK-NEXT:   (TypeDecl 7:2
// CHECK-NEXT:     (Name 7:2 B)
// CHECK-NEXT:     (ArrayType 7:4
// CHECK-NEXT:       (Operation 7:7 *
// CHECK-NEXT:         (Name 7:5 N)
// CHECK-NEXT:         (BasicLit 7:9 int 2))
// CHECK-NEXT:       (Name 7:11 int)))
// CHECK-NEXT:   (TypeDecl 8:2
// CHECK-NEXT:     (Name 8:2 C)
// CHECK-NEXT:     param: (Field 8:4
// CHECK-NEXT:       (Name 8:4 P)
// CHECK-NEXT:       (Operation 8:6 *
// CHECK-NEXT:         (Name 8:7 T)))
// CHECK-NEXT:     (Name 8:11 int))
// CHECK-NEXT:   (TypeDecl 9:2
// CHECK-NEXT:     (Name 9:2 D)
// CHECK-NEXT:     param: (Field 9:4
// CHECK-NEXT:       (Name 9:4 P)
// CHECK-NEXT:       (Operation 9:9 |
// CHECK-NEXT:         (Operation 9:6 *
// CHECK-NEXT:           (Name 9:7 T))
// CHECK-NEXT:         (Operation 9:11 ~
// CHECK-NEXT:           (Name 9:12 int))))
// CHECK-NEXT:     (Name 9:17 int))
// CHECK-NEXT:   (TypeDecl 10:2
// CHECK-NEXT:     (Name 10:2 E)
// CHECK-NEXT:     param: (Field 10:4
// CHECK-NEXT:       (Name 10:4 P)
// CHECK-NEXT:       (InterfaceType 10:6))
// CHECK-NEXT:     (Name 10:19 int))
// CHECK-NEXT:   (TypeDecl 11:2 alias
// CHECK-NEXT:     (Name 11:2 F)
// CHECK-NEXT:     param: (Field 11:4
// CHECK-NEXT:       (Name 11:4 P)
// CHECK-NEXT:       (Name 11:9 any))
// CHECK-NEXT:     (Name 11:7 Q)
// CHECK-NEXT:     (MapType 11:16
// CHECK-NEXT:       (Name 11:20 P)
// CHECK-NEXT:       (Name 11:22 Q)))
// CHECK-NEXT:   (TypeDecl 12:2
// CHECK-NEXT:     (Name 12:2 G)
// CHECK-NEXT:     param: (Field 12:4
// CHECK-NEXT:       (Name 12:4 P)
// CHECK-NEXT:       (SliceType 12:6
// CHECK-NEXT:         (Name 12:8 int)))
// CHECK-NEXT:     (Name 12:13 int))
// CHECK-NEXT:   (TypeDecl 13:2
// CHECK-NEXT:     (Name 13:2 H)
// CHECK-NEXT:     (ArrayType 13:4
// CHECK-NEXT:       (CallExpr 13:8
// CHECK-NEXT:         (Name 13:5 len)
// CHECK-NEXT:         (Name 13:9 a))
// CHECK-NEXT:       (Name 13:12 int)))
// CHECK-NEXT:   (TypeDecl 14:2
// CHECK-NEXT:     (Name 14:2 I)
// CHECK-NEXT:     param: (Field 14:4
// CHECK-NEXT:       (Name 14:4 P)
// CHECK-NEXT:       (Name 14:7 T))
// CHECK-NEXT:     (Name 14:12 int))
// CHECK-NEXT:   (FuncDecl 17:6
// CHECK-NEXT:     (Name 17:6 f)
// CHECK-NEXT:     param: (Field 17:8
// CHECK-NEXT:       (Name 17:8 K)
// CHECK-NEXT:       (Name 17:10 comparable))
// CHECK-NEXT:     param: (Field 17:22
// CHECK-NEXT:       (Name 17:22 V)
// CHECK-NEXT:       (Operation 17:29 |
// CHECK-NEXT:         (Operation 17:24 ~
// CHECK-NEXT:           (Name 17:25 int))
// CHECK-NEXT:         (Name 17:31 string)))
// CHECK-NEXT:     (FuncType 17:7
// CHECK-NEXT:       (Field 17:39
// CHECK-NEXT:         (Name 17:39 m)
// CHECK-NEXT:         (MapType 17:41
// CHECK-NEXT:           (Name 17:45 K)
// CHECK-NEXT:           (Name 17:47 V)))
// CHECK-NEXT:       result: (Field 17:50
// CHECK-NEXT:         (IndexExpr 17:51
// CHECK-NEXT:           (Name 17:50 G)
// CHECK-NEXT:           (SliceType 17:52
// CHECK-NEXT:             (Name 17:54 int)))))))
