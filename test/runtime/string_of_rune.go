// string(r) that does not escape is no allocation, and is the same string.
// RUN: %run_all %s | FileCheck %s
package main

import (
	"strings"
	"testing"
)

//go:noinline
func compare[T ~int32 | ~uint64 | ~int8](r T, s string) bool { return string(rune(r)) == s }

//go:noinline
func wide(v uint64, s string) bool { return string(v) == s }

var kept []string

//go:noinline
func keep(r rune) { kept = append(kept, string(r)) }

func main() {
	println(compare('x', "x"), compare('é', "é"), compare('世', "世"), compare('😀', "😀"), compare(int8(-1), "\uFFFD"))
	println(compare(rune(0xD800), "\uFFFD"), compare(rune(0x110000), "\uFFFD"), wide(1<<32+'x', "\uFFFD"), wide('x', "x"))
	for _, r := range "aé世😀" {
		keep(r)
	}
	println(strings.Join(kept, " "))
	r := '世'
	println(testing.AllocsPerRun(10, func() {
		if !compare(r, "世") || strings.IndexRune("test世", r) != 4 {
			panic("wrong")
		}
	}))
}

// CHECK: true true true true true
// CHECK-NEXT: true true true true
// CHECK-NEXT: a é 世 😀
// CHECK-NEXT: 0
// CHECK-NEXT: exit 0
