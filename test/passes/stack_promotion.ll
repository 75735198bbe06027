; RUN: %ogo-opt -passes=ogo-stack-promotion -S %s | FileCheck %s
; Objects whose address nobody keeps move into the frame, zeroed where they were made.

declare swiftcc noalias nonnull ptr @runtime.newobject(ptr)
declare swiftcc noalias nonnull ptr @runtime.newclosure(i64)
declare swiftcc void @look(ptr nocapture)
declare swiftcc void @keep(ptr)
@type = external global i8

; CHECK-LABEL: @local(
; CHECK: alloca [24 x i8], align 8
; CHECK-NOT: newobject
; CHECK: memset{{.*}}i64 24
define swiftcc i64 @local() {
  %p = call swiftcc align 8 dereferenceable(24) ptr @runtime.newobject(ptr @type)
  call swiftcc void @look(ptr %p)
  %v = load i64, ptr %p
  ret i64 %v
}

; CHECK-LABEL: @kept(
; CHECK: newobject
define swiftcc void @kept() {
  %p = call swiftcc dereferenceable(8) ptr @runtime.newobject(ptr @type)
  call swiftcc void @keep(ptr %p)
  ret void
}

; CHECK-LABEL: @returned(
; CHECK: newobject
define swiftcc ptr @returned() {
  %p = call swiftcc dereferenceable(8) ptr @runtime.newobject(ptr @type)
  ret ptr %p
}

; One object per iteration; the one before is still looked at.
; CHECK-LABEL: @loop(
; CHECK: newobject
define swiftcc void @loop(i1 %c) {
entry:
  br label %head
head:
  %last = phi ptr [ null, %entry ], [ %p, %head ]
  %p = call swiftcc dereferenceable(8) ptr @runtime.newobject(ptr @type)
  call swiftcc void @look(ptr %last)
  call swiftcc void @look(ptr %p)
  br i1 %c, label %head, label %done
done:
  ret void
}

; CHECK-LABEL: @large(
; CHECK: newobject
define swiftcc void @large() {
  %p = call swiftcc dereferenceable(100000) ptr @runtime.newobject(ptr @type)
  call swiftcc void @look(ptr %p)
  ret void
}

; CHECK-LABEL: @closure(
; CHECK: alloca [16 x i8], align 8
; CHECK-NOT: newclosure
define swiftcc void @closure() {
  %p = call swiftcc ptr @runtime.newclosure(i64 16)
  call swiftcc void @look(ptr %p)
  ret void
}

; What escape analysis knows of a function holds for what it is called with, though it
; may return the address.
declare swiftcc { ptr, i64, i64 } @fill(ptr "ogo-leak"="result")
declare swiftcc void @read(ptr "ogo-leak"="none", i64)

; CHECK-LABEL: @outlined(
; CHECK: alloca [32 x i8]
; CHECK-NOT: newobject
define swiftcc void @outlined() {
  %p = call swiftcc dereferenceable(32) ptr @runtime.newobject(ptr @type)
  %s = call swiftcc { ptr, i64, i64 } @fill(ptr %p)
  %data = extractvalue { ptr, i64, i64 } %s, 0
  %len = extractvalue { ptr, i64, i64 } %s, 1
  call swiftcc void @read(ptr %data, i64 %len)
  ret void
}

; CHECK-LABEL: @returned_by_callee(
; CHECK: newobject
define swiftcc ptr @returned_by_callee() {
  %p = call swiftcc dereferenceable(32) ptr @runtime.newobject(ptr @type)
  %s = call swiftcc { ptr, i64, i64 } @fill(ptr %p)
  %data = extractvalue { ptr, i64, i64 } %s, 0
  ret ptr %data
}

; CHECK-LABEL: @result_of_iteration_before(
; CHECK: newobject
define swiftcc void @result_of_iteration_before(i1 %c) {
entry:
  br label %head
head:
  %last = phi ptr [ null, %entry ], [ %data, %head ]
  %p = call swiftcc dereferenceable(32) ptr @runtime.newobject(ptr @type)
  %s = call swiftcc { ptr, i64, i64 } @fill(ptr %p)
  %data = extractvalue { ptr, i64, i64 } %s, 0
  call swiftcc void @read(ptr %last, i64 1)
  br i1 %c, label %head, label %done
done:
  ret void
}
