//===- InlineCost.h - Whether gc would inline a function -------*- C++ -*-===//
//
// Which functions have too large a frame depends on what gc inlines into them.
// This follows gc's rule in outline and says nothing about what LLVM does.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_CHECK_INLINECOST_H
#define OGO_FRONTEND_CHECK_INLINECOST_H

#include "frontend/check/Checker.h"
#include <optional>
#include <unordered_map>

namespace ogo {

class InlineCosts {
public:
  explicit InlineCosts(Checker &C) : C(C) {}
  /// About what D costs a caller it is inlined into; none if it is not inlined.
  std::optional<int> of(const FuncDecl *D);
  /// The declaration of the function or method of this package that E is sure
  /// to call, or null.
  const FuncDecl *callee(const CallExpr *E) const;

private:
  Checker &C;
  /// None for functions in progress too: a call in a cycle counts in full.
  std::unordered_map<const FuncDecl *, std::optional<int>> Costs;
};

} // namespace ogo

#endif
