//===- Interface.cpp - Interface types ------------------------------------===//
//
// Only the elements are collected here; the type set is computed when all
// types are complete, or earlier if it is needed (InterfaceTypeSet.cpp).
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::dyn_cast;
using llvm::isa;

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
    I->TSet = &everyType();
    return;
  }
  C.InterfaceTypes.push_back({E, I});
  C.later([&C, I] { computeTypeSet(&C, I); });
}

void Checker::duplicateMethod(Pos At, Func *M, Pos FirstAt, Func *First,
                              bool Explicit) {
  auto Report = [=, this] {
    ErrorBuilder Err(*this, DiagCode::DuplicateDecl);
    Err.add(At, "duplicate method " + M->Name);
    Err.add(FirstAt, "other declaration of method " + M->Name);
    Err.report();
  };
  if (Explicit)
    return Report();
  // With equal signatures they are allowed when embedded, from go1.14 on.
  // Signatures can only be compared when all types are complete.
  later([=, this] {
    if ((At.isValid() && !allowVersion(At, LangVersion{14})) ||
        !identical(M->T, First->T))
      Report();
  });
}

bool Checker::mayEmbed(Pos At, Type *T) {
  Type *U = under(T);
  std::string What;
  if (isa<Union>(U))
    What = "interface element " + str(U);
  else if (!isa<Interface>(U))
    What = "non-interface type " + str(T);
  else if (isImportedConstraint(*this, T))
    What = "constraint interface " + str(T);
  else
    return true;
  return verifyVersion(At, LangVersion{18}, "embedding " + What);
}

void Checker::tooManyTerms(Pos At, unsigned Max) {
  error(At, DiagCode::InvalidUnion,
        "cannot handle more than " + llvm::Twine(Max) +
            " union terms (implementation limitation)");
}
