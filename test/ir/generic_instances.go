// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// One function per set of type arguments, named as gc names it.
package main

//go:noinline
func first[K comparable, V any](k K, v V) V { return v }

type list[T any] struct {
	next *list[T]
	v    T
}

func (l *list[T]) value() T { return l.v }

// CHECK-DAG: define linkonce_odr {{.*}}i8 @"main.first[int,uint8]"(i64 {{.*}}, i8
// CHECK-DAG: define linkonce_odr {{.*}}i64 @"main.first[string,int]"(ptr {{.*}}, i64 {{.*}}, i64
// CHECK-DAG: define linkonce_odr {{.*}} @"main.(*list[float64]).value"(ptr

func main() {
	println(first(1, uint8(2)), first("a", 2), (&list[float64]{}).value())
}
