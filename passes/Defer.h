//===- Defer.h - The passes about defer ------------------------*- C++ -*-===//
//
// What the markers that ir emits mean is in ir/README.md, how deferred calls
// run in runtime/README.md.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_PASSES_DEFER_H
#define OGO_PASSES_DEFER_H

#include "llvm/IR/PassManager.h"

namespace ogo {

/// Before inlining: a function with a deferred call that may recover can return
/// on a path LLVM does not see. It is kept from being inlined and from having
/// facts inferred from its body (weak_odr linkage).
class DeferPreparePass : public llvm::PassInfoMixin<DeferPreparePass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

/// Removes deferred calls that do nothing and makes those direct that nothing
/// can come between: every exit is reached from the statement without a call
/// that may panic. Trace: make direct calls tell the runtime (-defertrace).
class DeferEliminationPass : public llvm::PassInfoMixin<DeferEliminationPass> {
public:
  explicit DeferEliminationPass(bool Trace = false) : Trace(Trace) {}
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &AM);

private:
  bool Trace;
};

/// Lowers every remaining marker: a defer frame per physical function, bits and
/// direct calls for open-coded sites, records for the others.
class DeferLoweringPass : public llvm::PassInfoMixin<DeferLoweringPass> {
public:
  /// Simplify: clean up the functions that were changed.
  explicit DeferLoweringPass(bool Simplify = false, bool Trace = false)
      : Simplify(Simplify), Trace(Trace) {}
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &AM);
  static bool isRequired() { return true; }

private:
  bool Simplify, Trace;
};

} // namespace ogo

#endif
