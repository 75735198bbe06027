//===- InterfaceCycle.cpp - Interface literals that contain themselves ----===//
//
// gc refuses (go.dev/issue/56103) what types2 accepts: an interface literal one
// of whose methods mentions an interface literal that leads back to it, without
// a defined type in between. Such a type could not be written down in finite
// space, as type descriptors and symbol names need to be.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/TypeExpr.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::cast;

namespace {

class CycleFinder {
public:
  /// Is I part of a cycle of anonymous interfaces?
  bool hasCycle(Interface *I) {
    // Methods of embedded interfaces count.
    return llvm::any_of(typeSet(I).Methods,
                        [&](Func *M) { return visit(M->type()); });
  }
  void suppressDuplicates() {
    for (auto &Entry : Cyclic)
      Entry.second = false;
  }

private:
  bool visit(Type *T);
  bool visitVars(llvm::ArrayRef<Var *> Vars) {
    return llvm::any_of(Vars, [&](Var *V) { return visit(V->type()); });
  }
  bool visitInterface(Interface *I);
  /// True while an interface is being visited.
  llvm::DenseMap<Interface *, bool> Cyclic;
};

} // namespace

bool CycleFinder::visitInterface(Interface *I) {
  if (I->Methods.empty() && I->Embeddeds.empty())
    return false;
  auto [It, New] = Cyclic.try_emplace(I, true);
  if (!New)
    return It->second;
  if (hasCycle(I))
    return true;
  Cyclic[I] = false;
  return false;
}

bool CycleFinder::visit(Type *T) {
  T = unalias(T);
  if (!T)
    return false;
  switch (T->kind()) {
  case TypeKind::Basic:
  case TypeKind::Named: // ends any cycle
  case TypeKind::TypeParam:
  case TypeKind::Union:
  case TypeKind::Alias:
    return false;
  case TypeKind::Pointer:
    return visit(cast<Pointer>(T)->Elem);
  case TypeKind::Array:
    return visit(cast<Array>(T)->Elem);
  case TypeKind::Slice:
    return visit(cast<Slice>(T)->Elem);
  case TypeKind::Chan:
    return visit(cast<Chan>(T)->Elem);
  case TypeKind::Map:
    return visit(cast<Map>(T)->Key) || visit(cast<Map>(T)->Elem);
  case TypeKind::Struct:
    return visitVars(cast<Struct>(T)->Fields);
  case TypeKind::Tuple:
    return visitVars(cast<Tuple>(T)->Vars);
  case TypeKind::Signature: {
    auto *S = cast<Signature>(T);
    return (S->Params && visit(S->Params)) || (S->Results && visit(S->Results));
  }
  case TypeKind::Interface:
    return visitInterface(cast<Interface>(T));
  }
  llvm_unreachable("unknown type kind");
}

void ogo::anonymousInterfaceCycles(Checker &C) {
  llvm::sort(C.InterfaceTypes, [](const auto &A, const auto &B) {
    return A.first->pos() < B.first->pos();
  });
  CycleFinder Finder;
  Pos OuterEnd; // literals inside another one are judged with it
  for (auto [E, I] : C.InterfaceTypes) {
    if (E->pos() < OuterEnd)
      continue;
    OuterEnd = endPos(E);
    if (!Finder.hasCycle(I))
      continue;
    C.error(E->pos(), DiagCode::InvalidTypeCycle,
            "invalid recursive type: anonymous interface refers to itself "
            "(see https://go.dev/issue/56103)");
    Finder.suppressDuplicates();
  }
}
