//===- TypeSet.cpp - Questions about type sets ----------------------------===//
//
// The sets are computed in InterfaceTypeSet.cpp, when they are first asked for.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/TypeSet.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TermList.h"

using namespace ogo;
using llvm::StringRef;

Func *TypeSet::lookupMethod(Package *Pkg, StringRef Name, bool FoldCase,
                            int *Index) const {
  if (Name == "_")
    return nullptr;
  for (size_t I = 0; I != Methods.size(); ++I)
    if (Methods[I]->sameId(Pkg, Name, FoldCase)) {
      if (Index)
        *Index = static_cast<int>(I);
      return Methods[I];
    }
  return nullptr;
}

bool TypeSet::includes(const Type *T) const {
  return AllTypes || llvm::any_of(Terms, [&](const UnionTerm &X) {
           return termIncludes(X, T);
         });
}

bool TypeSet::subsetOf(const TypeSet &Other) const {
  return TermList(*this).subsetOf(TermList(Other));
}

bool TypeSet::typeSetIs(llvm::function_ref<bool(const UnionTerm *)> F) const {
  if (!hasTerms())
    return F(nullptr);
  return llvm::all_of(Terms, [&](const UnionTerm &T) { return F(&T); });
}

bool TypeSet::all(llvm::function_ref<bool(Type *, Type *)> F) const {
  if (!hasTerms())
    return F(nullptr, nullptr);
  return llvm::all_of(Terms, [&](const UnionTerm &T) {
    // The type of a ~ term is its own underlying type.
    return F(T.T, T.Tilde ? unalias(T.T) : under(T.T));
  });
}

bool TypeSet::underIs(llvm::function_ref<bool(Type *)> F) const {
  return all([F](Type *, Type *U) { return F(U); });
}

const TypeSet &ogo::typeSet(const Interface *T) {
  if (T->TSet)
    return *T->TSet;
  return computeTypeSet(T->Checking, T);
}

/// Stands for the constraint of a parameter whose declaration is wrong.
static Interface *emptyInterface() {
  static Interface Empty = [] {
    Interface I;
    I.Complete = true;
    I.TSet = &everyType();
    return I;
  }();
  return &Empty;
}

Interface *ogo::constraintOf(const TypeParam *T) {
  auto *P = const_cast<TypeParam *>(T);
  Type *U = under(P->Bound);
  auto *I = llvm::dyn_cast_or_null<Interface>(U);
  // Both cases are reported where the bound is declared.
  if (!U || !isValid(U) || (I && isTypeParam(P->Bound)))
    return emptyInterface();
  if (!I) {
    // A constraint such as []T means interface{ []T }.
    I = new Interface; // lives as long as the arena's types
    Type **Elem = new Type *(P->Bound);
    I->Embeddeds = llvm::ArrayRef<Type *>(Elem, 1);
    I->Implicit = I->Complete = true;
    P->Bound = I;
  }
  if (!I->TSet)
    computeTypeSet(P->Checking, I);
  return I;
}

const TypeSet &ogo::typeSet(const TypeParam *T) {
  return typeSet(constraintOf(T));
}
