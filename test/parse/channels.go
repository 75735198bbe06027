// The arrow belongs to the leftmost chan it can belong to.
// RUN: %ogo build --emit=ast -o - %s | FileCheck %s
package p

var (
	a chan<- (<-chan int)
	b <-chan chan<- int
	c = <-chan int(x)
	d = <-(chan int)(x)
	e = (<-chan int)(x)
)

// CHECK:      (File 3:1
// CHECK-NEXT:   (Name 3:9 p)
// CHECK-NEXT:   (VarDecl 6:2
// CHECK-NEXT:     (Name 6:2 a)
// CHECK-NEXT:     type: (ChanType 6:4 send
// CHECK-NEXT:       (ChanType 6:12 receive
// CHECK-NEXT:         (Name 6:19 int))))
// CHECK-NEXT:   (VarDecl 7:2
// CHECK-NEXT:     (Name 7:2 b)
// CHECK-NEXT:     type: (ChanType 7:4 receive
// CHECK-NEXT:       (ChanType 7:11 send
// CHECK-NEXT:         (Name 7:18 int))))
// CHECK-NEXT:   (VarDecl 8:2
// CHECK-NEXT:     (Name 8:2 c)
// CHECK-NEXT:     values: (Operation 8:6 <-
// CHECK-NEXT:       (CallExpr 8:16
// CHECK-NEXT:         (ChanType 8:8
// CHECK-NEXT:           (Name 8:13 int))
// CHECK-NEXT:         (Name 8:17 x))))
// CHECK-NEXT:   (VarDecl 9:2
// CHECK-NEXT:     (Name 9:2 d)
// CHECK-NEXT:     values: (Operation 9:6 <-
// CHECK-NEXT:       (CallExpr 9:18
// CHECK-NEXT:         (ParenExpr 9:8
// CHECK-NEXT:           (ChanType 9:9
// CHECK-NEXT:             (Name 9:14 int)))
// CHECK-NEXT:         (Name 9:19 x))))
// CHECK-NEXT:   (VarDecl 10:2
// CHECK-NEXT:     (Name 10:2 e)
// CHECK-NEXT:     values: (CallExpr 10:18
// CHECK-NEXT:       (ParenExpr 10:6
// CHECK-NEXT:         (ChanType 10:9 receive
// CHECK-NEXT:           (Name 10:14 int)))
// CHECK-NEXT:       (Name 10:19 x))))
