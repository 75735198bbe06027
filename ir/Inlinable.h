//===- Inlinable.h - Which imported functions get a body here --*- C++ -*-===//
//
// A package's object holds its functions once. So that LLVM can inline the
// small ones across packages, an importing module gets their bodies too, as
// available_externally: to inline from, never to emit.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_IR_INLINABLE_H
#define OGO_IR_INLINABLE_H

#include "frontend/types/Object.h"
#include <optional>

namespace ogo {

/// What inlining a body may cost at most, with all that is inlined into it.
inline constexpr int MaxInlineCost = 120;

/// What the body of F, a function of another package without type parameters,
/// adds to the one it is inlined into. None if that is too much, or if it has
/// what belongs to one frame or one module (defers, literals, local types,
/// goroutines, selects).
std::optional<int> inlineCost(Func *F);

} // namespace ogo

#endif
