// RUN: %run_all %s | FileCheck --match-full-lines %s

// A type whose one word is a pointer is stored in an interface's data word itself, whatever parts without a size it has
// besides. The compiler, the runtime and reflect have to agree.
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

type T struct{ n int }

func (t *T) Get() int { return t.n }

type before struct {
	_ struct{}
	p *T
}
type after struct {
	p *T
	_ [0]func()
}
type around struct {
	_ [0]int
	_ struct{}
	f before
}
type array [1]around
type embeds struct {
	_ struct{}
	*T
}
type word struct{ n uintptr }
type two struct{ p, q *T }

// direct reports whether the data word of x is the word at p.
func direct(x any, p unsafe.Pointer) bool {
	return (*[2]unsafe.Pointer)(unsafe.Pointer(&x))[1] == p
}

//go:noinline
func hide(x any) any { return x }

func get[V any](x any) V { return x.(V) }

type getter interface{ Get() int }

func main() {
	t := &T{7}
	p := unsafe.Pointer(t)
	fmt.Println(direct(hide(before{p: t}), p), direct(hide(around{f: before{p: t}}), p),
		direct(hide(array{{f: before{p: t}}}), p), direct(hide(embeds{T: t}), p))
	fmt.Println(direct(hide(word{uintptr(p)}), p), direct(hide(two{t, t}), p))
	fmt.Println(direct(hide(after{p: t}), p), unsafe.Sizeof(after{}))

	fmt.Println(get[before](hide(before{p: t})).p.n, get[array](hide(array{{f: before{p: t}}}))[0].f.p.n)
	fmt.Println(hide(embeds{T: t}).(getter).Get(), hide(&embeds{T: t}).(getter).Get())
	fmt.Println(hide(around{f: before{p: t}}) == hide(around{f: before{p: t}}), hide(before{p: t}) == hide(before{p: new(T)}))
	m := map[any]int{before{p: t}: 1, array{{f: before{p: t}}}: 2}
	fmt.Println(m[before{p: t}], m[array{{f: before{p: t}}}], len(m))

	// Values that reflect takes out, puts in and makes.
	v := reflect.ValueOf(before{p: t})
	fmt.Println(v.Field(1).Pointer() == uintptr(p))
	v = reflect.New(reflect.TypeFor[array]()).Elem()
	v.Set(reflect.ValueOf(array{{f: before{p: t}}}))
	fmt.Println(v.Interface() == any(array{{f: before{p: t}}}))
	fmt.Println(reflect.ValueOf(embeds{T: t}).Method(0).Call(nil)[0].Int())
	fmt.Println(reflect.ValueOf(embeds{T: t}).MethodByName("Get").Interface().(func() int)())
	made := reflect.StructOf([]reflect.StructField{
		{Name: "A", Type: reflect.TypeFor[struct{}]()},
		{Name: "P", Type: reflect.TypeFor[*T]()},
	})
	v = reflect.New(made).Elem()
	v.Field(1).Set(reflect.ValueOf(t))
	x := v.Interface()
	fmt.Println(direct(x, p), x.(struct {
		A struct{}
		P *T
	}).P.n)
	v = reflect.New(reflect.ArrayOf(1, made)).Elem()
	v.Index(0).Field(1).Set(reflect.ValueOf(t))
	fmt.Println(direct(v.Interface(), p), v.Interface().([1]struct {
		A struct{}
		P *T
	})[0].P.n)
	f := reflect.MakeFunc(reflect.TypeFor[func(before) array](), func(in []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(array{{f: in[0].Interface().(before)}})}
	}).Interface().(func(before) array)
	fmt.Println(f(before{p: t})[0].f.p.n)
}

// CHECK: true true true true
// CHECK-NEXT: false false
// CHECK-NEXT: false 16
// CHECK-NEXT: 7 7
// CHECK-NEXT: 7 7
// CHECK-NEXT: true false
// CHECK-NEXT: 1 2 2
// CHECK-NEXT: true
// CHECK-NEXT: true
// CHECK-NEXT: 7
// CHECK-NEXT: 7
// CHECK-NEXT: true 7
// CHECK-NEXT: true 7
// CHECK-NEXT: 7
// CHECK: exit 0
