//===- Info.cpp - Storage of the checker's results ------------------------===//
//
// Facts that are asked for more often than they are worth storing are put
// together here. The arrays are indexed by NodeId and grow with the package's
// nodes.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/Info.h"
#include "frontend/types/Object.h"
#include "llvm/Support/ErrorHandling.h"

using namespace ogo;

void Info::resize(NodeId N) {
  if (N <= Types.size())
    return;
  Types.resize(N);
  Defs.resize(N);
  Uses.resize(N);
}

llvm::SmallVector<int, 4> Info::fieldOf(const Struct *S, const CompositeLit *E,
                                        unsigned I) const {
  auto *KV = llvm::dyn_cast<KeyValueExpr>(E->Elems[I]);
  if (!KV)
    return {static_cast<int>(I)};
  auto *Key = llvm::cast<Name>(KV->Key);
  if (auto It = PromotedKeys.find(Key->id()); It != PromotedKeys.end())
    return It->second;
  // The package matters for unexported fields alone, and those of others cannot
  // be named here.
  for (size_t F = 0; F != S->Fields.size(); ++F)
    if (S->Fields[F]->name() == Key->Value)
      return {static_cast<int>(F)};
  llvm_unreachable("key of a struct literal is not a field");
}

const SelectorExpr *Info::methodOf(const Expr *E) const {
  E = unparen(E);
  if (auto *I = llvm::dyn_cast<IndexExpr>(E))
    E = unparen(I->X);
  auto *S = llvm::dyn_cast<SelectorExpr>(E);
  const Selection *Sel = S ? selectionOf(S) : nullptr;
  return Sel && Sel->K != Selection::Kind::FieldVal ? S : nullptr;
}
