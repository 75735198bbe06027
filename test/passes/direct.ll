; RUN: %ogo-opt -passes=ogo-defer-elimination -S %s | FileCheck %s
; Nothing can come between the statements and the exit: plain calls there, the last statement's first.

@n = internal global i64 0

; CHECK-LABEL: define swiftcc void @two(
; CHECK-NEXT: %v = load i64, ptr @n
; CHECK-NEXT: store i64 %v, ptr @n
; CHECK-NEXT: call swiftcc void @quiet2()
; CHECK-NEXT: call swiftcc void @callee()
; CHECK-NEXT: ret void
define swiftcc void @two() {
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr null, i64 0)
  call void @ogo.defer(ptr %s, ptr @quiet, ptr null, i64 0)
  %v = load i64, ptr @n
  store i64 %v, ptr @n
  call void @ogo.defer.run(ptr %s)
  ret void
}

; The call of the second statement may panic while the first is pending.
; CHECK-LABEL: define swiftcc void @blocked(
; CHECK: call void @ogo.defer(ptr %s, ptr @quiet, ptr null, i64 0)
; CHECK-NEXT: call swiftcc void @callee()
; CHECK-NEXT: call void @ogo.defer.run(ptr %s)
define swiftcc void @blocked() {
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %s, ptr @quiet, ptr null, i64 0)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr null, i64 0)
  call void @ogo.defer.run(ptr %s)
  ret void
}

; A panic may come between.
; CHECK-LABEL: define swiftcc void @panics(
; CHECK: call void @ogo.defer(
define swiftcc void @panics() {
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr null, i64 0)
  call swiftcc void @mayPanic()
  call void @ogo.defer.run(ptr %s)
  ret void
}

; An exit before the statement does not matter.
; CHECK-LABEL: define swiftcc void @early(
; CHECK: no:
; CHECK-NEXT: ret void
; CHECK: yes:
; CHECK-NEXT: call swiftcc void @callee()
; CHECK-NEXT: ret void
define swiftcc void @early(i1 %on) {
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  br i1 %on, label %yes, label %no
no:
  call void @ogo.defer.run(ptr %s)
  ret void
yes:
  call void @ogo.defer(ptr %s, ptr @thunk, ptr null, i64 0)
  call void @ogo.defer.run(ptr %s)
  ret void
}

; Nothing can panic, so a flag says at the exit whether the statement was reached.
; CHECK-LABEL: define swiftcc void @conditional(
; CHECK: %deferred = alloca i1
; CHECK-NEXT: store i1 false, ptr %deferred
; CHECK: yes:
; CHECK-NEXT: store i1 true, ptr %deferred
; CHECK: join:
; CHECK-NEXT: %[[ON:.*]] = load i1, ptr %deferred
; CHECK-NEXT: br i1 %[[ON]], label %[[CALL:.*]], label
; CHECK: [[CALL]]:
; CHECK-NEXT: call swiftcc void @callee()
define swiftcc void @conditional(i1 %on) {
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  br i1 %on, label %yes, label %join
yes:
  call void @ogo.defer(ptr %s, ptr @thunk, ptr null, i64 0)
  br label %join
join:
  call void @ogo.defer.run(ptr %s)
  ret void
}

; On a return recover gives nil.
; CHECK-LABEL: define swiftcc void @recovers(
; CHECK-NOT: runtime.recover
; CHECK: extractvalue { ptr, ptr } zeroinitializer, 1
; CHECK-NEXT: store ptr
; CHECK-NEXT: ret void
define swiftcc void @recovers() {
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %s, ptr @recovering, ptr null, i64 0)
  call void @ogo.defer.run(ptr %s)
  ret void
}

@p = internal global ptr null

define internal swiftcc void @recovering(ptr %env) {
  call swiftcc void @runtime.recoverpublish(ptr @recovering, ptr @literal)
  %t = call swiftcc ptr @runtime.recovertoken(ptr @literal)
  %v = call swiftcc { ptr, ptr } @runtime.gorecover(ptr %t)
  %data = extractvalue { ptr, ptr } %v, 1
  store ptr %data, ptr @p
  ret void
}

declare swiftcc void @literal()
declare swiftcc void @runtime.recoverpublish(ptr, ptr)
declare swiftcc ptr @runtime.recovertoken(ptr)
declare swiftcc { ptr, ptr } @runtime.gorecover(ptr)

; A pointer from elsewhere may fault, one used before the statement does not.
; CHECK-LABEL: define swiftcc void @faults(
; CHECK: call void @ogo.defer(
define swiftcc void @faults(ptr %p) {
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr null, i64 0)
  store i64 1, ptr %p
  call void @ogo.defer.run(ptr %s)
  ret void
}

; CHECK-LABEL: define swiftcc void @used(
; CHECK-NOT: ogo.defer
; CHECK: ret void
define swiftcc void @used(ptr %p) {
  store i64 0, ptr %p
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %s, ptr @thunk, ptr null, i64 0)
  %q = getelementptr i8, ptr %p, i64 8
  store i64 1, ptr %q
  call void @ogo.defer.run(ptr %s)
  ret void
}

; The environment is what it was at the statement.
; CHECK-LABEL: define swiftcc void @environment(
; CHECK: %deferenv = alloca [8 x i8]
; CHECK: call void @llvm.memcpy{{.*}}(ptr align 8 %deferenv, ptr align 8 %env, i64 8
; CHECK: store i64 9, ptr %env
; CHECK: load i64, ptr %deferenv
define swiftcc void @environment() {
  %env = alloca i64
  store i64 1, ptr %env
  %s = call ptr @ogo.defer.scope(ptr null, ptr @resume, i64 0)
  call void @ogo.defer(ptr %s, ptr @reads, ptr %env, i64 8)
  store i64 9, ptr %env
  call void @ogo.defer.run(ptr %s)
  ret void
}

define internal swiftcc void @quiet(ptr %env) {
  call swiftcc void @quiet2()
  ret void
}

define swiftcc void @quiet2() noinline {
  store i64 5, ptr @n
  ret void
}

define internal swiftcc void @reads(ptr %env) {
  %v = load i64, ptr %env
  store i64 %v, ptr @n
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
