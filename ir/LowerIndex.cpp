//===- LowerIndex.cpp - Index expressions ---------------------------------===//
//
// Spec "Index expressions". The operand's and index's order of evaluation is
// left to right; the bounds check comes after both.
//
//===----------------------------------------------------------------------===//
#include "ir/FunctionLowering.h"

namespace ogo {

/// Address of element Index of type Elem from Base.
static llvm::Value *elementAddress(FunctionLowering &F, llvm::Value *Base,
                                   llvm::Value *Index, Type *Elem) {
  const Layout &L = F.layout(Elem);
  if (L.Size == 0)
    return Base;
  llvm::Type *Mem = L.Mem;
  if (F.M.DL.getTypeAllocSize(Mem) == L.Size)
    return F.B.CreateInBoundsGEP(Mem, Base, Index);
  llvm::Value *Bytes = F.B.CreateMul(Index, F.B.getInt64(L.Size));
  return F.B.CreateInBoundsGEP(F.M.I8Ty, Base, Bytes);
}

Value lowerIndexOperand(FunctionLowering &F, Expr *Index) {
  const TypeAndValue &TV = F.Facts.typeAndValue(Index);
  Type *Int = F.M.canonical(F.M.Ctx.basic(BasicKind::Int));
  if (TV.isConstant()) {
    ConstantValue V = constant::toInt(TV.Val);
    if (auto I = V.int64Val())
      return Value{Int, F.B.getInt64(*I)};
  }
  return lowerExpr(F, Index);
}

std::function<llvm::Value *()> delayedIndexAddress(FunctionLowering &F,
                                                   IndexExpr *E) {
  Type *XT = F.typeOf(E->X);
  Pos At = E->pos();
  Type *U = under(XT);
  if (auto *S = llvm::dyn_cast<Slice>(U)) {
    Value X = lowerExpr(F, E->X);
    Value I = lowerIndexOperand(F, E->Index);
    Type *Elem = F.concrete(S->Elem);
    return [&F, X, I, Elem, At] {
      llvm::Value *N = checkIndex(F, I.V, I.T, F.extract(X, 1), At);
      return elementAddress(F, F.extract(X, 0), N, Elem);
    };
  }
  if (auto *P = llvm::dyn_cast<Pointer>(U)) {
    auto *A = underAs<Array>(P->Elem);
    Value X = lowerExpr(F, E->X);
    Value I = lowerIndexOperand(F, E->Index);
    Type *Elem = F.concrete(A->Elem);
    int64_t Len = A->Len;
    return [&F, X, I, Elem, Len, At] {
      checkNil(F, X.V, At);
      llvm::Value *N = checkIndex(F, I.V, I.T, F.B.getInt64(Len), At);
      return elementAddress(F, X.V, N, Elem);
    };
  }
  auto *A = llvm::cast<Array>(U);
  Place Base = lowerPlace(F, E->X);
  Value I = lowerIndexOperand(F, E->Index);
  Type *Elem = F.concrete(A->Elem);
  int64_t Len = A->Len;
  return [&F, Base, I, Elem, Len, At]() mutable {
    llvm::Value *Addr = placeAddress(F, Base);
    llvm::Value *N = checkIndex(F, I.V, I.T, F.B.getInt64(Len), At);
    return elementAddress(F, Addr, N, Elem);
  };
}

llvm::Value *lowerIndexAddress(FunctionLowering &F, IndexExpr *E) {
  auto Resolve = delayedIndexAddress(F, E);
  F.setPos(E->pos());
  return Resolve();
}

Value lowerIndex(FunctionLowering &F, IndexExpr *E) {
  Type *XT = F.typeOf(E->X);
  Type *U = under(XT);
  if (llvm::isa<Map>(U))
    return lowerMapIndex(F, E, nullptr);
  Type *T = F.typeOf(E);
  if (isString(U)) {
    Value X = lowerExpr(F, E->X);
    Value I = lowerIndexOperand(F, E->Index);
    llvm::Value *N = checkIndex(F, I.V, I.T, F.extract(X, 1), E->pos());
    return Value{
        T, F.B.CreateLoad(F.M.I8Ty,
                          F.B.CreateInBoundsGEP(F.M.I8Ty, F.extract(X, 0), N))};
  }
  if (llvm::isa<Array>(U) && !F.Facts.typeAndValue(E->X).isAddressable()) {
    // An array without address: put it into one (SROA takes it out again).
    auto *A = llvm::cast<Array>(U);
    Value X = lowerExpr(F, E->X);
    Value I = lowerIndexOperand(F, E->Index);
    llvm::Value *N = checkIndex(F, I.V, I.T, F.B.getInt64(A->Len), E->pos());
    return F.load(elementAddress(F, F.addressOf(X), N, T), T);
  }
  llvm::Value *Addr = lowerIndexAddress(F, E);
  return F.load(Addr, T);
}

} // namespace ogo
