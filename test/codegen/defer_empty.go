// RUN: %ogo build -O2 -S -o - %s | FileCheck %s
// RUN: %ogo build -O2 -S --target=aarch64-linux-gnu -o - %s | FileCheck %s

// A deferred function that does nothing leaves no trace (sources row 1).
package main

var x int

//go:noinline
func f() {
	defer func() {}()
	x++
}

// CHECK-LABEL: main.f:
// CHECK-NOT: {{call|bl[ 	]}}
// CHECK-NOT: {{deferproc|deferreturn|deferframe|func1}}
// CHECK: .Lfunc_end

func main() { f() }
