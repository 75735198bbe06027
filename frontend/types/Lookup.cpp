//===- Lookup.cpp - Field and method lookup -------------------------------===//
//
// Spec "Selectors": "x.f denotes the field or method at the shallowest depth
// in T where there is such an f. If there is not exactly one f with shallowest
// depth, the selector expression is illegal." The search goes through embedded
// fields breadth first; a type met at a shallower depth hides itself below, and
// one embedded several times at the same depth makes its members ambiguous.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/Lookup.h"
#include "frontend/types/IdenticalTypes.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeContext.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;
using llvm::StringRef;

std::pair<Type *, bool> ogo::deref(Type *T) {
  if (auto *P = llvm::dyn_cast_or_null<Pointer>(unalias(T)))
    return {P->Elem, true};
  return {T, false};
}

Type *ogo::derefStructPtr(Type *T) {
  if (auto *P = underAs<Pointer>(T))
    if (underAs<Struct>(P->Elem))
      return P->Elem;
  return T;
}

int ogo::fieldIndex(llvm::ArrayRef<Var *> Fields, const Package *Pkg,
                    StringRef Name, bool FoldCase) {
  if (Name != "_")
    for (size_t I = 0; I != Fields.size(); ++I)
      if (Fields[I]->sameId(Pkg, Name, FoldCase))
        return static_cast<int>(I);
  return -1;
}

namespace {
using Path = llvm::SmallVector<int, 4>;

struct EmbeddedType {
  Type *T;
  Path Index;
  bool Indirect;  // a pointer was followed on the way
  bool Multiples; // embedded more than once at this depth
};

/// One run of the search.
class Search {
public:
  Search(Package *Pkg, StringRef Name, bool FoldCase)
      : Pkg(Pkg), Name(Name), FoldCase(FoldCase) {}

  LookupResult run(Type *T, bool Addressable);

private:
  bool visit(const EmbeddedType &E);
  bool found(Object *O, const EmbeddedType &E, int Index);
  bool fields(const Struct *S, const EmbeddedType &E);

  Package *Pkg;
  StringRef Name;
  bool FoldCase;
  llvm::SmallVector<EmbeddedType, 4> Next;
  IdenticalTypes Seen;
  LookupResult R;
};
} // namespace

static Path extend(const Path &Index, int I) {
  Path P = Index;
  P.push_back(I);
  return P;
}

/// Merges entries of identical type and marks them.
static void consolidate(llvm::SmallVectorImpl<EmbeddedType> &List) {
  size_t N = 0;
  IdenticalTypes Types;
  for (size_t I = 0; I != List.size(); ++I) {
    auto [First, New] = Types.insert(List[I].T);
    if (!New) {
      List[First].Multiples = true;
      continue;
    }
    if (N != I)
      List[N] = std::move(List[I]);
    ++N;
  }
  List.truncate(N);
}

/// Notes a match; false if it collides with another at the same depth.
bool Search::found(Object *O, const EmbeddedType &E, int Index) {
  R.Index = extend(E.Index, Index);
  if (R.Obj || E.Multiples) {
    R.Obj = nullptr;
    R.Indirect = false;
    return false;
  }
  R.Obj = O;
  R.Indirect = E.Indirect;
  return true;
}

bool Search::fields(const Struct *S, const EmbeddedType &E) {
  for (size_t I = 0; I != S->Fields.size(); ++I) {
    Var *F = S->Fields[I];
    if (F->sameId(Pkg, Name, FoldCase)) {
      if (!found(F, E, static_cast<int>(I)))
        return false;
      continue;
    }
    // Once there is a match deeper levels do not matter.
    if (R.Obj || !F->Embedded)
      continue;
    auto [T, IsPtr] = deref(F->T);
    Next.push_back(
        {T, extend(E.Index, int(I)), E.Indirect || IsPtr, E.Multiples});
  }
  return true;
}

/// Looks into one type; false after a collision.
bool Search::visit(const EmbeddedType &E) {
  if (Named *N = asNamed(E.T)) {
    if (!Seen.insert(N).second)
      return true;
    int Index;
    if (Func *M = N->lookupMethod(Pkg, Name, FoldCase, Index))
      return found(M, E, Index);
  }
  Type *U = under(E.T);
  if (auto *S = llvm::dyn_cast_or_null<Struct>(U))
    return fields(S, E);
  if (auto *I = llvm::dyn_cast_or_null<Interface>(U)) {
    int Index;
    if (Func *M = typeSet(I).lookupMethod(Pkg, Name, FoldCase, &Index))
      return found(M, E, Index);
  }
  return true;
}

LookupResult Search::run(Type *T, bool Addressable) {
  if (Name == "_")
    return {};
  // under must not be called before deref: a defined pointer type has no
  // methods of its base type.
  auto [Base, IsPtr] = deref(T);
  // "If x is a pointer to an interface, x.f is illegal", the same for type
  // parameters.
  if (IsPtr && isInterface(Base))
    return {};

  llvm::SmallVector<EmbeddedType, 4> Current;
  Current.push_back({Base, {}, IsPtr, false});
  while (!Current.empty()) {
    Next.clear();
    for (const EmbeddedType &E : Current)
      if (!visit(E))
        return R;
    if (R.Obj) {
      auto *F = dyn_cast<Func>(R.Obj);
      if (F && F->hasPtrRecv() && !R.Indirect && !Addressable) {
        LookupResult NeedsPointer;
        NeedsPointer.Indirect = true;
        return NeedsPointer;
      }
      return R;
    }
    consolidate(Next);
    std::swap(Current, Next);
  }
  return {};
}

LookupResult ogo::lookupFieldOrMethodImpl(Type *T, bool Addressable,
                                          Package *Pkg, StringRef Name,
                                          bool FoldCase) {
  return Search(Pkg, Name, FoldCase).run(T, Addressable);
}

LookupResult ogo::lookupFieldOrMethod(Type *T, bool Addressable, Package *Pkg,
                                      StringRef Name, bool FoldCase) {
  // A defined pointer type has the fields of its base type but no methods.
  if (Named *N = asNamed(T))
    if (auto *P = llvm::dyn_cast_or_null<Pointer>(N->underlying())) {
      LookupResult R = lookupFieldOrMethodImpl(P, false, Pkg, Name, FoldCase);
      if (llvm::isa_and_nonnull<Func>(R.Obj))
        return {};
      return R;
    }
  return lookupFieldOrMethodImpl(T, Addressable, Pkg, Name, FoldCase);
}

/// Whether V has method M with an identical signature.
static bool hasMethod(Type *V, Func *M, bool Static) {
  if (auto *I = underAs<Interface>(V)) {
    Func *F = typeSet(I).lookupMethod(M->Pkg, M->Name);
    return F ? identical(F->T, M->T) : !Static;
  }
  LookupResult R = lookupFieldOrMethodImpl(V, false, M->Pkg, M->Name);
  auto *F = llvm::dyn_cast_or_null<Func>(R.Obj);
  return F && identical(F->T, M->T);
}

Func *ogo::missingMethod(TypeContext &, Type *V, Type *T, bool Static,
                         std::string *Cause) {
  auto *I = underAs<Interface>(T);
  if (!I)
    return nullptr;
  for (Func *M : typeSet(I).Methods)
    if (!hasMethod(V, M, Static)) {
      if (Cause)
        *Cause = ("(missing method " + M->Name + ")").str();
      return M;
    }
  return nullptr;
}
