// RUN: %run_all %s | FileCheck --match-full-lines %s

// A stack as deep as gc allows.
package main

//go:noinline
func depth(n int) int {
	var pad [16]int
	pad[n%16] = n
	if n == 0 {
		return 0
	}
	return depth(n-1) + pad[n%16] - n + 1
}

//go:noinline
func down(n int, boom bool) int {
	if n == 0 {
		if boom {
			panic("bottom")
		}
		return 0
	}
	return down(n-1, boom) + 1
}

// again uses the stack anew that a recovery has left.
func again(n int) (res int) {
	defer func() { res = down(n, false) }()
	defer func() { println(recover().(string)) }()
	return down(n, true)
}

func main() {
	println(depth(1000000))
	println(again(9000000))
	c := make(chan int)
	for range 4 {
		go func() { c <- depth(100000) }()
	}
	println(<-c, <-c, <-c, <-c)
}

// CHECK: 1000000
// CHECK-NEXT: bottom
// CHECK-NEXT: 9000000
// CHECK-NEXT: 100000 100000 100000 100000
// CHECK: exit 0
