// RUN: env GOTRACEBACK=none %run_all %s | FileCheck --match-full-lines %s

// Row 18: GOTRACEBACK=none prints the message only. Expected lines are by hand.
package main

func main() { panic("message") }

// CHECK: panic: message
// CHECK-NOT: {{.+}}
// CHECK: exit 2
