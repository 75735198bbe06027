//===- DeferElimination.cpp - Defers that need no mechanism ---------------===//
//
// A deferred function that provably does nothing is dropped with its marker,
// and calls that nothing can come before are made directly (DeferDirect.cpp).
// Statements that cannot be reached are already gone: markers are calls, and
// unreachable calls are removed by LLVM.
//
//===----------------------------------------------------------------------===//
#include "passes/Defer.h"
#include "passes/DeferDirect.h"
#include "passes/DeferRemarks.h"
#include "llvm/ADT/Statistic.h"
#include "llvm/IR/IntrinsicInst.h"

#define DEBUG_TYPE "ogo-defer"

STATISTIC(NumEliminated, "Number of defer sites without effect");
STATISTIC(NumDirect, "Number of deferred calls made directly");

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

static bool eliminate(DeferScope &S) {
  bool Changed = false;
  llvm::erase_if(S.Sites, [&](DeferSite &Site) {
    if (!doesNothing(Site.thunk()))
      return false;
    Site.Kind = DeferKind::Eliminated;
    Site.Reason = "no effect";
    remarkDefer(Site, 0);
    Site.Marker->eraseFromParent();
    ++NumEliminated;
    return Changed = true;
  });
  return Changed;
}

/// Why the sites that stay are not direct, for the remarks of DeferLowering.
static void keepReasons(DeferScope &S) {
  for (DeferSite &Site : S.Sites)
    if (!Site.Reason.empty()) {
      llvm::LLVMContext &C = Site.Marker->getContext();
      Site.Marker->setMetadata(
          DeferReasonName,
          llvm::MDNode::get(C, llvm::MDString::get(C, Site.Reason)));
    }
}

llvm::PreservedAnalyses
DeferEliminationPass::run(llvm::Module &M, llvm::ModuleAnalysisManager &) {
  bool Changed = M.getNamedMetadata(DeferSiteInfo::Name);
  remarkUnreachableDefers(M);
  RaiseAnalysis Raises;
  for (llvm::Function &F : M) {
    llvm::SmallVector<DeferScope, 1> Scopes = collectDeferScopes(F);
    bool ChangedHere = false;
    // Inner scopes first: their calls lie between an outer scope's statements
    // and its exits.
    for (DeferScope &S : llvm::reverse(Scopes)) {
      ChangedHere |= eliminate(S);
      if (S.Escapes)
        continue;
      if (unsigned N = makeDeferredCallsDirect(F, S, Raises, Trace)) {
        NumDirect += N;
        ChangedHere = true;
      }
      keepReasons(S);
      if (!S.Sites.empty())
        continue;
      for (llvm::CallInst *Run : S.Runs)
        Run->eraseFromParent();
      S.Runs.clear();
      if (S.Marker->use_empty()) {
        S.Marker->eraseFromParent();
        ChangedHere = true;
      }
    }
    if (ChangedHere)
      F.addFnAttr(DeferChangedAttr);
    Changed |= ChangedHere;
  }
  return Changed ? llvm::PreservedAnalyses::none()
                 : llvm::PreservedAnalyses::all();
}

} // namespace ogo
