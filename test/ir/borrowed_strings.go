// string(b) and []byte(s) are not copied where the result is only looked at.
// RUN: %ogo build -O1 --emit=llvm -o - %s | FileCheck %s
package main


// CHECK-LABEL: define{{.*}} @main.equal(
// CHECK-NOT: slicebytetostring
// CHECK: {{^}}}
func equal(a, b []byte) bool { return string(a) == string(b) }

// The call may change a.
//
// CHECK-LABEL: define{{.*}} @main.equalCall(
// CHECK: slicebytetostring
func equalCall(a []byte) bool { return string(a) == f() }

func f() string { return "" }

// CHECK-LABEL: define{{.*}} @main.lookup(
// CHECK-NOT: slicebytetostring
// CHECK: {{^}}}
func lookup(m map[string]int, k []byte) int { return m[string(k)] }

// The map keeps the key.
//
// CHECK-LABEL: define{{.*}} @main.insert(
// CHECK: slicebytetostring
func insert(m map[string]int, k []byte) { m[string(k)] = 1 }

// CHECK-LABEL: define{{.*}} @main.choose(
// CHECK-NOT: slicebytetostring
// CHECK: {{^}}}
func choose(k []byte) int {
	switch string(k) {
	case "a", "b":
		return 1
	}
	return 0
}

// CHECK-LABEL: define{{.*}} @main.quote(
// CHECK-NOT: slicebytetostring
// CHECK: {{^}}}
func quote(b []byte) string { return "'" + string(b) + "'" }

// The other operand may be empty, and the result then the operand itself.
//
// CHECK-LABEL: define{{.*}} @main.join(
// CHECK: slicebytetostring
func join(s string, b []byte) string { return s + string(b) }

// CHECK-LABEL: define{{.*}} @main.sum(
// CHECK-NOT: stringtoslicebyte
// CHECK: {{^}}}
func sum(s string) (n int) {
	for _, c := range []byte(s) {
		n += int(c)
	}
	return
}

// The loop must not see what its body does to b.
//
// CHECK-LABEL: define{{.*}} @main.runes(
// CHECK: slicebytetostring
func runes(b []byte) {
	for range string(b) {
		b[0]++
	}
}

// CHECK-LABEL: define{{.*}} @main.main(
func main() {}
