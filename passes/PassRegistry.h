//===- PassRegistry.h - ogo's passes by name -------------------*- C++ -*-===//
#ifndef OGO_PASSES_PASSREGISTRY_H
#define OGO_PASSES_PASSREGISTRY_H

#include "llvm/Passes/PassBuilder.h"

namespace ogo {

/// Lets PB parse the names in Passes.def.
void registerPasses(llvm::PassBuilder &PB);

} // namespace ogo

#endif
