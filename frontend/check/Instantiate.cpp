//===- Instantiate.cpp - Are type arguments acceptable? -------------------===//
#include "frontend/check/Infer.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::ArrayRef;

bool ogo::validateTArgLen(Checker &C, Pos At, llvm::StringRef Name, int Want,
                          int Got) {
  if (Got == Want)
    return true;
  C.error(At, DiagCode::WrongTypeArgCount,
          llvm::Twine(Got < Want ? "not enough" : "too many") +
              " type arguments for type " + Name + ": have " +
              llvm::Twine(Got) + ", want " + llvm::Twine(Want));
  return false;
}

int ogo::verify(Checker &C, Pos At, ArrayRef<TypeParam *> TParams,
                ArrayRef<Type *> TArgs, std::string *Cause) {
  // Bounds may mention the type parameters, so they are instantiated as well.
  Substitution S(TParams, TArgs);
  for (size_t I = 0; I < TParams.size(); ++I) {
    constraintOf(TParams[I]); // makes the bound an interface
    Type *Bound = substitute(C.Ctx, TParams[I]->Bound, S);
    if (!implements(C, At, TArgs[I], Bound, /*Constraint=*/true, Cause))
      return I;
  }
  return -1;
}
