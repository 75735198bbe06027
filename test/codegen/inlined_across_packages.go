// A small function of another package is inlined: no call, no second copy.
// RUN: %ogo build -O2 -S -o - %s | FileCheck %s
// RUN: %ogo build -O2 -S --target=aarch64-linux-gnu -o - %s | FileCheck %s
package main

import "unicode/utf8"

// CHECK-NOT: {{^}}"?unicode/utf8.ValidRune"?:
// CHECK-LABEL: main.valid:
// CHECK-NOT: ValidRune
// CHECK: .cfi_endproc
// CHECK-NOT: {{^}}"?unicode/utf8.ValidRune"?:

//go:noinline
func valid(r rune) bool { return utf8.ValidRune(r) }

func main() { println(valid('x')) }
