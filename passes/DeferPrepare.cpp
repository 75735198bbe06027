//===- DeferPrepare.cpp - Protect functions that can be recovered into ----===//
//
// A recovered function returns on a path LLVM does not see: the panic's runtime
// jumps to F.resume. From a body that always panics LLVM would infer noreturn,
// from one return a constant result, and break the callers; inlined, there
// would be no frame to return from. weak_odr linkage is not an exact
// definition, so nothing is inferred from the body, and noinline keeps the
// frame. Functions whose deferred calls cannot recover stay as they are.
//
//===----------------------------------------------------------------------===//
#include "passes/Defer.h"
#include "passes/DeferScope.h"
#include "llvm/IR/Module.h"

namespace ogo {

llvm::PreservedAnalyses DeferPreparePass::run(llvm::Module &M,
                                              llvm::ModuleAnalysisManager &) {
  bool Changed = false;
  for (llvm::Function &F : M) {
    bool Recoverable = false;
    for (DeferScope &S : collectDeferScopes(F)) {
      Recoverable |= S.Escapes;
      for (DeferSite &Site : S.Sites)
        Recoverable |= thunkMayRecover(Site.thunk());
    }
    if (!Recoverable)
      continue;
    Changed = true;
    F.removeFnAttr(llvm::Attribute::AlwaysInline);
    F.addFnAttr(llvm::Attribute::NoInline);
    F.addFnAttr("ogo-recoverable");
    if (F.hasExactDefinition()) {
      // A local symbol's name is unique in the program already.
      if (F.hasLocalLinkage())
        F.setVisibility(llvm::GlobalValue::DefaultVisibility);
      F.setLinkage(llvm::GlobalValue::WeakODRLinkage);
    }
  }
  return Changed ? llvm::PreservedAnalyses::none()
                 : llvm::PreservedAnalyses::all();
}

} // namespace ogo
