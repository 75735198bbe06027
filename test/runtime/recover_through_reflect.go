// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 5: reflect.MakeFunc is a wrapper, reflect.Value.Call is a caller.
package main

import "reflect"

func rec() { println("direct callee of Call:", recover() == nil) }

func made() {
	defer func() { println("outer", recover() == nil) }()
	f := reflect.MakeFunc(reflect.TypeOf(func() {}), func([]reflect.Value) []reflect.Value {
		println("made:", recover().(string))
		return nil
	}).Interface().(func())
	defer f()
	panic("m")
}

func called() {
	defer func() { println("outer", recover().(string)) }()
	defer reflect.ValueOf(rec).Call(nil)
	panic("c")
}

type T struct{}

func (T) M() { println("method:", recover().(string)) }

func method() {
	defer func() { println("outer", recover() == nil) }()
	defer reflect.ValueOf(T{}).Method(0).Interface().(func())()
	panic("v")
}

func main() {
	made()
	called()
	method()
}

// CHECK: made: m
// CHECK-NEXT: outer true
// CHECK-NEXT: direct callee of Call: true
// CHECK-NEXT: outer c
// CHECK-NEXT: method: v
// CHECK-NEXT: outer true
// CHECK: exit 0
