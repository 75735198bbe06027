//===- Unused.cpp - Variables nobody uses ---------------------------------===//
//
// Spec: "A compiler may make it illegal to declare a variable inside a function
// body if the variable is never used." gc does.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"

using namespace ogo;

void ogo::usage(Checker &C, Scope *S) {
  llvm::SmallVector<Var *, 4> Unused;
  for (Object *O : S->objects())
    if (auto *V = llvm::dyn_cast<Var>(O); V && !V->Used)
      Unused.push_back(V);
  llvm::sort(Unused, [](Var *A, Var *B) { return A->pos() < B->pos(); });
  for (Var *V : Unused)
    C.softError(V->pos(), DiagCode::UnusedVar,
                "declared and not used: " + V->name());
  // Function literals are checked with their own bodies.
  for (Scope *Child : S->Children)
    if (!Child->IsFunc)
      usage(C, Child);
}
