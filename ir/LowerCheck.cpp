//===- LowerCheck.cpp - Run-time checks -----------------------------------===//
//
// Every check has one form: a compare, a branch weighted towards the good
// side, and a cold block that calls a noreturn panic function. Nil checks carry
// !make.implicit, so that the code generator folds them into the access that
// follows. The calls are nomerge: a merged panic call would report the wrong
// line.
//
//===----------------------------------------------------------------------===//
#include "ir/FunctionLowering.h"
#include "llvm/IR/MDBuilder.h"

namespace ogo {

/// Addresses that are never null: allocas, globals, offsets from either.
static bool isKnownNonNull(const llvm::Value *V) {
  V = V->stripInBoundsOffsets();
  if (llvm::isa<llvm::AllocaInst>(V) || llvm::isa<llvm::GlobalValue>(V))
    return true;
  if (auto *C = llvm::dyn_cast<llvm::CallBase>(V))
    return C->hasRetAttr(llvm::Attribute::NonNull);
  if (auto *A = llvm::dyn_cast<llvm::Argument>(V))
    return A->hasNonNullAttr();
  return false;
}

void checkThat(FunctionLowering &F, llvm::Value *Bad, Pos At,
               llvm::function_ref<void()> Panic) {
  if (auto *C = llvm::dyn_cast<llvm::ConstantInt>(Bad); C && C->isZero())
    return;
  F.setPos(At);
  llvm::BasicBlock *PanicBB = F.newBlock("panic");
  llvm::BasicBlock *Cont = F.newBlock("ok");
  llvm::BranchInst *Br = F.B.CreateCondBr(Bad, PanicBB, Cont);
  Br->setMetadata(llvm::LLVMContext::MD_prof,
                  llvm::MDBuilder(F.M.LLVM).createUnlikelyBranchWeights());
  F.B.SetInsertPoint(PanicBB);
  Panic();
  F.B.CreateUnreachable();
  F.B.SetInsertPoint(Cont);
}

/// A call of a noreturn panic function that must keep its own line.
static void callPanic(FunctionLowering &F, RuntimeFn Id,
                      llvm::ArrayRef<llvm::Value *> Args) {
  llvm::CallInst *Call = F.callRuntime(Id, Args);
  Call->setDoesNotReturn();
  Call->addFnAttr(llvm::Attribute::NoMerge);
  Call->addFnAttr(llvm::Attribute::Cold);
}

void checkNil(FunctionLowering &F, llvm::Value *Ptr, Pos At) {
  if (isKnownNonNull(Ptr))
    return;
  F.setPos(At);
  // One panic block per line: the checks of `a.b.c.d` share it.
  llvm::Metadata *Line = F.B.getCurrentDebugLocation().getAsMDNode();
  llvm::BasicBlock *&PanicBB =
      F.PanicBlocks[{unsigned(RuntimeFn::PanicMem), Line}];
  if (!PanicBB) {
    PanicBB = F.newBlock("nil");
    llvm::IRBuilderBase::InsertPointGuard Guard(F.B);
    F.B.SetInsertPoint(PanicBB);
    F.setPos(At);
    callPanic(F, RuntimeFn::PanicMem, {});
    F.B.CreateUnreachable();
  }
  llvm::BasicBlock *Cont = F.newBlock("nonnil");
  llvm::Value *IsNil = F.B.CreateIsNull(Ptr);
  llvm::BranchInst *Br = F.B.CreateCondBr(IsNil, PanicBB, Cont);
  Br->setMetadata(llvm::LLVMContext::MD_make_implicit,
                  llvm::MDNode::get(F.M.LLVM, {}));
  Br->setMetadata(llvm::LLVMContext::MD_prof,
                  llvm::MDBuilder(F.M.LLVM).createUnlikelyBranchWeights());
  F.B.SetInsertPoint(Cont);
}

llvm::Value *checkIndex(FunctionLowering &F, llvm::Value *Index, Type *IndexT,
                        llvm::Value *Len, Pos At) {
  bool Unsigned = isUnsigned(IndexT);
  llvm::Value *I = Unsigned ? F.B.CreateZExt(Index, F.M.I64Ty)
                            : F.B.CreateSExt(Index, F.M.I64Ty);
  if (!F.M.Opts.BoundsChecks)
    return I;
  F.setPos(At);
  llvm::Value *Bad = F.B.CreateICmpUGE(I, Len);
  checkThat(F, Bad, At, [&] {
    callPanic(F, Unsigned ? RuntimeFn::PanicIndexU : RuntimeFn::PanicIndex,
              {I, Len});
  });
  return I;
}

void checkDivisor(FunctionLowering &F, llvm::Value *Y, Pos At) {
  F.setPos(At);
  llvm::Value *Bad =
      F.B.CreateICmpEQ(Y, llvm::ConstantInt::get(Y->getType(), 0));
  checkThat(F, Bad, At, [&] { callPanic(F, RuntimeFn::PanicDivide, {}); });
}

void checkShift(FunctionLowering &F, llvm::Value *Count, Pos At) {
  F.setPos(At);
  llvm::Value *Bad =
      F.B.CreateICmpSLT(Count, llvm::ConstantInt::get(Count->getType(), 0));
  checkThat(F, Bad, At, [&] { callPanic(F, RuntimeFn::PanicShift, {}); });
}

void checkBound(FunctionLowering &F, llvm::Value *X, llvm::Value *Limit,
                RuntimeFn Signed, RuntimeFn Unsigned, bool IsUnsigned, Pos At) {
  if (!F.M.Opts.BoundsChecks)
    return;
  F.setPos(At);
  llvm::Value *Bad = F.B.CreateICmpUGT(X, Limit);
  checkThat(F, Bad, At,
            [&] { callPanic(F, IsUnsigned ? Unsigned : Signed, {X, Limit}); });
}

} // namespace ogo
