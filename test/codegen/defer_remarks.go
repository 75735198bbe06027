// RUN: rm -rf %t && mkdir -p %t
// RUN: %ogo build -d=defer -o %t/a %s 2>&1 | FileCheck --check-prefix=KINDS %s
// RUN: %ogo build -Rpass=ogo-defer -o %t/a %s 2>&1 | FileCheck --check-prefix=PASSED %s
// RUN: %ogo build -Rpass-missed=ogo-defer -o %t/a %s 2>&1 | FileCheck --check-prefix=MISSED %s
// RUN: %ogo build -Rpass-analysis=ogo-defer -o %t/a %s 2>&1 | FileCheck --check-prefix=ANALYSIS %s
// RUN: %ogo build -fsave-optimization-record=%t/a.yaml -o %t/a %s
// RUN: FileCheck --check-prefix=YAML %s < %t/a.yaml
// RUN: llvm-remarkutil count --parser=yaml --rpass-name=ogo-defer --group-by=function %t/a.yaml | FileCheck --check-prefix=COUNT %s

// What became of each defer statement, in gc's words, one line per statement however often it is inlined.
package main

import "sync"

var mu sync.Mutex
var n int
var words = []string{"a"}

func count() int {
	mu.Lock()
	defer mu.Unlock() // direct
	n++
	return n
}

func heap(k int) {
	defer println(words[0])
	for i := 0; i < k; i++ {
		defer println(i)
	}
}

func work() { println(words[n]) }

func inlined() {
	defer println("inlined")
	work()
}

func open(on bool) {
	if on {
		defer work()
	}
	inlined()
	inlined()
}

func seq(yield func(int) bool) { _ = yield(1) && yield(2) }

//go:noinline
func iterate(s func(func(int) bool)) {
	for i := range s {
		defer println(i)
	}
}

func none() {
	defer func() {}()
	println("x")
	return
	defer work()
}

func main() {
	if false {
		defer work()
	}
	heap(count())
	open(n > 1)
	iterate(seq)
	none()
}

// KINDS: defer_remarks.go:21:2: direct defer{{$}}
// KINDS-NEXT: defer_remarks.go:27:2: stack-allocated defer: runs in order with the record of the defer at line 29
// KINDS-NEXT: defer_remarks.go:29:3: heap-allocated defer: in the loop at line 28
// KINDS-NEXT: defer_remarks.go:36:2: open-coded defer: may panic: call at line
// KINDS-NEXT: defer_remarks.go:42:3: open-coded defer: may panic: call at line
// KINDS-NEXT: defer_remarks.go:53:3: heap-allocated defer: in the body of a range-over-func loop
// KINDS-NEXT: defer_remarks.go:58:2: eliminated defer: no effect
// KINDS-NEXT: defer_remarks.go:61:2: eliminated defer: unreachable
// KINDS-NEXT: defer_remarks.go:66:3: eliminated defer: unreachable
// KINDS-NOT: defer

// PASSED: defer_remarks.go:21:2: remark: direct defer [-Rpass=ogo-defer]
// PASSED-NOT: heap-allocated
// PASSED: defer_remarks.go:58:2: remark: eliminated defer: no effect [-Rpass=ogo-defer]

// MISSED-NOT: direct
// MISSED: defer_remarks.go:29:3: remark: heap-allocated defer: in the loop at line 28 [-Rpass-missed=ogo-defer]

// ANALYSIS: defer_remarks.go:27:2: remark: stack-allocated defer: runs in order with the record of the defer at line 29; the defer frame has {{[0-9]+}} bytes [-Rpass-analysis=ogo-defer]

// YAML: Name: Direct
// YAML-NEXT: DebugLoc: { File: {{.*}}defer_remarks.go
// YAML: Line: 21,
// YAML: Function: main.
// YAML-NEXT: Args:
// YAML-NEXT: - Kind: direct
// YAML: --- !Missed
// YAML: Reason: in the loop at line 28

// COUNT: main.heap,4
