//===- LowerSelector.cpp - Fields and qualified names ---------------------===//
//
// x.f may pass through embedded fields and pointers; every pointer on the way
// is checked. Addressable operands are accessed in place, so selecting from a
// large struct does not load it.
//
//===----------------------------------------------------------------------===//
#include "ir/FunctionLowering.h"

namespace ogo {

llvm::Value *fieldPathAddress(FunctionLowering &F, llvm::Value *Addr, Type *T,
                              llvm::ArrayRef<int> Path, Type *&Out, Pos At) {
  for (int I : Path) {
    if (auto *P = underAs<Pointer>(T)) {
      F.setPos(At);
      Addr = F.B.CreateLoad(F.M.PtrTy, Addr);
      checkNil(F, Addr, At);
      T = F.concrete(P->Elem);
    }
    auto *S = underAs<Struct>(T);
    Addr = F.offset(Addr, F.M.Layouts.fieldOffset(T, I), S->Fields[I]->name());
    T = F.concrete(S->Fields[I]->T);
  }
  Out = T;
  return Addr;
}

/// Field path from a value that has no address; continues in memory once a
/// pointer is followed.
static Value fieldPathValue(FunctionLowering &F, Value V,
                            llvm::ArrayRef<int> Path, Pos At) {
  while (!Path.empty()) {
    if (auto *P = underAs<Pointer>(V.T)) {
      checkNil(F, V.V, At);
      Type *Out = nullptr;
      llvm::Value *Addr =
          fieldPathAddress(F, V.V, F.concrete(P->Elem), Path, Out, At);
      F.setPos(At);
      return F.load(Addr, Out);
    }
    V = F.field(V, Path.front());
    Path = Path.drop_front();
  }
  return V;
}

Value lowerSelector(FunctionLowering &F, SelectorExpr *E) {
  const Selection *S = F.Facts.selectionOf(E);
  if (!S) // package.Name
    return lowerExpr(F, E->Sel);
  switch (S->K) {
  case Selection::Kind::MethodVal:
    return lowerMethodValue(F, E, S);
  case Selection::Kind::MethodExpr:
    return lowerMethodExpr(F, E, S);
  case Selection::Kind::FieldVal:
    break;
  }
  if (F.Facts.typeAndValue(E->X).isAddressable()) {
    llvm::Value *Addr = lowerAddress(F, E);
    F.setPos(E->pos());
    return F.load(Addr, F.typeOf(E));
  }
  Value X = lowerExpr(F, E->X);
  return fieldPathValue(F, X, S->Index, E->pos());
}

} // namespace ogo
