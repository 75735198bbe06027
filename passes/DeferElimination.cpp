//===- DeferElimination.cpp - Defers that need no mechanism ---------------===//
//
// A deferred function that provably does nothing is dropped with its marker.
// (Statements that cannot be reached are already gone: markers are calls, and
// unreachable calls are removed by LLVM.)
//
//===----------------------------------------------------------------------===//
#include "passes/Defer.h"
#include "passes/DeferScope.h"
#include "llvm/ADT/Statistic.h"
#include "llvm/IR/IntrinsicInst.h"

#define DEBUG_TYPE "ogo-defer"

STATISTIC(NumEliminated, "Number of defer sites without effect");

namespace ogo {

/// Thunk returns at once without any effect. Its memory reads do not count.
static bool doesNothing(const llvm::Function *Thunk) {
  if (!Thunk || Thunk->isDeclaration() || Thunk->size() != 1)
    return false;
  for (const llvm::Instruction &I : Thunk->getEntryBlock()) {
    if (llvm::isa<llvm::ReturnInst>(I) || I.isDebugOrPseudoInst())
      continue;
    if (I.mayHaveSideEffects())
      return false;
  }
  return true;
}

llvm::PreservedAnalyses
DeferEliminationPass::run(llvm::Module &M, llvm::ModuleAnalysisManager &) {
  bool Changed = false;
  for (llvm::Function &F : M)
    for (DeferScope &S : collectDeferScopes(F)) {
      unsigned Left = S.Sites.size();
      for (DeferSite &Site : S.Sites)
        if (doesNothing(Site.thunk())) {
          Site.Marker->eraseFromParent();
          ++NumEliminated;
          Changed = true;
          --Left;
        }
      if (Left || S.Escapes)
        continue;
      for (llvm::CallInst *Run : S.Runs)
        Run->eraseFromParent();
      if (S.Marker->use_empty()) {
        S.Marker->eraseFromParent();
        Changed = true;
      }
    }
  return Changed ? llvm::PreservedAnalyses::none()
                 : llvm::PreservedAnalyses::all();
}

} // namespace ogo
