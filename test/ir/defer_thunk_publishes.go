// RUN: %ogo build -O0 --emit=llvm -o - %s | FileCheck %s

// Only thunks of functions that contain recover say whom they call; recover uses the token of its own function.
package main

func plain() {}

func rec() { recover() }

func f() {
	defer plain()
	defer rec()
}

// CHECK-LABEL: define {{.*}}void @main.rec()
// CHECK: %[[TOKEN:.*]] = call swiftcc ptr @runtime.recovertoken(ptr @main.rec)
// CHECK: call swiftcc { ptr, ptr } @runtime.gorecover(ptr %[[TOKEN]])
// CHECK-LABEL: define internal {{.*}}void @main.f.deferwrap1(
// CHECK-NOT: recoverpublish
// CHECK: call swiftcc void @main.plain()
// CHECK-LABEL: define internal {{.*}}void @main.f.deferwrap2(
// CHECK: call swiftcc void @runtime.recoverpublish(ptr @main.f.deferwrap2, ptr @main.rec)
// CHECK-NEXT: call swiftcc void @main.rec()

func main() { f() }
