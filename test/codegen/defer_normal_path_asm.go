// RUN: %ogo build -O2 -S -o - %s | FileCheck --check-prefixes=CHECK,X86 %s
// RUN: %ogo build -O2 -S --target=aarch64-linux-gnu -o - %s | FileCheck --check-prefixes=CHECK,ARM %s
// RUN: %ogo build -O2 -S -o - %s | FileCheck --check-prefix=NONE %s
// RUN: %ogo build -O2 -S --target=aarch64-linux-gnu -o - %s | FileCheck --check-prefix=NONE %s

// A normal path through an open-coded defer costs two stores, of the bit and of its end, whatever the deferred
// call's constant arguments and captures of constants; and there is nothing to unwind with.
package main

var words = []string{"work"}
var n int

//go:noinline
func work() { println(words[n]) }

//go:noinline
func done(s string, k int) { println(s, k) }

//go:noinline
func f() {
	defer done("x", 3)
	work()
}

// CHECK-LABEL: main.f:
// X86: movq $1, -[[FRAME:[0-9]+]](%rbp)
// X86-NOT: (%rbp)
// X86: callq main.work
// X86-NOT: (%rbp)
// X86: movq $0, -[[FRAME]](%rbp)
// X86-NOT: (%rbp)
// X86: callq main.done
// X86-NOT: (%rbp)
// ARM: str {{x[0-9]+}}, [sp
// ARM-NOT: {{[[:space:]]st(r|p)[[:space:]]}}
// ARM: bl main.work
// ARM-NOT: {{[[:space:]]st(r|p)[[:space:]]x[0-9]}}
// ARM: str xzr, [sp
// ARM-NOT: {{[[:space:]]st(r|p)[[:space:]]}}
// ARM: bl main.done
// CHECK: .Lfunc_end

// NONE-NOT: __gxx_personality
// NONE-NOT: .gcc_except_table
// NONE-NOT: _Unwind

func main() { f() }
