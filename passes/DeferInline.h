//===- DeferInline.h - Deferred calls at exits inlined ---------*- C++ -*-===//
#ifndef OGO_PASSES_DEFERINLINE_H
#define OGO_PASSES_DEFERINLINE_H

#include "llvm/IR/Instructions.h"

namespace ogo {

/// Inlines the call of a thunk at an exit if that is cheap, with what a return
/// without a panic implies: recover gives nil.
void inlineDeferredCall(llvm::CallInst *Call);

} // namespace ogo

#endif
