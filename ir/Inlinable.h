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

namespace ogo {

/// True if a copy of the body of F, a function of another package without type
/// parameters, is worth lowering for the inliner: it is small and has nothing
/// that belongs to one frame or one module (defers, literals, local types,
/// goroutines, selects).
bool isInlinable(Func *F);

} // namespace ogo

#endif
