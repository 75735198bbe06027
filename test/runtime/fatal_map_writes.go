// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 17: concurrent map writes cannot be recovered.
package main

func main() {
	m := map[int]int{}
	defer func() { println("not reached", recover() != nil) }()
	for g := 0; g < 4; g++ {
		go func() {
			defer func() { recover() }()
			for i := 0; ; i++ {
				m[i%100] = g
			}
		}()
	}
	select {}
}

// CHECK: fatal error: concurrent map writes
// CHECK-EMPTY:
// CHECK: exit 2
