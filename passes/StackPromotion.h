//===- StackPromotion.h - Objects that stay in a frame ---------*- C++ -*-===//
#ifndef OGO_PASSES_STACKPROMOTION_H
#define OGO_PASSES_STACKPROMOTION_H

#include "llvm/IR/PassManager.h"

namespace ogo {

/// Moves small heap objects whose address nobody keeps into the frame. ir's
/// escape analysis looks at one function at a time; here constructors have been
/// inlined and callees are known not to keep their arguments.
class StackPromotionPass : public llvm::PassInfoMixin<StackPromotionPass> {
public:
  /// Simplify: clean up the functions that were changed.
  explicit StackPromotionPass(bool Simplify = false) : Simplify(Simplify) {}
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &AM);

private:
  bool Simplify;
};

} // namespace ogo

#endif
