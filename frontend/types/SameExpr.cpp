//===- SameExpr.cpp - Comparing expressions by structure ------------------===//
//
// The comparison is of trees, not of values: what the two name must be the same
// objects, and nothing on the way may have an effect.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/SameExpr.h"
#include "frontend/types/Predicates.h"

using namespace ogo;

bool ogo::isSameSafe(const Info &Facts, const Expr *L, const Expr *R) {
  L = unparen(L);
  R = unparen(R);
  const TypeAndValue &LV = Facts.typeAndValue(L), &RV = Facts.typeAndValue(R);
  if (LV.isConstant() || RV.isConstant())
    return LV.isConstant() && RV.isConstant() && identical(LV.T, RV.T) &&
           constant::compare(LV.Val, Op::Eql, RV.Val);
  if (L->kind() != R->kind())
    return false;
  switch (L->kind()) {
  case NodeKind::Name: {
    Object *O = Facts.objectOf(llvm::cast<Name>(L));
    return O && O == Facts.objectOf(llvm::cast<Name>(R));
  }
  case NodeKind::SelectorExpr: {
    auto *A = llvm::cast<SelectorExpr>(L), *B = llvm::cast<SelectorExpr>(R);
    const Selection *SA = Facts.selectionOf(A), *SB = Facts.selectionOf(B);
    if (!SA || !SB)
      return !SA && !SB && Facts.objectOf(A->Sel) == Facts.objectOf(B->Sel);
    return SA->K == Selection::Kind::FieldVal && SB->K == SA->K &&
           SA->Index == SB->Index && isSameSafe(Facts, A->X, B->X);
  }
  case NodeKind::IndexExpr: {
    auto *A = llvm::cast<IndexExpr>(L), *B = llvm::cast<IndexExpr>(R);
    // A key that becomes an interface is another one each time.
    Type *T = Facts.typeOf(A->X);
    auto *M = T ? commonUnderAs<Map>(T) : nullptr;
    if (M && isInterface(M->Key) && !isInterface(Facts.typeOf(A->Index)))
      return false;
    return isSameSafe(Facts, A->X, B->X) &&
           isSameSafe(Facts, A->Index, B->Index);
  }
  case NodeKind::Operation: {
    auto *A = llvm::cast<Operation>(L), *B = llvm::cast<Operation>(R);
    if (A->Opcode != B->Opcode || A->isUnary() != B->isUnary() ||
        A->Opcode == Op::Recv || A->Opcode == Op::AndAnd ||
        A->Opcode == Op::OrOr || (A->isUnary() && A->Opcode == Op::And))
      return false;
    if (A->isUnary())
      return isSameSafe(Facts, A->X, B->X);
    Type *T = Facts.typeOf(A);
    return T && isNumeric(T) && isSameSafe(Facts, A->X, B->X) &&
           isSameSafe(Facts, A->Y, B->Y);
  }
  case NodeKind::CallExpr: { // a conversion between numbers
    auto *A = llvm::cast<CallExpr>(L), *B = llvm::cast<CallExpr>(R);
    return Facts.typeAndValue(unparen(A->Fun)).isType() &&
           Facts.typeAndValue(unparen(B->Fun)).isType() &&
           identical(LV.T, RV.T) && isNumeric(LV.T) &&
           isSameSafe(Facts, A->Args[0], B->Args[0]);
  }
  default:
    return false;
  }
}
