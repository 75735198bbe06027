//===- DeferRemarks.h - What became of each defer statement ----*- C++ -*-===//
#ifndef OGO_PASSES_DEFERREMARKS_H
#define OGO_PASSES_DEFERREMARKS_H

#include "passes/DeferScope.h"

namespace ogo {

/// Says which kind Site got, in gc's words, and why not a better one.
/// FrameSize: bytes of the function's defer frame, 0 if it has none.
void remarkDefer(const DeferSite &Site, uint64_t FrameSize);

/// Says of every statement without a marker in reachable code that it is gone,
/// and forgets the list of statements: the first call reports them.
void remarkUnreachableDefers(llvm::Module &M);

} // namespace ogo

#endif
