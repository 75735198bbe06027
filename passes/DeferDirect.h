//===- DeferDirect.h - Deferred calls made as plain calls ------*- C++ -*-===//
#ifndef OGO_PASSES_DEFERDIRECT_H
#define OGO_PASSES_DEFERDIRECT_H

#include "passes/DeferScope.h"
#include "llvm/ADT/DenseMap.h"

namespace ogo {

/// What can raise a panic, remembered per function while a module is looked at.
class RaiseAnalysis {
public:
  /// Calling F may panic or end the goroutine.
  bool mayRaise(const llvm::Function *F);
  /// The same of a deferred call's thunk, whose environment is there.
  bool thunkMayRaise(const llvm::Function *Thunk);
  /// What I may do (to be followed by its line), empty if it cannot raise.
  /// Valid: objects whose memory is known to be there.
  llvm::StringRef
  whyRaises(const llvm::Instruction &I,
            llvm::function_ref<bool(const llvm::Value *)> Valid);

private:
  llvm::DenseMap<const llvm::Function *, bool> Known;
  unsigned Depth = 0;
};

/// Turns the last sites of Scope into plain calls at the exits as long as
/// nothing can come between; removes their markers and entries of Scope.Sites.
/// The Reason of the first one that stays is set. \p Trace: report the calls to
/// the runtime. \returns the number of sites turned.
unsigned makeDeferredCallsDirect(llvm::Function &F, DeferScope &Scope,
                                 RaiseAnalysis &Raises, bool Trace);

} // namespace ogo

#endif
