; RUN: %ogo-opt -passes=ogo-defer-lowering -S %s | FileCheck %s
; Not in a loop: bits in the defer frame, a direct call at the exit, no call of the runtime's defer functions.

; CHECK: @f.defersites = internal constant [1 x { ptr, i32, i32 }] [{ ptr, i32, i32 } { ptr @thunk, i32 16, i32 0 }]

; CHECK-LABEL: define swiftcc void @f(
; CHECK: %deferframe = alloca
; CHECK: call void {{.*}}@llvm.experimental.stackmap(
; CHECK: store i64 0, ptr
; CHECK-NOT: @runtime.deferproc
; CHECK: call swiftcc void @mayPanic()
; CHECK-NOT: @runtime.deferreturn
; CHECK: call swiftcc void @callee()
; CHECK-NOT: ogo.defer
; CHECK: ret void
define swiftcc void @f(i1 %on) {
entry:
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  br i1 %on, label %yes, label %join
yes:
  call void @ogo.defer(ptr %s, ptr @thunk, ptr null, i64 0)
  br label %join
join:
  call swiftcc void @mayPanic()
  call void @ogo.defer.run(ptr %s)
  ret void
}

define internal swiftcc void @thunk(ptr %env) {
  call swiftcc void @callee()
  ret void
}

define internal swiftcc void @resume(ptr %r) {
  ret void
}

declare ptr @ogo.defer.scope(ptr, ptr, i64) convergent nounwind
declare void @ogo.defer(ptr, ptr, ptr, i64) convergent nounwind
declare void @ogo.defer.run(ptr) convergent nounwind
declare swiftcc void @mayPanic()
declare swiftcc void @callee()
declare swiftcc void @runtime.recoverpublish(ptr, ptr)

