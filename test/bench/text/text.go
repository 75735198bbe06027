// Strings, conversions and fmt.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"time"
)

func text(size int) []byte {
	var b bytes.Buffer
	seed := uint32(1)
	for b.Len() < size {
		seed = seed*1664525 + 1013904223
		fmt.Fprintf(&b, "word%d ", seed>>20)
		if seed>>28 == 0 {
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}

func wordCount(data []byte) int {
	count := map[string]int{}
	sc := bufio.NewScanner(bytes.NewReader(data))
	sc.Split(bufio.ScanWords)
	for sc.Scan() {
		count[sc.Text()]++
	}
	words := make([]string, 0, len(count))
	for w := range count {
		words = append(words, w)
	}
	sort.Slice(words, func(i, j int) bool { return count[words[i]] > count[words[j]] })
	return len(words)
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
	data := text(20 << 20)
	ns("word-count-20MB", 3, 1, func() { sink += wordCount(data) })
	ns("itoa", 5, 1000000, func() {
		for i := range 1000000 {
			sink += len(strconv.Itoa(i * 1001))
		}
	})
	ns("atoi", 5, 1000000, func() {
		for range 1000000 {
			n, _ := strconv.Atoi("123456789")
			sink += n
		}
	})
	ns("format-float", 5, 200000, func() {
		for i := range 200000 {
			sink += len(strconv.FormatFloat(float64(i)*1.1, 'g', -1, 64))
		}
	})
	ns("parse-float", 5, 500000, func() {
		for range 500000 {
			f, _ := strconv.ParseFloat("3.14159265358979", 64)
			sink += int(f)
		}
	})
	ns("sprintf", 5, 200000, func() {
		for i := range 200000 {
			sink += len(fmt.Sprintf("%d %s %5.2f %v", i, "text", 1.5, true))
		}
	})
	ns("builder", 5, 1000000, func() {
		var b strings.Builder
		for i := range 1000000 {
			b.WriteString("abc")
			b.WriteByte(byte(i))
		}
		sink += b.Len()
	})
	ns("split-join", 5, 100, func() {
		s := strings.Repeat("one,two,three,", 1000)
		for range 100 {
			sink += len(strings.Join(strings.Split(s, ","), ";"))
		}
	})
	ns("concat", 5, 500000, func() {
		s := "x"
		for range 500000 {
			sink += len(s + "abc" + s)
		}
	})
}
