//===- DeferInline.cpp - Deferred calls at exits inlined ------------------===//
//
// A thunk may publish the right to recover for its callee (runtime/README.md).
// On a return nobody gave it that right: where the thunk's code is a copy at an
// exit, publishing is dropped, the token of a callee that was inlined too is
// null, and recover() is nil. What a function like
//
//   defer func() { if r := recover(); r != nil { … } }()
//
// does when nothing panics folds away.
//
//===----------------------------------------------------------------------===//
#include "passes/DeferInline.h"
#include "passes/DeferScope.h"
#include "passes/RuntimeCalls.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Transforms/Utils/Cloning.h"

namespace ogo {

static bool calls(const llvm::CallBase *C, RuntimeFn Fn) {
  const llvm::Function *Callee = C->getCalledFunction();
  return Callee && Callee->getName() == getRuntimeFnInfo(Fn).Symbol;
}

static void replace(llvm::CallBase *C) {
  C->replaceAllUsesWith(llvm::Constant::getNullValue(C->getType()));
  C->eraseFromParent();
}

/// \p Calls: those in the copy of Thunk.
static void dropRecovery(const llvm::Function *Thunk,
                         llvm::ArrayRef<llvm::CallBase *> Calls) {
  llvm::SmallPtrSet<const llvm::Value *, 2> Published;
  llvm::SmallVector<llvm::CallBase *, 4> Publishers, Tokens;
  for (llvm::CallBase *C : Calls)
    if (calls(C, RuntimeFn::RecoverPublish) && C->getArgOperand(0) == Thunk) {
      Published.insert(C->getArgOperand(1)->stripPointerCasts());
      Publishers.push_back(C);
    }
  for (llvm::CallBase *C : Calls)
    if (calls(C, RuntimeFn::RecoverToken) &&
        Published.contains(C->getArgOperand(0)->stripPointerCasts()))
      Tokens.push_back(C);
  for (llvm::CallBase *C : Publishers)
    C->eraseFromParent();
  for (llvm::CallBase *C : Tokens) {
    llvm::SmallVector<llvm::CallBase *, 2> Recovers;
    for (llvm::User *U : C->users())
      if (auto *R = llvm::dyn_cast<llvm::CallBase>(U);
          R && calls(R, RuntimeFn::GoRecover))
        Recovers.push_back(R);
    for (llvm::CallBase *R : Recovers)
      replace(R);
    replace(C);
  }
}

void inlineDeferredCall(llvm::CallInst *Call) {
  llvm::Function *Thunk = Call->getCalledFunction();
  if (Thunk->isDeclaration() || Call->getFunction()->hasOptNone() ||
      Thunk->hasFnAttribute(llvm::Attribute::NoInline) ||
      Thunk->getInstructionCount() > CheapThunk)
    return;
  llvm::InlineFunctionInfo Info;
  if (llvm::InlineFunction(*Call, Info).isSuccess())
    dropRecovery(Thunk, Info.InlinedCallSites);
}

} // namespace ogo
