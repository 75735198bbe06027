//===- TypeContext.cpp - Allocation and uniqueness of instances -----------===//
//
// Identical instances must be one Named, or methods and type sets would be
// expanded over and over and recursive generic types would never end. The
// table is therefore shared by all packages of the compilation.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/TypeContext.h"
#include "frontend/types/Completion.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"
#include "llvm/ADT/Hashing.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::StringRef;

TypeContext::TypeContext(Interner &Names) : Names(Names) { declareUniverse(); }
TypeContext::~TypeContext() = default;

Scope *TypeContext::makeScope(Scope *Parent, Pos Start, Pos End, bool IsFunc) {
  ScopesOwned.push_back(std::make_unique<Scope>(Parent, Start, End, IsFunc));
  Scope *S = ScopesOwned.back().get();
  // The universe would collect the scopes of all packages.
  if (Parent && Parent != Universe)
    Parent->Children.push_back(S);
  return S;
}

Package *TypeContext::makePackage(StringRef Path, StringRef Name) {
  Packages.push_back(std::make_unique<Package>(Names.intern(Path),
                                               Names.intern(Name), Universe));
  return Packages.back().get();
}

Tuple *TypeContext::makeTuple(ArrayRef<Type *> Types) {
  llvm::SmallVector<Var *, 4> Vars;
  for (Type *T : Types)
    Vars.push_back(makeVar(Pos(), nullptr, "", T));
  return make<Tuple>(A.copyList(Vars));
}

Var *TypeContext::makeVar(Pos P, Package *Pkg, StringRef Name, Type *T) {
  return make<Var>(P, Pkg, Name, T);
}

Var *TypeContext::makeParam(Pos P, Package *Pkg, StringRef Name, Type *T) {
  Var *V = make<Var>(P, Pkg, Name, T);
  V->IsParam = true;
  V->Used = true; // parameters need not be used
  return V;
}

Var *TypeContext::makeField(Pos P, Package *Pkg, StringRef Name, Type *T,
                            bool Embedded) {
  Var *V = make<Var>(P, Pkg, Name, T);
  V->IsField = true;
  V->Embedded = Embedded;
  return V;
}

TypeParam *TypeContext::makeTypeParam(Completion *C, TypeName *Obj,
                                      Type *Bound) {
  auto *P = make<TypeParam>();
  P->Checking = C;
  P->Id = nextTypeParamId();
  P->Obj = Obj;
  P->Bound = Bound;
  if (!Obj->T)
    Obj->T = P;
  // The constraint interface is made on first use; after checking, nothing
  // may depend on the checker any more.
  if (C)
    C->atEnd([P] {
      constraintOf(P);
      P->Checking = nullptr;
    });
  return P;
}

Interface *TypeContext::makeInterface(Completion *C) {
  auto *I = make<Interface>();
  I->Checking = C;
  if (C)
    C->atEnd([I] {
      typeSet(I);
      I->Checking = nullptr;
    });
  return I;
}

Named *TypeContext::makeNamed(Completion *C, TypeName *Obj) {
  auto *N = make<Named>();
  N->Checking = C;
  N->Ctx = this;
  N->Obj = Obj;
  if (C)
    C->atEnd([N] {
      // What is declared has an underlying type, even if nobody asked.
      if (!N->isInstance())
        N->underlying();
      N->Checking = nullptr;
    });
  return N;
}

static uint64_t instanceHash(Type *Origin, ArrayRef<Type *> TArgs) {
  uint64_t H = llvm::hash_value(Origin);
  for (Type *T : TArgs)
    H = llvm::hash_combine(H, typeHash(T));
  return H;
}

static ArrayRef<Type *> argsOf(Type *Instance) {
  if (auto *N = llvm::dyn_cast<Named>(Instance))
    return N->TArgs;
  return llvm::cast<Alias>(Instance)->TArgs;
}

static Type *originOf(Type *Instance) {
  if (auto *N = llvm::dyn_cast<Named>(Instance))
    return N->Orig;
  return llvm::cast<Alias>(Instance)->Orig;
}

Type *TypeContext::findInstance(Type *Origin, ArrayRef<Type *> TArgs) {
  uint64_t H = instanceHash(Origin, TArgs);
  // Found anew each time: comparing types may expand instances and so change
  // the table.
  for (size_t K = 0;; ++K) {
    auto I = Instances.find(H);
    if (I == Instances.end() || K == I->second.size())
      return nullptr;
    Type *T = I->second[K];
    if (originOf(T) == Origin && identicalTypes(argsOf(T), TArgs))
      return T;
  }
}

void TypeContext::addInstance(Type *Origin, ArrayRef<Type *> TArgs,
                              Type *Instance) {
  Instances[instanceHash(Origin, TArgs)].push_back(Instance);
}
