; RUN: %ogo-opt -passes=ogo-defer-lowering -S %s | FileCheck %s
; The exit reads the environment of an inlined body after that body's end: it reads a copy.

; CHECK-LABEL: define swiftcc void @f(
; CHECK: call void @llvm.memcpy{{.*}}(ptr {{.*}}%deferenv, ptr {{.*}}%env, i64 8
; CHECK: call void @llvm.lifetime.end
; CHECK: load i64, ptr %deferenv
; CHECK: ret void
define swiftcc void @f() {
  %env = alloca i64
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @llvm.lifetime.start.p0(i64 8, ptr %env)
  store i64 1, ptr %env
  call void @ogo.defer(ptr %s, ptr @uses, ptr %env, i64 8)
  call void @llvm.lifetime.end.p0(i64 8, ptr %env)
  call swiftcc void @mayPanic()
  call void @ogo.defer.run(ptr %s)
  ret void
}

define internal swiftcc void @uses(ptr %env) {
  %v = load i64, ptr %env
  call swiftcc void @take(i64 %v)
  ret void
}

define internal swiftcc void @resume(ptr %r) {
  ret void
}

declare swiftcc void @take(i64)
declare void @llvm.lifetime.start.p0(i64, ptr)
declare void @llvm.lifetime.end.p0(i64, ptr)

declare ptr @ogo.defer.scope(ptr, ptr, i64) convergent nounwind
declare void @ogo.defer(ptr, ptr, ptr, i64) convergent nounwind
declare void @ogo.defer.run(ptr) convergent nounwind
declare swiftcc void @mayPanic()
declare swiftcc void @callee()
