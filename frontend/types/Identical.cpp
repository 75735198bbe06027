//===- Identical.cpp - Type identity --------------------------------------===//
//
// Spec "Type identity". Structural types are not unique, so identity is a walk
// over both types in step. Only interfaces can contain themselves without a
// defined type in between (through the parameters of their methods); a pair
// met again on the way down is taken as identical.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/Predicates.h"
#include "frontend/types/TermList.h"
#include "llvm/ADT/Hashing.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;

namespace {
struct InterfacePair {
  const Interface *X, *Y;
  const InterfacePair *Prev;
  bool contains(const Interface *A, const Interface *B) const {
    for (const InterfacePair *P = this; P; P = P->Prev)
      if ((P->X == A && P->Y == B) || (P->X == B && P->Y == A))
        return true;
    return false;
  }
};

class Comparer {
public:
  bool IgnoreTags = false;
  bool IgnoreInvalids = false;

  bool same(const Type *X, const Type *Y, const InterfacePair *P);
  bool sameList(ArrayRef<Type *> X, ArrayRef<Type *> Y,
                const InterfacePair *P) {
    if (X.size() != Y.size())
      return false;
    for (size_t I = 0; I != X.size(); ++I)
      if (!same(X[I], Y[I], P))
        return false;
    return true;
  }

private:
  bool sameStruct(const Struct *X, const Struct *Y, const InterfacePair *P);
  bool sameTuple(const Tuple *X, const Tuple *Y, const InterfacePair *P);
  bool sameSignature(const Signature *X, const Signature *Y,
                     const InterfacePair *P);
  bool sameInterface(const Interface *X, const Interface *Y,
                     const InterfacePair *P);

  /// Type parameters of generic signatures being compared, by position.
  llvm::SmallVector<std::pair<const TypeParam *, const TypeParam *>, 0> Renamed;
};
} // namespace

bool Comparer::same(const Type *X, const Type *Y, const InterfacePair *P) {
  X = unalias(X);
  Y = unalias(Y);
  if (X == Y)
    return true;
  if (!X || !Y)
    return false;
  if (IgnoreInvalids && (!isValid(X) || !isValid(Y)))
    return true;
  if (X->kind() != Y->kind())
    return false;
  switch (X->kind()) {
  case TypeKind::Basic:
    // byte and rune have their own BasicType.
    return cast<BasicType>(X)->Kind == cast<BasicType>(Y)->Kind;
  case TypeKind::Array: {
    auto *A = cast<Array>(X), *B = cast<Array>(Y);
    // An unknown length follows from an error and fits any.
    return (A->Len < 0 || B->Len < 0 || A->Len == B->Len) &&
           same(A->Elem, B->Elem, P);
  }
  case TypeKind::Slice:
    return same(cast<Slice>(X)->Elem, cast<Slice>(Y)->Elem, P);
  case TypeKind::Struct:
    return sameStruct(cast<Struct>(X), cast<Struct>(Y), P);
  case TypeKind::Pointer:
    return same(cast<Pointer>(X)->Elem, cast<Pointer>(Y)->Elem, P);
  case TypeKind::Tuple:
    return sameTuple(cast<Tuple>(X), cast<Tuple>(Y), P);
  case TypeKind::Signature:
    return sameSignature(cast<Signature>(X), cast<Signature>(Y), P);
  case TypeKind::Union:
    return TermList(typeSet(cast<Union>(X)))
        .equal(TermList(typeSet(cast<Union>(Y))));
  case TypeKind::Interface:
    return sameInterface(cast<Interface>(X), cast<Interface>(Y), P);
  case TypeKind::Map:
    return same(cast<Map>(X)->Key, cast<Map>(Y)->Key, P) &&
           same(cast<Map>(X)->Elem, cast<Map>(Y)->Elem, P);
  case TypeKind::Chan:
    return cast<Chan>(X)->Dir == cast<Chan>(Y)->Dir &&
           same(cast<Chan>(X)->Elem, cast<Chan>(Y)->Elem, P);
  case TypeKind::Named: {
    auto *A = cast<Named>(X), *B = cast<Named>(Y);
    return A->Orig == B->Orig && A->isInstance() == B->isInstance() &&
           sameList(A->TArgs, B->TArgs, P);
  }
  case TypeKind::TypeParam:
    for (auto &R : Renamed)
      if (R.first == X && R.second == Y)
        return true;
    return false;
  case TypeKind::Alias:
    break;
  }
  llvm_unreachable("aliases are removed");
}

bool Comparer::sameStruct(const Struct *X, const Struct *Y,
                          const InterfacePair *P) {
  if (X->Fields.size() != Y->Fields.size())
    return false;
  for (size_t I = 0; I != X->Fields.size(); ++I) {
    const Var *F = X->Fields[I], *G = Y->Fields[I];
    if (F->Embedded != G->Embedded || (!IgnoreTags && X->tag(I) != Y->tag(I)) ||
        !F->sameId(G->Pkg, G->Name) || !same(F->T, G->T, P))
      return false;
  }
  return true;
}

bool Comparer::sameTuple(const Tuple *X, const Tuple *Y,
                         const InterfacePair *P) {
  if (tupleSize(X) != tupleSize(Y))
    return false;
  for (unsigned I = 0, E = tupleSize(X); I != E; ++I)
    if (!same(X->Vars[I]->T, Y->Vars[I]->T, P))
      return false;
  return true;
}

bool Comparer::sameSignature(const Signature *X, const Signature *Y,
                             const InterfacePair *P) {
  if (X->TParams.size() != Y->TParams.size() || X->Variadic != Y->Variadic)
    return false;
  // Parameter names do not matter, and type parameters only by position.
  size_t Top = Renamed.size();
  for (size_t I = 0; I != X->TParams.size(); ++I)
    Renamed.push_back({X->TParams[I], Y->TParams[I]});
  bool Same = true;
  for (size_t I = 0; Same && I != X->TParams.size(); ++I)
    Same = same(X->TParams[I]->Bound, Y->TParams[I]->Bound, P);
  Same = Same && sameTuple(X->Params, Y->Params, P) &&
         sameTuple(X->Results, Y->Results, P);
  Renamed.resize(Top);
  return Same;
}

bool Comparer::sameInterface(const Interface *X, const Interface *Y,
                             const InterfacePair *P) {
  const TypeSet &A = typeSet(X), &B = typeSet(Y);
  if (A.Comparable != B.Comparable || A.Methods.size() != B.Methods.size() ||
      !TermList(A).equal(TermList(B)))
    return false;
  if (P && P->contains(X, Y))
    return true;
  InterfacePair Q{X, Y, P};
  for (size_t I = 0; I != A.Methods.size(); ++I) {
    const Func *F = A.Methods[I], *G = B.Methods[I];
    if (!F->sameId(G->Pkg, G->Name) || !same(F->T, G->T, &Q))
      return false;
  }
  return true;
}

bool ogo::identical(const Type *X, const Type *Y) {
  return X == Y || Comparer().same(X, Y, nullptr);
}

bool ogo::identicalIgnoreTags(const Type *X, const Type *Y) {
  Comparer C;
  C.IgnoreTags = true;
  return C.same(X, Y, nullptr);
}

bool ogo::identicalIgnoreInvalids(const Type *X, const Type *Y) {
  Comparer C;
  C.IgnoreInvalids = true;
  return C.same(X, Y, nullptr);
}

bool ogo::identicalTypes(ArrayRef<Type *> X, ArrayRef<Type *> Y) {
  return Comparer().sameList(X, Y, nullptr);
}

bool ogo::identicalOrigin(const Named *X, const Named *Y) {
  return X->Orig == Y->Orig;
}

static uint64_t tupleHash(const Tuple *T) {
  uint64_t H = tupleSize(T);
  for (unsigned I = 0, E = tupleSize(T); I != E; ++I)
    H = llvm::hash_combine(H, typeHash(T->Vars[I]->T));
  return H;
}

uint64_t ogo::typeHash(const Type *T) {
  T = unalias(T);
  if (!T)
    return 0;
  auto K = static_cast<unsigned>(T->kind());
  switch (T->kind()) {
  case TypeKind::Basic:
    return llvm::hash_combine(K, unsigned(cast<BasicType>(T)->Kind));
  case TypeKind::Array:
    return llvm::hash_combine(K, cast<Array>(T)->Len,
                              typeHash(cast<Array>(T)->Elem));
  case TypeKind::Slice:
    return llvm::hash_combine(K, typeHash(cast<Slice>(T)->Elem));
  case TypeKind::Pointer:
    return llvm::hash_combine(K, typeHash(cast<Pointer>(T)->Elem));
  case TypeKind::Struct: {
    uint64_t H = K;
    for (Var *F : cast<Struct>(T)->Fields)
      H = llvm::hash_combine(H, F->Name, F->Embedded, typeHash(F->T));
    return H;
  }
  case TypeKind::Tuple:
    return llvm::hash_combine(K, tupleHash(cast<Tuple>(T)));
  case TypeKind::Signature: {
    auto *S = cast<Signature>(T);
    // Type parameters are the same by position only, so the types that may
    // mention them do not count.
    if (!S->TParams.empty())
      return llvm::hash_combine(K, S->TParams.size(), tupleSize(S->Params),
                                tupleSize(S->Results));
    return llvm::hash_combine(K, S->Variadic, tupleHash(S->Params),
                              tupleHash(S->Results));
  }
  case TypeKind::Union:
  case TypeKind::Interface:
    // Their type sets may not be known yet, and then must not be asked for.
    return llvm::hash_combine(K, 0);
  case TypeKind::Map:
    return llvm::hash_combine(K, typeHash(cast<Map>(T)->Key),
                              typeHash(cast<Map>(T)->Elem));
  case TypeKind::Chan:
    return llvm::hash_combine(K, unsigned(cast<Chan>(T)->Dir),
                              typeHash(cast<Chan>(T)->Elem));
  case TypeKind::Named: {
    auto *N = cast<Named>(T);
    uint64_t H = llvm::hash_combine(K, static_cast<const void *>(N->Orig));
    for (Type *A : N->TArgs)
      H = llvm::hash_combine(H, typeHash(A));
    return H;
  }
  case TypeKind::TypeParam:
    return llvm::hash_combine(K, static_cast<const void *>(T));
  case TypeKind::Alias:
    break;
  }
  llvm_unreachable("aliases are removed");
}
