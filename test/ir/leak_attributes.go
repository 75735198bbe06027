// RUN: %ogo build -O2 --emit=llvm -o - %s | FileCheck %s

// Parameters say what escape analysis knows of them, for passes/StackPromotion.
package main

var kept *int

// CHECK-DAG: define {{.*}}@main.none(ptr {{.*}}"ogo-leak"="none"
//
//go:noinline
func none(p *int) int { return *p }

// CHECK-DAG: define {{.*}}@main.result(ptr {{.*}}"ogo-leak"="result"
//
//go:noinline
func result(p *[8]byte) []byte { return p[:] }

// What a parameter points at is not the parameter.
// CHECK-DAG: define {{.*}}@main.content(ptr {{.*}}"ogo-leak"="none"
//
//go:noinline
func content(p **int) { kept = *p }

// CHECK-DAG: define {{.*}}@main.heap(ptr %{{[^"]*}}
//
//go:noinline
func heap(p *int) { kept = p }

func main() {
	x := 1
	p := &x
	heap(p)
	content(&p)
	println(none(p), len(result(new([8]byte))))
}
