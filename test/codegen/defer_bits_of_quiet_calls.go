// RUN: %ogo build -O2 -S -o - %s | FileCheck --check-prefixes=CHECK,X86 %s
// RUN: %ogo build -O2 -S --target=aarch64-linux-gnu -o - %s | FileCheck --check-prefixes=CHECK,ARM %s

// A deferred call that cannot panic needs its bit cleared only before the next that can: here never.
package main

var n int

//go:noinline
func inc() { n++ }

//go:noinline
func check(k int) {
	if k < 0 {
		panic(k)
	}
}

//go:noinline
func f() {
	defer inc()
	defer inc()
	defer inc()
	check(n)
}

// CHECK-LABEL: main.f:
// X86: movq $7, -[[FRAME:[0-9]+]](%rbp)
// X86: callq main.check
// X86-NOT: (%rbp)
// X86: callq main.inc
// X86-NOT: (%rbp)
// X86: callq main.inc
// X86-NOT: (%rbp)
// X86: callq main.inc
// X86-NOT: (%rbp)
// ARM: bl main.check
// ARM-NOT: {{[[:space:]]st(r|p)[[:space:]]}}
// ARM: bl main.inc
// ARM-NOT: {{[[:space:]]st(r|p)[[:space:]]}}
// ARM: bl main.inc
// ARM-NOT: {{[[:space:]]st(r|p)[[:space:]]}}
// ARM: bl main.inc
// ARM-NOT: {{[[:space:]]st(r|p)[[:space:]]}}
// CHECK: .Lfunc_end

func main() { f() }
