package main

import "sync"

var mu sync.Mutex

func f(n int) int {
	if n > 0 {
		mu.Lock()
		defer mu.Unlock()
		n--
	}
	return n
}

func main() {
	println(f(3))
}
