//===- EdgeCounters.h - What guides fuzzing --------------------*- C++ -*-===//
#ifndef OGO_PASSES_EDGECOUNTERS_H
#define OGO_PASSES_EDGECOUNTERS_H

#include "llvm/IR/PassManager.h"

namespace ogo {

/// Counts how often each edge of the control flow graph is taken, in bytes of
/// section __sancov_cntrs.
struct EdgeCountersPass : llvm::PassInfoMixin<EdgeCountersPass> {
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &AM);
  static bool isRequired() { return true; }
};

} // namespace ogo

#endif
