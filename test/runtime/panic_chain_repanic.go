// RUN: %run_all %s | FileCheck --match-full-lines %s
// RUN: %run_all %s -- other | FileCheck --match-full-lines --check-prefix=OTHER %s
// RUN: %run_all %s -- thrice | FileCheck --match-full-lines --check-prefix=THRICE %s
// RUN: %run_all %s -- unrecovered | FileCheck --match-full-lines --check-prefix=UNRECOVERED %s

// Row 19: a recovered value panicked with again is one panic, whatever its Error method would do. The same
// words count, not equality.
package main

import "os"

type fault struct{ n int }

var calls int

func (f *fault) Error() string {
	calls++
	return "fault " + string(rune('0'+calls))
}

func again(times int, v any) {
	defer func() {
		r := recover()
		if times == 1 {
			panic(r)
		}
		again(times-1, r)
	}()
	panic(v)
}

func main() {
	kind := ""
	if len(os.Args) > 1 {
		kind = os.Args[1]
	}
	switch kind {
	case "":
		again(1, "A")
	case "other":
		defer func() { recover(); panic(&fault{1}) }()
		panic(&fault{1})
	case "thrice":
		again(3, &fault{1})
	case "unrecovered":
		v := &fault{2}
		defer func() { panic(v) }()
		panic(v)
	}
}

// CHECK: panic: A [recovered, repanicked]
// CHECK-EMPTY:
// CHECK: exit 2

// OTHER: panic: fault 2 [recovered]
// OTHER-NEXT: 	panic: fault 1
// OTHER-EMPTY:

// THRICE: panic: fault 1 [recovered, repanicked]
// THRICE-EMPTY:

// UNRECOVERED: panic: fault 1
// UNRECOVERED-EMPTY:
