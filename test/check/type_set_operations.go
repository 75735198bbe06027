// Operations on type parameters need what they need of each type in the set, no
// core type of them all.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

func recv[C chan int | <-chan int](c C) int          { return <-c }
func send[C chan int | chan<- int](c C)              { c <- 1 }
func both[C chan<- int | <-chan int](c C)            { <-c; c <- 1 }
func elems[C chan int | chan string](c C)            { <-c; c <- 1 }
func notChan[C chan int | []int](c C)                { <-c; c <- 1 }
func anyChan[C any](c C)                             { <-c; c <- 1 }
func slice[S []byte | string](s S) S                 { return s[1:] }
func sliceMixed[S []byte | []int](s S)               { _ = s[1:] }
func sliceAny[S any](s S)                            { _ = s[1:] }
func call[F func() | func(int)](f F)                 { f() }
func callSome[F func() int | int](f F)               { f() }
func callAny[F any](f F)                             { f() }
func makes[S []int | map[int]int](s S)               { _ = make(S) }
func makeAny[S any]()                                { _ = make(S) }
func makeInt[S int]()                                { _ = make(S) }
func app[S []int | []string](s S)                    { _ = append(s, s...) }
func appBytes[S []byte | string](b []byte, s S)      { _ = append(b, s...) }
func appInts[S []byte | []int | string](b []byte, s S) { _ = append(b, s...) }
func cp[S []byte | string](b []byte, s S)            { copy(b, s) }
func cpInts[S []int | string](b []byte, s S)         { copy(b, s); copy(s, b) }
func lit[S []int | map[int]int](s S)                 { _ = S{} }
func litElem[S []int | [3]int]()                     { _ = []S{{1}}; _ = []*S{{1}} }
func rng[S []int | map[int]int](s S) {
	for range s {
	}
}
func rngChan[C <-chan int | chan<- int](c C) {
	for range c {
	}
}

type MyBool bool

func iter(a func(func() MyBool), b func(func(...int) bool), c func(func(int) bool) int) {
	for range a {
	}
	for range b {
	}
	for range c {
	}
}

func deref[P *int | *string](p P)  { _ = *p }
func index[S []int | map[int]int](s S) { _ = s[0] }

// CHECK:      {{.*}}type_set_operations.go:8:58: invalid operation: cannot receive from c (variable of type C constrained by chan<- int | <-chan int): send-only channel chan<- int
// CHECK-NEXT: {{.*}}type_set_operations.go:8:61: invalid operation: cannot send to c (variable of type C constrained by chan<- int | <-chan int): receive-only channel <-chan int
// CHECK-NEXT: {{.*}}type_set_operations.go:9:58: invalid operation: cannot receive from c (variable of type C constrained by chan int | chan string): channels chan int and chan string have different element types
// CHECK-NEXT: {{.*}}type_set_operations.go:9:61: invalid operation: cannot send to c (variable of type C constrained by chan int | chan string): channels chan int and chan string have different element types
// CHECK-NEXT: {{.*}}type_set_operations.go:10:58: invalid operation: cannot receive from c (variable of type C constrained by chan int | []int): non-channel []int
// CHECK-NEXT: {{.*}}type_set_operations.go:10:61: invalid operation: cannot send to c (variable of type C constrained by chan int | []int): non-channel []int
// CHECK-NEXT: {{.*}}type_set_operations.go:11:58: invalid operation: cannot receive from c (variable of type C constrained by any): no specific channel type
// CHECK-NEXT: {{.*}}type_set_operations.go:11:61: invalid operation: cannot send to c (variable of type C constrained by any): no specific channel type
// CHECK-NEXT: {{.*}}type_set_operations.go:13:60: cannot slice s (variable of type S constrained by []byte | []int): []byte and []int have different underlying types
// CHECK-NEXT: {{.*}}type_set_operations.go:14:60: cannot slice s (variable of type S constrained by any): no specific type in S
// CHECK-NEXT: {{.*}}type_set_operations.go:15:56: invalid operation: cannot call f (variable of type F constrained by func() | func(int)): func() and func(int) have different underlying types
// CHECK-NEXT: {{.*}}type_set_operations.go:16:56: invalid operation: cannot call f (variable of type F constrained by func() int | int): int is not a function
// CHECK-NEXT: {{.*}}type_set_operations.go:17:56: invalid operation: cannot call f (variable of type F constrained by any): no specific type
// CHECK-NEXT: {{.*}}type_set_operations.go:18:65: invalid argument: cannot make S: []int and map[int]int have different underlying types
// CHECK-NEXT: {{.*}}type_set_operations.go:19:65: invalid argument: cannot make S: no specific type
// CHECK-NEXT: {{.*}}type_set_operations.go:20:65: invalid argument: cannot make S: type must be slice, map, or channel
// CHECK-NEXT: {{.*}}type_set_operations.go:21:67: invalid append: mismatched slice element types int and string in s (variable of type S constrained by []int | []string)
// CHECK-NEXT: {{.*}}type_set_operations.go:23:72: cannot use s (variable of type S constrained by []byte | []int | string) as []byte value in argument to append: cannot assign []int (in S) to []byte
// CHECK-NEXT: {{.*}}type_set_operations.go:25:64: invalid copy: argument must be a slice; have s (variable of type S constrained by []int | string)
// CHECK-NEXT: {{.*}}type_set_operations.go:26:60: invalid composite literal type S (no common underlying type)
// CHECK-NEXT: {{.*}}type_set_operations.go:27:64: invalid composite literal element type S (no common underlying type)
// CHECK-NEXT: {{.*}}type_set_operations.go:27:79: invalid composite literal element type *S (no common underlying type)
// CHECK-NEXT: {{.*}}type_set_operations.go:29:12: cannot range over s (variable of type S constrained by []int | map[int]int): []int and map[int]int have different underlying types
// CHECK-NEXT: {{.*}}type_set_operations.go:33:12: cannot range over c (variable of type C constrained by <-chan int | chan<- int): receive from send-only channel chan<- int
// CHECK-NEXT: {{.*}}type_set_operations.go:40:12: cannot range over a (variable of type func(func() MyBool)): func must be func(yield func(...) bool): yield func returns user-defined boolean, not bool
// CHECK-NEXT: {{.*}}type_set_operations.go:42:12: cannot range over b (variable of type func(func(...int) bool)): yield func of type func(...int) bool cannot be variadic
// CHECK-NEXT: {{.*}}type_set_operations.go:44:12: cannot range over c (variable of type func(func(int) bool) int): func must be func(yield func(...) bool): unexpected results
// CHECK-NEXT: {{.*}}type_set_operations.go:48:43: invalid operation: pointers of p (variable of type P constrained by *int | *string) must have identical base types
// CHECK-NEXT: {{.*}}type_set_operations.go:49:47: cannot index s (variable of type S constrained by []int | map[int]int)
// CHECK-NOT:  {{.}}
