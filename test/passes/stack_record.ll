; RUN: %ogo-opt -passes=ogo-defer-lowering -S %s | FileCheck %s
; More statements than bits of a word: records, but in the frame. One in a loop: a record on the heap, the others in the frame.

; CHECK-LABEL: define swiftcc void @many(
; CHECK: %deferframe = alloca [3176 x i8], align 16
; CHECK: call void @llvm.memcpy{{.*}}(ptr align 8 %[[ENV:.*]], ptr align 8 %env, i64 8
; CHECK-COUNT-66: call swiftcc void @runtime.deferprocStack(ptr %deferframe, ptr {{.*}}, ptr @thunk)
; CHECK-NOT: @runtime.deferproc(
; CHECK: call swiftcc void @runtime.deferreturn(ptr %deferframe)
; CHECK: ret void
define swiftcc void @many() {
  %env = alloca i64
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr %env, i64 8)
  call void @ogo.defer.run(ptr %s)
  ret void
}

; CHECK-LABEL: define swiftcc void @mixed(
; CHECK: call swiftcc void @runtime.deferprocStack(ptr %deferframe, ptr {{.*}}, ptr @thunk)
; CHECK: loop:
; CHECK: call swiftcc void @runtime.deferproc(ptr %deferframe, ptr @thunk, ptr null, i64 0)
define swiftcc void @mixed(i64 %n) {
entry:
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr null, i64 0)
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  call void @ogo.defer(ptr %s, ptr @thunk, ptr null, i64 0)
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
