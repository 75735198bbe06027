// RUN: rm -rf %t && mkdir -p %t && %ogo build -o %t/a %s
// RUN: env GODEBUG=gctrace=1 %t/a 2>&1 | FileCheck --match-full-lines %s
// RUN: %t/a 2>&1 | FileCheck --match-full-lines --check-prefix=OFF %s

// Sources row 22: GODEBUG=gctrace=1 prints a line per collection, in gc's format.
package main

import "runtime"

var keep []*[1 << 20]byte

func main() {
	println("begins")
	keep = append(keep, new([1 << 20]byte), new([1 << 20]byte))
	runtime.GC()
	println("ends")
}

// CHECK: begins
// CHECK: gc {{[0-9]+}} @{{[0-9]+[.][0-9]+}}s {{[0-9]+}}%: {{[0-9.]+[+]}}{{[0-9.]+[+][0-9.]+}} ms clock, {{[0-9.]+[+][0-9.]+/[0-9.]+/[0-9.]+[+][0-9.]+}} ms cpu, {{[0-9]+->[0-9]+->[2-9]}} MB, {{[0-9]+}} MB goal, {{[0-9]+}} MB stacks, {{[0-9]+}} MB globals, {{[0-9]+}} P (forced)
// CHECK-NEXT: ends
// OFF: begins
// OFF-NEXT: ends
