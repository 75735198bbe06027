//===- DeferPrepare.cpp - Protect functions that can be recovered into ----===//
//
// A recovered function returns on a path LLVM does not see: the panic's runtime
// jumps to F.resume. From a body that always panics LLVM would infer noreturn,
// from one return a constant result, and break the callers; inlined, there
// would be no frame to return from. weak_odr linkage is not an exact
// definition, so nothing is inferred from the body, and noinline keeps the
// frame. Functions whose deferred calls cannot recover stay as they are.
//
// A function that pushes records is not inlined either: the function around it
// would have to push records for all of its own defers.
//
// The results of a recoverable function are stored as volatile: with
// debug.SetPanicOnFault any load or store may turn into a panic that LLVM does
// not see, and the recovered function returns what its results held then.
//
//===----------------------------------------------------------------------===//
#include "passes/Defer.h"
#include "passes/DeferScope.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

namespace ogo {

/// Makes every store into the block at Address volatile.
static void makeStoresVolatile(llvm::Value *Address) {
  for (llvm::User *U : Address->users()) {
    if (auto *S = llvm::dyn_cast<llvm::StoreInst>(U)) {
      if (S->getPointerOperand() == Address)
        S->setVolatile(true);
    } else if (llvm::isa<llvm::GetElementPtrInst>(U)) {
      makeStoresVolatile(U);
    }
  }
}

llvm::PreservedAnalyses DeferPreparePass::run(llvm::Module &M,
                                              llvm::ModuleAnalysisManager &) {
  bool Changed = false;
  for (llvm::Function &F : M) {
    bool Recoverable = false, Records = false;
    for (DeferScope &S : collectDeferScopes(F)) {
      bool ThisScope = S.Escapes;
      for (DeferSite &Site : S.Sites)
        ThisScope |= thunkMayRecover(Site.thunk());
      Records |= S.Escapes || llvm::any_of(S.Sites, [](const DeferSite &Site) {
                   return Site.InLoop;
                 });
      if (ThisScope)
        makeStoresVolatile(S.Marker.results());
      Recoverable |= ThisScope;
    }
    if (!Recoverable && !Records)
      continue;
    Changed = true;
    F.removeFnAttr(llvm::Attribute::AlwaysInline);
    F.addFnAttr(llvm::Attribute::NoInline);
    if (!Recoverable)
      continue;
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
