; RUN: %ogo-opt -passes=ogo-defer-lowering -S %s | FileCheck %s
; Two scopes of one frame with records have a list each: the inner one's exit leaves what was deferred into the outer one
; meanwhile, as an iterator's does with what the loop's body deferred.

; CHECK: @f.deferfunc = {{.*}} { ptr @f, ptr null, ptr null, i64 0, i64 2 }
; CHECK-LABEL: define swiftcc void @f(
; CHECK: store i64 0, ptr %deferframe
; CHECK: %[[INNER:.*]] = getelementptr inbounds i64, ptr %deferframe, i64 1
; CHECK: store i64 0, ptr %[[INNER]]
; CHECK: loop:
; CHECK: call swiftcc void @runtime.deferproc(ptr %deferframe, ptr @thunk,
; CHECK: call swiftcc void @runtime.deferprocStack(ptr %[[INNER]], ptr {{.*}}, ptr @thunk)
; CHECK: call swiftcc void @runtime.deferproc(ptr %deferframe, ptr @thunk,
; CHECK: load ptr, ptr %[[INNER]]
; CHECK: call swiftcc void @runtime.deferreturn(ptr %[[INNER]])
; CHECK: call swiftcc void @runtime.deferreturn(ptr %deferframe)
define swiftcc void @f(i64 %n) {
entry:
  %outer = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  call void @ogo.defer(ptr %outer, ptr @thunk, ptr null, i64 0)
  %inner = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %inner, ptr @thunk, ptr null, i64 0)
  call void @ogo.defer(ptr %outer, ptr @thunk, ptr null, i64 0)
  call void @ogo.defer.run(ptr %inner)
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %exit
exit:
  call void @ogo.defer.run(ptr %outer)
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

