//===- MethodSet.cpp - All methods of a type ------------------------------===//
//
// Spec "Method sets" and "Struct types": the promoted methods of embedded
// fields too. Lowering makes itabs and type descriptors from them. As in
// lookup the walk is breadth first; here everything at one depth is collected
// before the next, because a field or method hides what is below.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/IdenticalTypes.h"
#include "frontend/types/Lookup.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace ogo;
using llvm::ArrayRef;

namespace {
using Path = llvm::SmallVector<int, 2>;

struct EmbeddedType {
  Type *T;
  Path Index;
  bool Indirect;
  bool Multiples;
};

/// Methods by id; F null marks a name that is ambiguous or hidden.
using MethodMap = llvm::StringMap<MethodSetEntry>;

/// What one depth declares.
struct Level {
  MethodMap Methods;
  llvm::StringSet<> Fields;
  std::vector<EmbeddedType> Next;

  void add(Func *F, Path Index, bool Indirect, bool Multiples) {
    auto [I, New] = Methods.try_emplace(F->id());
    // A generic method is in no method set, but hides others all the same.
    bool Generic = F->signature() && !F->signature()->TParams.empty();
    if (New && !Multiples && !Generic && (Indirect || !F->hasPtrRecv()))
      I->second = {F, std::move(Index), Indirect};
    else
      I->second = {nullptr, {}, false};
  }
  void visit(const EmbeddedType &E, IdenticalTypes &Seen);
};
} // namespace

static Path extend(const Path &P, int I) {
  Path R = P;
  R.push_back(I);
  return R;
}

void Level::visit(const EmbeddedType &E, IdenticalTypes &Seen) {
  if (Named *N = asNamed(E.T)) {
    if (!Seen.insert(N).second)
      return;
    for (unsigned I = 0, End = N->numMethods(); I != End; ++I)
      add(N->method(I), extend(E.Index, int(I)), E.Indirect, E.Multiples);
  }
  Type *U = under(E.T);
  if (auto *S = llvm::dyn_cast_or_null<Struct>(U)) {
    for (unsigned I = 0; I != S->Fields.size(); ++I) {
      Var *F = S->Fields[I];
      if (F->Name != "_")
        Fields.insert(F->id());
      if (!F->Embedded)
        continue;
      auto [T, IsPtr] = deref(F->T);
      Next.push_back(
          {T, extend(E.Index, int(I)), E.Indirect || IsPtr, E.Multiples});
    }
  } else if (auto *I = llvm::dyn_cast_or_null<Interface>(U)) {
    ArrayRef<Func *> Methods = typeSet(I).Methods;
    for (unsigned K = 0; K != Methods.size(); ++K)
      add(Methods[K], extend(E.Index, int(K)), /*Indirect=*/true, E.Multiples);
  }
}

static std::vector<EmbeddedType> consolidate(std::vector<EmbeddedType> List) {
  std::vector<EmbeddedType> Result;
  IdenticalTypes Types;
  for (EmbeddedType &E : List) {
    auto [First, New] = Types.insert(E.T);
    if (New)
      Result.push_back(std::move(E));
    else
      Result[First].Multiples = true;
  }
  return Result;
}

std::vector<MethodSetEntry> ogo::methodSet(Type *T) {
  auto [Base, IsPtr] = deref(T);
  if (IsPtr && isInterface(Base))
    return {};

  MethodMap All;
  IdenticalTypes Seen;
  std::vector<EmbeddedType> Current;
  Current.push_back({Base, {}, IsPtr, false});
  while (!Current.empty()) {
    Level L;
    for (const EmbeddedType &E : Current)
      L.visit(E, Seen);
    for (auto &M : L.Methods) {
      if (L.Fields.contains(M.getKey()))
        M.second.F = nullptr;
      All.try_emplace(M.getKey(), std::move(M.second));
    }
    // A field hides methods further down.
    for (auto &F : L.Fields)
      All.try_emplace(F.getKey(), MethodSetEntry{nullptr, {}, false});
    Current = consolidate(std::move(L.Next));
  }

  std::vector<MethodSetEntry> Result;
  for (auto &M : All)
    if (M.second.F)
      Result.push_back(std::move(M.second));
  llvm::sort(Result, [](const MethodSetEntry &A, const MethodSetEntry &B) {
    return A.F->lessById(*B.F);
  });
  return Result;
}
