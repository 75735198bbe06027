//===- StackPromotion.cpp - Objects that stay in a frame ------------------===//
//
// An allocation in a loop is one object per iteration, a slot in the frame is
// one for all. They are the same to a program that holds the address in no
// memory (that is a capture) and merges it with no other (no phi): then each
// iteration sees its own only. The collector scans frames conservatively, so
// what the object points to stays alive.
//
//===----------------------------------------------------------------------===//
#include "passes/StackPromotion.h"
#include "passes/RuntimeCalls.h"
#include "runtime/abi/LeakAttribute.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"

using namespace llvm;

namespace ogo {

/// Frames stay small: many goroutines have one.
static constexpr uint64_t MaxObject = 512, MaxTotal = 4096;

/// Size of the object that Call makes, 0 if that is unknown.
static uint64_t objectSize(const CallInst &Call) {
  const llvm::Function *Callee = Call.getCalledFunction();
  if (!Callee)
    return 0;
  auto Fn = runtimeFunction(*Callee);
  if (Fn == RuntimeFn::NewObject)
    return Call.getRetDereferenceableBytes();
  if (Fn == RuntimeFn::NewClosure)
    if (auto *N = dyn_cast<ConstantInt>(Call.getArgOperand(0)))
      return N->getZExtValue();
  return 0;
}

/// What Callee may do with the address that it is given as argument ArgNo.
static StringRef leakOf(const CallBase &Call, unsigned ArgNo) {
  if (Call.doesNotCapture(ArgNo))
    return leak::None;
  const llvm::Function *Callee = Call.getCalledFunction();
  if (!Callee || ArgNo >= Callee->arg_size())
    return "";
  return Callee->getAttributes()
      .getParamAttr(ArgNo, leak::Attribute)
      .getValueAsString();
}

/// The address, or one derived from it, is in no memory, leaves the function
/// neither way and is merged with no other.
static bool staysLocal(const CallInst &Object) {
  SmallVector<const Instruction *, 16> Work = {&Object};
  SmallPtrSet<const Instruction *, 16> Seen;
  // Use is the address, too, or an aggregate with it.
  auto Follow = [&](const Instruction *Use) {
    if (Seen.insert(Use).second)
      Work.push_back(Use);
    return true;
  };
  auto IsHarmless = [&](const Use &U) {
    auto *I = cast<Instruction>(U.getUser());
    switch (I->getOpcode()) {
    case Instruction::Load:
      return !cast<LoadInst>(I)->isVolatile();
    case Instruction::Store:
      return U.getOperandNo() == StoreInst::getPointerOperandIndex() &&
             !cast<StoreInst>(I)->isVolatile();
    case Instruction::AtomicRMW:
    case Instruction::AtomicCmpXchg:
      return U.getOperandNo() == 0 && !I->isVolatile();
    case Instruction::GetElementPtr:
    case Instruction::Select:
    case Instruction::BitCast:
    case Instruction::InsertValue:
      return Follow(I);
    case Instruction::ExtractValue:
      return !I->getType()->isPtrOrPtrVectorTy() &&
                     !I->getType()->isAggregateType()
                 ? true
                 : Follow(I);
    case Instruction::ICmp:
      return isa<ConstantPointerNull>(I->getOperand(1 - U.getOperandNo()));
    case Instruction::Call: {
      auto &Call = cast<CallBase>(*I);
      if (!Call.isArgOperand(&U))
        return false;
      StringRef Leak = leakOf(Call, Call.getArgOperandNo(&U));
      return Leak == leak::None || (Leak == leak::Result && Follow(I));
    }
    default:
      return false;
    }
  };
  while (!Work.empty()) {
    const Instruction *I = Work.pop_back_val();
    for (const Use &U : I->uses())
      if (!IsHarmless(U))
        return false;
  }
  return true;
}

static bool promote(llvm::Function &F) {
  SmallVector<CallInst *, 8> Found;
  uint64_t Total = 0;
  for (Instruction &I : instructions(F)) {
    auto *Call = dyn_cast<CallInst>(&I);
    uint64_t Size = Call ? objectSize(*Call) : 0;
    if (!Size || Size > MaxObject || Total + Size > MaxTotal ||
        !staysLocal(*Call))
      continue;
    Total += Size;
    Found.push_back(Call);
  }
  for (CallInst *Call : Found) {
    uint64_t Size = objectSize(*Call);
    IRBuilder<> Entry(&F.getEntryBlock(), F.getEntryBlock().begin());
    AllocaInst *Slot =
        Entry.CreateAlloca(ArrayType::get(Entry.getInt8Ty(), Size));
    Slot->setAlignment(std::max(Align(8), Call->getRetAlign().valueOrOne()));
    IRBuilder<> B(Call);
    B.CreateMemSet(Slot, B.getInt8(0), Size, Slot->getAlign());
    Slot->takeName(Call);
    Call->replaceAllUsesWith(Slot);
    Call->eraseFromParent();
  }
  return !Found.empty();
}

PreservedAnalyses StackPromotionPass::run(Module &M,
                                          ModuleAnalysisManager &AM) {
  auto &FAM = AM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
  FunctionPassManager Cleanup;
  Cleanup.addPass(SROAPass(SROAOptions::ModifyCFG));
  Cleanup.addPass(EarlyCSEPass(/*UseMemorySSA=*/true));
  Cleanup.addPass(InstCombinePass());
  Cleanup.addPass(SimplifyCFGPass());
  bool Changed = false;
  for (llvm::Function &F : M) {
    if (F.isDeclaration() || !promote(F))
      continue;
    Changed = true;
    FAM.invalidate(F, PreservedAnalyses::none());
    if (Simplify)
      FAM.invalidate(F, Cleanup.run(F, FAM));
  }
  return Changed ? PreservedAnalyses::none() : PreservedAnalyses::all();
}

} // namespace ogo
