; RUN: %ogo-opt -passes=ogo-defer-prepare -S %s | FileCheck %s
; What can be recovered into is interposable and never inlined; other functions that defer stay as they are.

; CHECK: define weak_odr swiftcc i64 @recoverable() [[ATTR:#[0-9]+]]
define swiftcc i64 @recoverable() {
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %s, ptr @recovering, ptr null, i64 0)
  call swiftcc void @mayPanic()
  unreachable
}

; CHECK: define swiftcc void @plain() {
define swiftcc void @plain() {
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr null, i64 0)
  call void @ogo.defer.run(ptr %s)
  ret void
}

define internal swiftcc void @recovering(ptr %env) {
  call swiftcc void @runtime.recoverpublish(ptr @recovering, ptr @callee)
  call swiftcc void @callee()
  ret void
}

define internal swiftcc void @thunk(ptr %env) {
  call swiftcc void @callee()
  ret void
}

define internal swiftcc void @resume(ptr %r) {
  ret void
}

; CHECK: attributes [[ATTR]] = {{.*}}noinline

declare ptr @ogo.defer.scope(ptr, ptr, i64) convergent nounwind
declare void @ogo.defer(ptr, ptr, ptr, i64) convergent nounwind
declare void @ogo.defer.run(ptr) convergent nounwind
declare swiftcc void @mayPanic()
declare swiftcc void @callee()
declare swiftcc void @runtime.recoverpublish(ptr, ptr)

