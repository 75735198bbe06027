; RUN: %ogo-opt -passes=ogo-defer-lowering -S %s | FileCheck %s
; In a loop: a record per statement, run at the exit if there is one.

; CHECK-LABEL: define swiftcc void @f(
; CHECK: loop:
; CHECK: call swiftcc void @runtime.deferproc(ptr %deferframe, ptr @thunk, ptr %env, i64 8)
; CHECK: call swiftcc void @runtime.deferreturn(ptr %deferframe)
; CHECK: ret void
define swiftcc void @f(i64 %n) {
entry:
  %env = alloca i64
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  store i64 %i, ptr %env
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %exit
exit:
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

