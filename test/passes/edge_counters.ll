; A byte is counted up on each edge; nothing runs at the program's start.
; RUN: %ogo-opt -passes=ogo-edge-counters -S %s | FileCheck %s
; CHECK: @[[A:.*]] = private global [3 x i8] zeroinitializer, section "__sancov_cntrs", comdat($main.f)
; CHECK-NOT: llvm.global_ctors
; CHECK-NOT: sancov.module_ctor
; CHECK-LABEL: define i64 @main.f
; CHECK: [[N:%.*]] = load i8, ptr @[[A]]
; CHECK-NEXT: add i8 [[N]], 1
target triple = "x86_64-unknown-linux-gnu"

define i64 @main.f(i64 %x) {
entry:
  %c = icmp eq i64 %x, 7
  br i1 %c, label %yes, label %no

yes:
  ret i64 1

no:
  ret i64 2
}
