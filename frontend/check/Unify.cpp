//===- Unify.cpp - Type unification ---------------------------------------===//
//
// The rules of types2's unifier. Each bound type parameter refers to a slot
// that holds its inferred type; two parameters that were found equal share one
// slot, so that a type found for one is found for both.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Unify.h"
#include "frontend/check/Decl.h"
#include "frontend/types/Lookup.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::dyn_cast;
using llvm::SmallVector;

// Correct programs stay far below; types that grow in each step of a cycle do
// not end otherwise.
static constexpr unsigned DepthLimit = 50;

/// Pairs of interfaces being compared, innermost first. A pair that comes up
/// again while it is compared matches (only interfaces can be cyclic without a
/// defined type in the cycle).
struct Unifier::InterfacePair {
  Interface *X, *Y;
  InterfacePair *Prev;
  static bool contains(const InterfacePair *P, Interface *X, Interface *Y) {
    for (; P; P = P->Prev)
      if ((P->X == X && P->Y == Y) || (P->X == Y && P->Y == X))
        return true;
    return false;
  }
};

Unifier::Unifier(Checker &C, ArrayRef<TypeParam *> TParams,
                 ArrayRef<Type *> TArgs, bool InterfaceInference)
    : C(C), Bound(TParams.begin(), TParams.end()),
      Types(TArgs.begin(), TArgs.end()),
      InterfaceInference(InterfaceInference) {
  Types.resize(Bound.size());
  for (unsigned I = 0; I < Bound.size(); ++I)
    Slots.push_back(I);
}

int Unifier::indexOf(const TypeParam *P) const {
  for (size_t I = 0; I < Bound.size(); ++I)
    if (Bound[I] == P)
      return I;
  return -1;
}

TypeParam *Unifier::asBound(Type *T) const {
  TypeParam *P = asTypeParam(T);
  return P && indexOf(P) >= 0 ? P : nullptr;
}

bool Unifier::join(TypeParam *X, TypeParam *Y) {
  unsigned SX = Slots[indexOf(X)], SY = Slots[indexOf(Y)];
  if (SX == SY)
    return true;
  if (Types[SX] && Types[SY])
    return false;
  unsigned Keep = Types[SX] ? SX : SY, Drop = Types[SX] ? SY : SX;
  for (unsigned &S : Slots)
    if (S == Drop)
      S = Keep;
  return true;
}

unsigned Unifier::unknowns() const {
  unsigned N = 0;
  for (unsigned S : Slots)
    N += !Types[S];
  return N;
}

SmallVector<Type *, 4> Unifier::inferred(ArrayRef<TypeParam *> TParams) const {
  SmallVector<Type *, 4> List;
  for (TypeParam *P : TParams)
    List.push_back(at(P));
  return List;
}

/// T's interface, but not a type parameter's constraint.
static Interface *asInterface(Type *T) {
  return asTypeParam(T) ? nullptr : underAs<Interface>(T);
}

static bool sameName(const Object *X, const Object *Y) {
  return X->sameId(Y->pkg(), Y->name(), /*FoldCase=*/false);
}

/// PX is bound, Y is not.
bool Unifier::nifyBound(TypeParam *PX, Type *Y, unsigned M, InterfacePair *P) {
  Type *X = at(PX);
  if (!X) {
    set(PX, Y);
    return true;
  }
  if (!nify(X, Y, M, P))
    return false;
  Interface *XI = asInterface(X), *YI = asInterface(Y);
  bool XN = asNamed(X), YN = asNamed(Y);
  if (XI && YI) {
    // Nothing says which of two differently named interfaces is meant.
    if (XN && YN)
      return identical(X, Y);
    if (typeSet(XI).Methods.size() != typeSet(YI).Methods.size())
      return false;
  } else if (XI || YI) {
    return false; // the choice would depend on the order of the arguments
  }
  if (M & Exact)
    return true;
  // Keep the more specific type whatever the order: a defined type, else a
  // directed channel.
  if (XN)
    return true;
  if (YN) {
    set(PX, Y);
  } else if (auto *YC = underAs<Chan>(Y); YC && YC->Dir != ChanDir::Both) {
    set(PX, Y);
  }
  return true;
}

/// Subset: the smaller method set need only be part of the larger one.
bool Unifier::nifyInterfaces(Interface *X, Interface *Y, bool Subset,
                             InterfacePair *P) {
  const TypeSet *XS = &typeSet(X), *YS = &typeSet(Y);
  if (XS->Comparable != YS->Comparable)
    return false;
  if (!XS->subsetOf(*YS) || !YS->subsetOf(*XS))
    return false;
  if (!Subset && XS->Methods.size() != YS->Methods.size())
    return false;
  if (InterfacePair::contains(P, X, Y))
    return true;
  InterfacePair Pair{X, Y, P};
  if (XS->Methods.size() > YS->Methods.size())
    std::swap(XS, YS);
  for (Func *XM : XS->Methods) {
    Func *YM = nullptr;
    for (Func *F : YS->Methods)
      if (sameName(XM, F)) {
        YM = F;
        break;
      }
    if (!YM || !nify(XM->type(), YM->type(), Exact, &Pair))
      return false;
  }
  return true;
}

/// Y, no interface, needs all methods of X. A generic one is not: the types its
/// own type parameters stand for are not known.
bool Unifier::nifyMethods(Interface *X, Type *Y, InterfacePair *P) {
  for (Func *XM : typeSet(X).Methods) {
    LookupResult R = lookupFieldOrMethod(Y, false, XM->pkg(), XM->name());
    auto *YM = llvm::dyn_cast_or_null<Func>(R.Obj);
    if (!YM)
      return false;
    objDecl(C, YM); // its signature may not be set up yet
    if (!YM->signature()->TParams.empty() ||
        !nify(XM->type(), YM->type(), Exact, P))
      return false;
  }
  return true;
}

namespace {
struct DepthGuard {
  explicit DepthGuard(unsigned &D) : D(D) { ++D; }
  ~DepthGuard() { --D; }
  unsigned &D;
};
} // namespace

bool Unifier::nify(Type *X, Type *Y, unsigned M, InterfacePair *P) {
  DepthGuard Guard(Depth);
  if (X == Y || unalias(X) == unalias(Y))
    return true;
  if (!X || !Y || Depth > DepthLimit)
    return false;

  // A defined type, if there is one, in Y; a bound type parameter in X.
  if (asNamed(X) || asBound(Y))
    std::swap(X, Y);

  // Unless identity is asked for, a defined type matches a type literal by its
  // underlying type (basic types count as literals: they occur as common
  // types).
  if (Named *NY = asNamed(Y); !(M & Exact) && NY && isTypeLit(X) &&
                              !(InterfaceInference && isInterface(X))) {
    Y = NY->underlying();
    if (X == Y || unalias(X) == unalias(Y))
      return true;
  }

  if (TypeParam *PX = asBound(X)) {
    TypeParam *PY = asBound(Y);
    if (!PY)
      return nifyBound(PX, Y, M, P);
    return join(PX, PY) || nify(at(PX), at(PY), M, P);
  }

  if (InterfaceInference && !(M & Exact)) {
    Interface *XI = asInterface(X), *YI = asInterface(Y);
    if (XI && YI)
      return nifyInterfaces(XI, YI, /*Subset=*/true, P);
    if (XI)
      return nifyMethods(XI, Y, P);
    if (YI)
      return nifyMethods(YI, X, P);
  }

  // Type parameters left are unbound. One of them goes to X.
  if (isTypeParam(Y))
    std::swap(X, Y);
  if (auto *T = asTypeParam(X)) {
    // A type argument's underlying type must match the common one.
    Type *Core = commonUnder(T);
    return Core && nify(Core, Y, Assign, P);
  }
  return nifyStructure(unalias(X), unalias(Y), M, P);
}

bool Unifier::nifyStructs(Struct *X, Struct *Y, unsigned M, InterfacePair *P) {
  if (X->Fields.size() != Y->Fields.size())
    return false;
  for (size_t I = 0; I < X->Fields.size(); ++I) {
    Var *F = X->Fields[I], *G = Y->Fields[I];
    if (F->Embedded != G->Embedded || X->tag(I) != Y->tag(I) ||
        !sameName(F, G) || !nify(F->type(), G->type(), M, P))
      return false;
  }
  return true;
}

bool Unifier::nifyTuples(Tuple *X, Tuple *Y, unsigned M, InterfacePair *P) {
  unsigned N = tupleSize(X);
  if (N != tupleSize(Y))
    return false;
  for (unsigned I = 0; I < N; ++I)
    if (!nify(X->Vars[I]->type(), Y->Vars[I]->type(), M, P))
      return false;
  return true;
}

bool Unifier::nifyNamed(Named *X, Named *Y, unsigned M, InterfacePair *P) {
  // Arguments before origins: what they infer makes for better messages.
  if (X->TArgs.size() != Y->TArgs.size())
    return false;
  for (size_t I = 0; I < X->TArgs.size(); ++I)
    if (!nify(X->TArgs[I], Y->TArgs[I], M, P))
      return false;
  return identicalOrigin(X, Y);
}

bool Unifier::nifyStructure(Type *X, Type *Y, unsigned M, InterfacePair *P) {
  if (X->kind() != Y->kind())
    return false;
  unsigned EM = M & Assign ? M | Exact : M; // for elements
  switch (X->kind()) {
  case TypeKind::Basic:
    return llvm::cast<BasicType>(X)->Kind == llvm::cast<BasicType>(Y)->Kind;
  case TypeKind::Array: {
    auto *A = llvm::cast<Array>(X), *B = llvm::cast<Array>(Y);
    return (A->Len < 0 || B->Len < 0 || A->Len == B->Len) &&
           nify(A->Elem, B->Elem, EM, P);
  }
  case TypeKind::Slice:
    return nify(llvm::cast<Slice>(X)->Elem, llvm::cast<Slice>(Y)->Elem, EM, P);
  case TypeKind::Struct:
    return nifyStructs(llvm::cast<Struct>(X), llvm::cast<Struct>(Y), EM, P);
  case TypeKind::Pointer:
    return nify(llvm::cast<Pointer>(X)->Elem, llvm::cast<Pointer>(Y)->Elem, EM,
                P);
  case TypeKind::Tuple:
    return nifyTuples(llvm::cast<Tuple>(X), llvm::cast<Tuple>(Y), M, P);
  case TypeKind::Signature: {
    auto *A = llvm::cast<Signature>(X), *B = llvm::cast<Signature>(Y);
    return A->Variadic == B->Variadic &&
           nifyTuples(A->Params, B->Params, EM, P) &&
           nifyTuples(A->Results, B->Results, EM, P);
  }
  case TypeKind::Interface:
    return nifyInterfaces(llvm::cast<Interface>(X), llvm::cast<Interface>(Y),
                          /*Subset=*/false, P);
  case TypeKind::Map: {
    auto *A = llvm::cast<Map>(X), *B = llvm::cast<Map>(Y);
    return nify(A->Key, B->Key, EM, P) && nify(A->Elem, B->Elem, EM, P);
  }
  case TypeKind::Chan: {
    auto *A = llvm::cast<Chan>(X), *B = llvm::cast<Chan>(Y);
    return (!(M & Exact) || A->Dir == B->Dir) && nify(A->Elem, B->Elem, EM, P);
  }
  case TypeKind::Named:
    return nifyNamed(llvm::cast<Named>(X), llvm::cast<Named>(Y), M, P);
  case TypeKind::TypeParam:
  case TypeKind::Union:
  case TypeKind::Alias:
    return false; // type parameters were handled, unions are no value types
  }
  llvm_unreachable("unknown type kind");
}
