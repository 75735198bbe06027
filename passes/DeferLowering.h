//===- DeferLowering.h - From defer markers to run-time calls --*- C++ -*-===//
#ifndef OGO_PASSES_DEFERLOWERING_H
#define OGO_PASSES_DEFERLOWERING_H

#include "llvm/IR/PassManager.h"

namespace ogo {

class DeferLoweringPass : public llvm::PassInfoMixin<DeferLoweringPass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

} // namespace ogo

#endif
