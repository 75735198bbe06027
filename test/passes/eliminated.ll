; RUN: %ogo-opt -passes=ogo-defer-elimination -S %s | FileCheck %s
; A deferred function without effect goes with its scope; one with an effect stays.

; CHECK-LABEL: define swiftcc void @empty(
; CHECK-NEXT: call swiftcc void @mayPanic()
; CHECK-NEXT: ret void
define swiftcc void @empty() {
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %s, ptr @nothing, ptr null, i64 0)
  call swiftcc void @mayPanic()
  call void @ogo.defer.run(ptr %s)
  ret void
}

; CHECK-LABEL: define swiftcc void @effect(
; CHECK: call void @ogo.defer(ptr %s, ptr @something
define swiftcc void @effect() {
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %s, ptr @something, ptr null, i64 0)
  call swiftcc void @mayPanic()
  call void @ogo.defer.run(ptr %s)
  ret void
}

define internal swiftcc void @nothing(ptr %env) {
  ret void
}

define internal swiftcc void @something(ptr %env) {
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

