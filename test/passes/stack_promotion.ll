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
