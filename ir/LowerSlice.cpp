//===- LowerSlice.cpp - Slice expressions ---------------------------------===//
//
// Spec "Slice expressions". Bounds are checked from the outermost inwards
// (max against the capacity, high against max, low against high), which
// decides the panic a wrong expression gives.
//
//===----------------------------------------------------------------------===//
#include "ir/FunctionLowering.h"

namespace ogo {

Value lowerIndexOperand(FunctionLowering &F, Expr *Index); // LowerIndex.cpp

namespace {
/// What is sliced: data, length, capacity, and how violations are reported.
struct Sliced {
  llvm::Value *Ptr, *Len, *Cap;
  Type *Elem;  // null for strings
  bool HasCap; // "with capacity" wording
};
struct Bound {
  llvm::Value *V = nullptr;
  bool Unsigned = false;
};
} // namespace

static Bound lowerBound(FunctionLowering &F, Expr *E) {
  if (!E)
    return {};
  Value I = lowerIndexOperand(F, E);
  bool U = isUnsigned(I.T);
  return {U ? F.B.CreateZExt(I.V, F.M.I64Ty) : F.B.CreateSExt(I.V, F.M.I64Ty),
          U};
}

/// Evaluates the operand; Check makes the nil check of an array pointer once
/// the bounds have been evaluated.
static Sliced lowerOperand(FunctionLowering &F, SliceExpr *E,
                           std::function<void()> &Check) {
  Type *U = under(F.typeOf(E->X));
  if (isString(U)) {
    Value X = lowerExpr(F, E->X);
    return {F.extract(X, 0), F.extract(X, 1), F.extract(X, 1), nullptr, false};
  }
  if (auto *S = llvm::dyn_cast<Slice>(U)) {
    Value X = lowerExpr(F, E->X);
    return {F.extract(X, 0), F.extract(X, 1), F.extract(X, 2),
            F.concrete(S->Elem), true};
  }
  llvm::Value *Addr;
  Array *A;
  if (auto *P = llvm::dyn_cast<Pointer>(U)) {
    A = underAs<Array>(P->Elem);
    Addr = lowerExpr(F, E->X).V;
    Check = [&F, Addr, At = E->pos()] { checkNil(F, Addr, At); };
  } else {
    A = llvm::cast<Array>(U);
    Addr = lowerAddress(F, E->X);
  }
  llvm::Value *Len = F.B.getInt64(A->Len);
  return {Addr, Len, Len, F.concrete(A->Elem), false};
}

Value lowerSliceExpr(FunctionLowering &F, SliceExpr *E) {
  using R = RuntimeFn;
  Pos At = E->pos();
  std::function<void()> Check;
  Sliced S = lowerOperand(F, E, Check);
  Bound Lo = lowerBound(F, E->Index[0]), Hi = lowerBound(F, E->Index[1]);
  Bound Max = lowerBound(F, E->Index[2]);
  F.setPos(At);
  if (Check)
    Check();
  if (Max.V) {
    checkBound(
        F, Max.V, S.Cap, S.HasCap ? R::PanicSlice3Acap : R::PanicSlice3Alen,
        S.HasCap ? R::PanicSlice3AcapU : R::PanicSlice3AlenU, Max.Unsigned, At);
    checkBound(F, Hi.V, Max.V, R::PanicSlice3B, R::PanicSlice3BU, Hi.Unsigned,
               At);
    if (Lo.V)
      checkBound(F, Lo.V, Hi.V, R::PanicSlice3C, R::PanicSlice3CU, Lo.Unsigned,
                 At);
  } else {
    if (Hi.V)
      checkBound(
          F, Hi.V, S.Cap, S.HasCap ? R::PanicSliceAcap : R::PanicSliceAlen,
          S.HasCap ? R::PanicSliceAcapU : R::PanicSliceAlenU, Hi.Unsigned, At);
    else
      Hi.V = S.Len;
    if (Lo.V)
      checkBound(F, Lo.V, Hi.V, R::PanicSliceB, R::PanicSliceBU, Lo.Unsigned,
                 At);
  }
  F.setPos(At);
  Type *T = F.typeOf(E);
  llvm::Value *Low = Lo.V ? Lo.V : F.B.getInt64(0);
  llvm::Value *NewLen = Lo.V ? F.B.CreateSub(Hi.V, Low) : Hi.V;
  llvm::Value *CapEnd = Max.V ? Max.V : S.Cap;
  llvm::Value *NewCap = Lo.V ? F.B.CreateSub(CapEnd, Low) : CapEnd;
  llvm::Value *Ptr = S.Ptr;
  if (Lo.V) {
    // An empty result keeps the old base: its address must not leave the
    // object, where another one may begin.
    uint64_t Size = S.Elem ? F.layout(S.Elem).Size : 1;
    llvm::Value *Room = S.Elem ? NewCap : NewLen;
    llvm::Value *Step = F.B.CreateSelect(
        F.B.CreateICmpEQ(Room, F.B.getInt64(0)), F.B.getInt64(0), Low);
    Ptr = F.B.CreateGEP(F.M.I8Ty, Ptr,
                        Size == 1 ? Step
                                  : F.B.CreateMul(Step, F.B.getInt64(Size)));
  }
  if (!S.Elem)
    return F.make(T, {Ptr, NewLen});
  return F.make(T, {Ptr, NewLen, NewCap});
}

} // namespace ogo
