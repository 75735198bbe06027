// RUN: %run_all %s | FileCheck --match-full-lines %s

// The pointer to a struct type without a name has the methods of what is embedded.
package main

import (
	"fmt"
	"reflect"
)

type M struct{}

func (*M) String() string { return "method" }

func main() {
	var x struct{ M }
	_, ok := reflect.New(reflect.TypeOf(x)).Interface().(fmt.Stringer)
	fmt.Println(ok)
}

// CHECK: true
// CHECK-NEXT: exit 0
