// RUN: %run_all %s | FileCheck --match-full-lines %s

// Faults wherever the compiler may move or merge them: in leaf functions, in inlined ones, in alike branches, in the
// middle of an expression. What was done before is seen, what comes after is not, and named results are right.
package main

type pair struct{ a, b int }
type list struct {
	next *list
	n    int
}

var done int

//go:noinline
func step(n int) int { done += n; return n }

//go:noinline
func leaf(p *pair) int { return p.a + p.b }

//go:noinline
func leafStore(p *pair, n int) { p.b = n }

//go:noinline
func leafDivide(a, b int) int { return a / b }

//go:noinline
func leafIndex(s []int, i int) int { return s[i] }

func inlined(l *list) int { return l.next.n }

// Both branches end alike.
//
//go:noinline
func merged(on bool, p, q *pair) int {
	if on {
		step(1)
		return p.b
	}
	step(2)
	return q.b
}

//go:noinline
func middle(p *pair, d int) (r int, s string) {
	r, s = 1, "begun"
	r = step(10) + p.a/d + step(100)
	s = "ended"
	return r, s
}

//go:noinline
func stores(p *pair, q *pair) (x int) {
	x = 1
	p.a = 5
	x = 2
	q.a = 6
	x = 3
	p.a = 7
	return x
}

//go:noinline
func loop(s []*pair) (sum int) {
	defer func() {
		if recover() != nil {
			sum = -sum
		}
	}()
	for _, p := range s {
		sum += p.a
	}
	return sum
}

// Only the panic reads what is stored before the fault.
//
//go:noinline
func results(l *list, k int) (a, b int, err string) {
	defer func() {
		if e := recover(); e != nil {
			err = e.(error).Error()
		}
	}()
	a = k
	b = inlined(l)
	a, b = b, a/(k-3)
	return a + 1, b + 1, "none"
}

func try(name string, f func() int) {
	done = 0
	defer func() {
		if e := recover(); e != nil {
			println(name, "panics", done, e.(error).Error())
		}
	}()
	println(name, f(), done)
}

func main() {
	var nilPair *pair
	some := &pair{1, 2}
	try("leaf", func() int { return leaf(some) })
	try("leaf nil", func() int { return leaf(nilPair) })
	try("leaf store", func() int { leafStore(nilPair, step(3)); return step(4) })
	try("leaf divide", func() int { return step(1) + leafDivide(1, done-1) })
	try("leaf index", func() int { return step(1) + leafIndex(nil, done) })
	try("inlined", func() int { return step(1) + inlined(&list{}) + step(2) })
	try("merged p", func() int { return merged(true, nilPair, some) })
	try("merged q", func() int { return merged(false, some, nilPair) })
	try("middle nil", func() int { r, _ := middle(nilPair, 1); return r })
	try("middle zero", func() int { r, _ := middle(some, 0); return r })
	try("middle", func() int { r, _ := middle(some, 1); return r })
	try("stores", func() int { return stores(some, nilPair) })
	println(some.a, loop([]*pair{some, some, nil, some}))
	for _, l := range []*list{nil, {}, {next: &list{n: 8}}} {
		for k := 3; k < 5; k++ {
			a, b, err := results(l, k)
			println(a, b, err)
		}
	}
}

// CHECK: leaf 3 0
// CHECK-NEXT: leaf nil panics 0 runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: leaf store panics 3 runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: leaf divide panics 1 runtime error: integer divide by zero
// CHECK-NEXT: leaf index panics 1 runtime error: index out of range [1] with length 0
// CHECK-NEXT: inlined panics 1 runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: merged p panics 1 runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: merged q panics 2 runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: middle nil panics 110 runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: middle zero panics 110 runtime error: integer divide by zero
// CHECK-NEXT: middle 111 110
// CHECK-NEXT: stores panics 0 runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: 5 -10
// CHECK-NEXT: 3 0 runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: 4 0 runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: 3 0 runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: 4 0 runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: 3 8 runtime error: integer divide by zero
// CHECK-NEXT: 9 5 none
// CHECK-NEXT: exit 0
