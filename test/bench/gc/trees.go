// Allocation and collection: binary trees, short-lived objects, a big live heap.
package main

import "time"

type tree struct{ left, right *tree }

func build(d int) *tree {
	if d == 0 {
		return &tree{}
	}
	return &tree{build(d - 1), build(d - 1)}
}

func (t *tree) count() int {
	if t.left == nil {
		return 1
	}
	return 1 + t.left.count() + t.right.count()
}

var sink any
var total int

// ns prints the least of several rounds: what disturbs only adds.
func ns(name string, rounds, n int, f func()) {
	best := 1e18
	for range rounds {
		start := time.Now()
		f()
		if t := float64(time.Since(start).Nanoseconds()) / float64(n); t < best {
			best = t
		}
	}
	println(name, best)
}

func main() {
	const depth = 17
	ns("binary-trees", 3, 1, func() {
		long := build(depth)
		for d := 4; d <= depth; d += 4 {
			for i := 0; i < 1<<(depth-d+4); i++ {
				total += build(d).count()
			}
		}
		total += long.count()
	})
	ns("small-objects", 5, 3000000, func() {
		for i := range 3000000 {
			sink = &[3]int{i}
		}
	})
	ns("slices", 5, 300000, func() {
		for i := range 300000 {
			sink = make([]byte, i&1023)
		}
	})
	ns("append", 5, 100, func() {
		for range 100 {
			var s []int
			for i := range 50000 {
				s = append(s, i)
			}
			total += len(s)
		}
	})
}
