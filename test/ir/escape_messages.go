// RUN: %ogo build -m -o %t.a %s 2>&1 | FileCheck %s

// -m prints what gc prints with -m -l.
package escape

type T struct {
	p *int
	b []byte
}

// CHECK-DAG: :[[@LINE+1]]:13: leaking param: p to result ~r0 level=0
func result(p *int) *int { return p }

// CHECK-DAG: :[[@LINE+1]]:11: leaking param: t to result ~r0 level=1
func load(t *T) *int { return t.p }

var sink any

// CHECK-DAG: :[[@LINE+1]]:11: leaking param: p
func keep(p *int) { sink = p }

// CHECK-DAG: :[[@LINE+1]]:14: leaking param content: t
func content(t *T) { sink = t.p }

// CHECK-DAG: :[[@LINE+1]]:11: t does not escape
func only(t *T) int { return len(t.b) }

func locals(n int) int {
	x := 1 // CHECK-DAG: :[[@LINE]]:2: moved to heap: x
	keep(&x)
	y := 2
	z := only(&T{p: &y})    // CHECK-DAG: :[[@LINE]]:12: &T{...} does not escape
	s := make([]int, 10)    // CHECK-DAG: make([]int, 10) does not escape
	u := make([]int, n)     // CHECK-DAG: make([]int, n) does not escape
	f := func() { y++ }     // CHECK-DAG: func literal does not escape
	g := func() { y-- }     // CHECK-DAG: func literal escapes to heap
	sink = g
	f()
	sink = n                // CHECK-DAG: n escapes to heap
	return z + len(s) + len(u) + args(n, "a") // CHECK-DAG: ... argument does not escape
}

// CHECK-DAG: :[[@LINE+1]]:11: xs does not escape
func args(xs ...any) int { return len(xs) }

// CHECK-DAG: :[[@LINE+1]]:7: t does not escape
func (t *T) advance() {
	t.b = t.b[1:] // CHECK-DAG: (*T).advance ignoring self-assignment in t.b = t.b[1:]
}

type Outer struct {
	T
	n int
}

var sinkPtr *int

func values(i int, p *int) Outer {
	q := new(i)      // not on the heap, so nothing is said
	sinkPtr = new(i) // CHECK-DAG: :[[@LINE]]:15: moved to heap: .autotmp_
	return Outer{p: p, n: *q}
}

// CHECK-DAG: :[[@LINE-6]]:20: leaking param: p to result ~r0 level=0

var sinkSlice []int

func slices(n int, lost []int) {
	size := 8
	list := []int{1, 5: 2}    // CHECK-DAG: :[[@LINE]]:15: []int{...} does not escape
	a := make([]int, size)    // CHECK-DAG: :[[@LINE]]:11: make([]int, 8) does not escape
	b := make([]int, len(list)) // CHECK-DAG: :[[@LINE]]:11: make([]int, 6) does not escape
	c := make([]int, n, size) // CHECK-DAG: :[[@LINE]]:11: make([]int, n, 8) does not escape
	d := make([][0]int, n)    // CHECK-DAG: :[[@LINE]]:11: make([][0]int, n) escapes to heap
	size2 := 1 << 20
	e := make([]int, size2)   // CHECK-DAG: :[[@LINE]]:11: make([]int, 1048576) escapes to heap
	size3 := 1
	size3++
	f := make([]int, size3)   // CHECK-DAG: :[[@LINE]]:11: make([]int, size3) does not escape
	a = append(a, n)          // CHECK-DAG: :[[@LINE]]:12: append does not escape
	sinkSlice = append(lost, len(b)+len(c)+len(d)+len(e)+len(f)) // CHECK-DAG: :[[@LINE]]:20: append escapes to heap
}
