//===- Instantiate.cpp - Instances of generic types and functions ---------===//
//
// A Named instance is made unexpanded and entered into the context's table at
// once, so that a type which refers to its own instance finds it. Signatures
// have no identity and are substituted right away; a generic alias stands for
// its substituted right-hand side.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/Instantiate.h"

using namespace ogo;
using llvm::ArrayRef;

static Named *instantiateNamed(TypeContext &Ctx, Named *Orig,
                               ArrayRef<Type *> TArgs) {
  if (Type *Present = Ctx.findInstance(Orig, TArgs))
    return llvm::cast<Named>(Present);
  Named *N = Ctx.makeNamed(Orig->Checking, Orig->Obj);
  N->Orig = Orig;
  N->TArgs = Ctx.arena().copy(TArgs);
  Ctx.addInstance(Orig, N->TArgs, N);
  return N;
}

static Type *instantiateAlias(TypeContext &Ctx, Alias *Orig,
                              ArrayRef<Type *> TArgs) {
  // Without a right-hand side, or with a wrong number of arguments (which is
  // reported where the instance is written), there is nothing to stand for.
  if (!Orig->FromRHS || Orig->TParams.size() != TArgs.size())
    return Ctx.basic(BasicKind::Invalid);
  if (Type *Present = Ctx.findInstance(Orig, TArgs))
    return Present;
  auto *A = Ctx.make<Alias>();
  A->Obj = Orig->Obj;
  A->Orig = Orig;
  A->TParams = Orig->TParams;
  A->TArgs = Ctx.arena().copy(TArgs);
  A->FromRHS =
      substitute(Ctx, Orig->FromRHS, Substitution(Orig->TParams, TArgs));
  Ctx.addInstance(Orig, A->TArgs, A);
  return A;
}

static Signature *instantiateSig(TypeContext &Ctx, Signature *Orig,
                                 ArrayRef<Type *> TArgs) {
  Type *T = substitute(Ctx, Orig, Substitution(Orig->TParams, TArgs));
  auto *Sig = llvm::cast<Signature>(T);
  if (Sig == Orig)
    Sig = Ctx.make<Signature>(*Orig); // type parameters only in its body
  Sig->TParams = {};
  return Sig;
}

Type *ogo::instantiate(TypeContext &Ctx, Type *Origin, ArrayRef<Type *> TArgs) {
  if (auto *N = llvm::dyn_cast<Named>(Origin))
    return instantiateNamed(Ctx, N, TArgs);
  if (auto *A = llvm::dyn_cast<Alias>(Origin))
    return A->TParams.empty() ? A : instantiateAlias(Ctx, A, TArgs);
  auto *Sig = llvm::cast<Signature>(Origin);
  return Sig->TParams.empty() ? Sig : instantiateSig(Ctx, Sig, TArgs);
}
