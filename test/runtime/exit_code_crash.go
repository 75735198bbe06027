// RUN: env GOTRACEBACK=crash %run_all %s | FileCheck %s

// Row 16, sources row 22: GOTRACEBACK=crash ends in SIGABRT.
package main

func main() {
	panic("crash")
}

// CHECK: panic: crash
// CHECK: goroutine 1
// CHECK: main.main()
// CHECK: exit 134
