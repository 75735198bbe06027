// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 16: log.Fatal exits with 1 and runs no defers.
package main

import "log"

func main() {
	log.SetFlags(0)
	defer println("not reached")
	log.Fatal("fatal words")
}

// CHECK: fatal words
// CHECK: exit 1
