; RUN: %ogo-opt -passes=ogo-defer-lowering -S %s | FileCheck %s
; A deferred call that defers itself keeps its frame: it is called, not inlined.

; CHECK-LABEL: define swiftcc void @f(
; CHECK: call swiftcc void @deferring(
; CHECK-NOT: @runtime.deferproc
; CHECK: ret void
define swiftcc void @f() {
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %s, ptr @deferring, ptr null, i64 0)
  call swiftcc void @mayPanic()
  call void @ogo.defer.run(ptr %s)
  ret void
}

; CHECK-LABEL: define internal swiftcc void @deferring(
; CHECK: %deferframe = alloca
define internal swiftcc void @deferring(ptr %env) {
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr null, i64 0)
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

