// RUN: %ogo build -O2 -S -o - %s | FileCheck %s
// RUN: %ogo build -O2 -S --target=aarch64-linux-gnu -o - %s | FileCheck %s

// Sources rows 3 and 4: one exit and nothing that can panic: the deferred call is part of the return; a pure one whose
// result nobody uses is gone.
package main

var n int

func pure(x int) int { return x*x + 1 }

//go:noinline
func direct(x int) (r int) {
	defer func() { r *= 3 }()
	n = x
	return x + 1
}

//go:noinline
func folded(x int) int {
	defer pure(x)
	n = x
	return x
}

// CHECK-LABEL: main.direct:
// CHECK-NOT: {{call|bl[ 	]}}
// CHECK: .Lfunc_end
// CHECK-LABEL: main.folded:
// CHECK-NOT: {{call|bl[ 	]|mul}}
// CHECK: .Lfunc_end
// CHECK-NOT: {{^}}main.{{(direct|folded)}}.defer

func main() { println(direct(2), folded(3)) }
