// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// Tables of constants are data, not code.
package main

type row struct {
	name string
	n    int
	sub  []byte
	p    *int
	f    func()
}

var x = 7

var primes = [4]int{2, 3, 5, 7}
var names = []string{"a", "bc"}
var rows = []row{{"first", 1, []byte{1, 2}, &x, other}, {name: "second"}}
var pointers = map[string]int(nil)
var iface any = 42
var fresh = new(17)
var outer = wide{name: "in", k: 3}

type wide struct {
	k int
	row
}

// CHECK-DAG: @main.x = {{.*}}global i64 7
// CHECK-DAG: @main.primes = {{.*}}[i64 2, i64 3, i64 5, i64 7]
// CHECK-DAG: @main.names = {{.*}}{ ptr @{{.*}}, i64 2, i64 2 }
// CHECK-DAG: @main.rows = {{.*}}{ ptr @{{.*}}, i64 2, i64 2 }
// CHECK-DAG: = {{.*}}ptr @main.x, ptr @"main.other{{.*}}f"
// CHECK-DAG: @main.iface = {{.*}}{ ptr @"type:int", ptr @{{.*}} }
// CHECK-DAG: @[[FRESH:stmp[.0-9]*]] = private global i64 17
// CHECK-DAG: @main.fresh = {{.*}}global ptr @[[FRESH]]
// CHECK-DAG: @main.outer = {{.*}} <{ i64 3, <{ {{.*}} { ptr @{{.*}}, i64 2 }, i64 0, {{.*}}zeroinitializer
// CHECK-LABEL: define {{.*}}void @main.init()
// CHECK-NOT: store
// CHECK-NOT: call
// CHECK: ret void

func other() {}

func main() {
	println(primes[x&3], names[0], rows[0].name, pointers["a"], iface == nil, *fresh, outer.k)
}
