// A package is complete, but for what linkname brings; checking some files of
// one asks for less.
// RUN: %ogo check %s
// RUN: not %ogo build -o %t.exe %s 2>&1 | FileCheck --match-full-lines %s
package main

import _ "unsafe"

type T int

func f()

//go:linkname g runtime.GC
func g()

func (T) m()

func main() {
	g()
}

// CHECK:      {{.*}}missing_body.go:11:6: missing function body
// CHECK-NEXT: {{.*}}missing_body.go:16:6: missing function body
