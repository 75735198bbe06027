// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 16: os.Exit runs no defers, also out of a deferred call of a panic.
package main

import "os"

func main() {
	defer println("not reached")
	defer func() {
		println("exiting")
		os.Exit(7)
	}()
	panic("ignored")
}

// CHECK: exiting
// CHECK: exit 7
