// RUN: %run_all %s | FileCheck --match-full-lines %s

// Sources rows 19 and 20: recover in another goroutine, even one that a deferred call starts and waits for, gets nil.
package main

func f() {
	defer func() {
		done := make(chan any)
		go func() {
			defer func() { done <- recover() }()
		}()
		println(<-done == nil)
		println(recover().(string))
	}()
	panic("mine")
}

func main() {
	f()
	defer println("main's deferred call does not run")
	defer func() { println("nor its recover", recover() != nil) }()
	go func() { panic("other") }()
	select {}
}

// CHECK: true
// CHECK-NEXT: mine
// CHECK-NEXT: panic: other
// CHECK-NOT: {{.*}}does not run
// CHECK-NOT: nor its recover{{.*}}
// CHECK: exit 2
