// RUN: %run_all %s | FileCheck --match-full-lines %s

// Sources row 9: an inner function's early return runs its own deferred calls; the outer code goes on.
package main

func outer(n int) string {
	defer println("outer done")
	r := func() string {
		defer println("inner done")
		if n > 1 {
			defer println("inner branch")
			return "early"
		}
		return "late"
	}()
	println("outer goes on", r)
	return r
}

func main() {
	println(outer(1))
	println(outer(2))
}

// CHECK: inner done
// CHECK-NEXT: outer goes on late
// CHECK-NEXT: outer done
// CHECK-NEXT: late
// CHECK-NEXT: inner branch
// CHECK-NEXT: inner done
// CHECK-NEXT: outer goes on early
// CHECK-NEXT: outer done
// CHECK-NEXT: early
// CHECK: exit 0
