//===- InlineCost.h - Whether gc would inline a function -------*- C++ -*-===//
//
// Which functions have too large a frame, and which names gc's export data has,
// depends on what gc inlines. This follows gc's rule in outline and says
// nothing about what LLVM does.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_CHECK_INLINECOST_H
#define OGO_FRONTEND_CHECK_INLINECOST_H

#include "frontend/types/Package.h"
#include <optional>
#include <unordered_map>

namespace ogo {

/// For the functions and methods of one package, whose facts are known.
class InlineCosts {
public:
  explicit InlineCosts(Package &P) : P(P) {}
  /// About what F costs a caller it is inlined into; none if it is not inlined.
  std::optional<int> of(Func *F);
  /// The function or method of this package that E is sure to call, or null.
  Func *callee(const CallExpr *E) const;

private:
  Package &P;
  /// None for functions in progress too: a call in a cycle counts in full.
  std::unordered_map<const Func *, std::optional<int>> Costs;
};

} // namespace ogo

#endif
