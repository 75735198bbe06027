// Maps with integer and string keys.
package main

import (
	"strconv"
	"time"
)

type key struct {
	a int
	b string
}

var sink int

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
	const n = 1 << 18
	keys := make([]string, n)
	for i := range keys {
		keys[i] = "key" + strconv.Itoa(i*7919)
	}
	ns("int-insert", 5, n, func() {
		m := map[int]int{}
		for i := 0; i < n; i++ {
			m[i*7919] = i
		}
		sink += len(m)
	})
	mi, ms, mk := map[int]int{}, map[string]int{}, map[key]int{}
	small := map[int]int{}
	for i, k := range keys {
		mi[i*7919], ms[k], mk[key{i, k}] = i, i, i
		if i < 16 {
			small[i] = i
		}
	}
	ns("int-lookup", 5, n, func() {
		for i := 0; i < n; i++ {
			sink += mi[i*7919]
		}
	})
	ns("int-lookup-missing", 5, n, func() {
		for i := 0; i < n; i++ {
			sink += mi[i*7919+1]
		}
	})
	ns("int-lookup-small", 5, n, func() {
		for i := 0; i < n; i++ {
			sink += small[i&15]
		}
	})
	ns("string-insert", 5, n, func() {
		m := map[string]int{}
		for i, k := range keys {
			m[k] = i
		}
		sink += len(m)
	})
	ns("string-lookup", 5, n, func() {
		for _, k := range keys {
			sink += ms[k]
		}
	})
	ns("struct-lookup", 5, n, func() {
		for i, k := range keys {
			sink += mk[key{i, k}]
		}
	})
	ns("iterate", 5, n, func() {
		for k, v := range mi {
			sink += k ^ v
		}
	})
	ns("insert-delete", 5, n, func() {
		m := map[int]int{}
		for i := 0; i < n; i++ {
			m[i] = i
			delete(m, i-1000)
		}
	})
	ns("increment", 5, n, func() {
		m := map[int]int{}
		for i := 0; i < n; i++ {
			m[i&1023]++
		}
	})
}
