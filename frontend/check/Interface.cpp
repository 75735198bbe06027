//===- Interface.cpp - Interface types ------------------------------------===//
//
// Only the elements are collected here; the type set is computed when all
// types are complete, or earlier if it is needed (InterfaceTypeSet.cpp).
//
//===----------------------------------------------------------------------===//
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::dyn_cast;

/// The method F specifies; null if it is wrong.
static Func *interfaceMethod(Checker &C, Field *F, Type *Recv) {
  Name *N = F->FieldName;
  if (N->Value == "_") {
    C.error(N, DiagCode::BlankIfaceMethod,
            "methods must have a unique non-blank name");
    return nullptr;
  }
  Type *T = typ(C, F->Type);
  auto *Sig = dyn_cast<Signature>(T);
  if (!Sig) {
    if (isValid(T))
      C.error(F->Type, DiagCode::InvalidSyntaxTree,
              C.str(T) + " is not a method signature");
    return nullptr;
  }
  Sig->Recv = C.Ctx.makeVar(N->pos(), &C.Pkg, "", Recv);
  auto *M = C.Ctx.make<Func>(N->pos(), &C.Pkg, N->Value, Sig);
  C.recordDef(N, M);
  return M;
}

void ogo::interfaceType(Checker &C, Interface *I, const InterfaceType *E,
                        TypeName *Def) {
  // The name makes better messages than the interface itself.
  Type *Recv = I;
  if (Def)
    if (Named *N = asNamed(Def->T))
      Recv = N;

  llvm::SmallVector<Func *, 8> Methods;
  llvm::SmallVector<Type *, 4> Embeddeds;
  llvm::SmallVector<Pos, 4> EmbedPos;
  for (Field *F : E->Methods) {
    if (F->FieldName) {
      if (Func *M = interfaceMethod(C, F, Recv))
        Methods.push_back(M);
      continue;
    }
    EmbedPos.push_back(startPos(F->Type));
    Embeddeds.push_back(parseUnion(C, F->Type));
  }
  llvm::sort(Methods, [](Func *A, Func *B) {
    // Duplicates, which are reported, stay in source order.
    return A->lessById(*B) || (!B->lessById(*A) && A->P < B->P);
  });
  I->Methods = C.Ctx.arena().copyList(Methods);
  I->Embeddeds = C.Ctx.arena().copyList(Embeddeds);
  I->EmbedPos = C.Ctx.arena().copyList(EmbedPos);
  I->Complete = true;
  if (Methods.empty() && Embeddeds.empty()) {
    I->TSet = new TypeSet; // lives as long as the arena's types
    return;
  }
  C.InterfaceTypes.push_back({E, I});
  Pos At = E->pos();
  C.later([&C, At, I] { computeInterfaceTypeSet(&C, At, I); });
}
