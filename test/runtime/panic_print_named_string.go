// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 20: a named string, a line break in it.
package main

type S1 string

func main() {
	panic(S1("hi\n\tthere"))
}

// CHECK: panic: main.S1("hi
// CHECK-NEXT: 		there")
// CHECK-EMPTY:
// CHECK: exit 2
