; RUN: %ogo-opt -passes=ogo-defer-lowering -S %s | FileCheck %s
; A function that can be recovered into saves all callee-saved registers, and its results are in the stack map.

; CHECK-LABEL: define swiftcc i64 @f(
; CHECK: %results = alloca i64
; CHECK: call void asm sideeffect "", "~{rbx},~{r12},~{r13},~{r14},~{r15}"()
; CHECK: call void {{.*}}@llvm.experimental.stackmap(i64 0, i32 0, ptr %deferframe, ptr %results)
define swiftcc i64 @f() {
  %results = alloca i64
  %s = call ptr @ogo.defer.scope(ptr %results, ptr @resume, i64 8)
  call void @ogo.defer(ptr %s, ptr @recovering, ptr null, i64 0)
  call swiftcc void @mayPanic()
  call void @ogo.defer.run(ptr %s)
  %r = load i64, ptr %results
  ret i64 %r
}

; CHECK-NOT: invoke
; CHECK-NOT: landingpad

define internal swiftcc void @recovering(ptr %env) {
  call swiftcc void @runtime.recoverpublish(ptr @recovering, ptr @callee)
  call swiftcc void @callee()
  ret void
}

define internal swiftcc i64 @resume(ptr %r) {
  %v = load i64, ptr %r
  ret i64 %v
}

declare ptr @ogo.defer.scope(ptr, ptr, i64) convergent nounwind
declare void @ogo.defer(ptr, ptr, ptr, i64) convergent nounwind
declare void @ogo.defer.run(ptr) convergent nounwind
declare swiftcc void @mayPanic()
declare swiftcc void @callee()
declare swiftcc void @runtime.recoverpublish(ptr, ptr)

