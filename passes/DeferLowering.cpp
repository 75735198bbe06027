//===- DeferLowering.cpp - Defer markers to bits, calls and records -------===//
//
// Each physical function with deferred calls gets one defer frame on its stack:
//
//   {bits or top record, environment slots…}   (runtime/abi/Layout.h
//   DeferFrame)
//
// Open-coded sites set a bit in it, and every exit makes the call directly,
// under a test of the bit that folds away where the statement dominates the
// exit. The test reads a shadow of the bits that LLVM can promote, because the
// frame itself escapes: a stack map says where it is, and a panic's runtime
// walks the frame pointers, finds it and runs F.dispatch(frame) until no bit is
// left. Nothing is linked or registered when F is entered.
//
// A site in a loop, or in a scope that a range-over-func body defers into,
// pushes a record instead; then the whole frame uses records, so that calls run
// in the reverse order of their statements.
//
// F.resume(results), which the scope's marker names, is how a recovered F
// returns: it loads the results from memory and returns them in F's own
// convention.
//
//===----------------------------------------------------------------------===//
#include "passes/Defer.h"
#include "passes/DeferScope.h"
#include "runtime/abi/RuntimeFunctions.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/Statistic.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/Module.h"
#include "llvm/TargetParser/Triple.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

#define DEBUG_TYPE "ogo-defer"

STATISTIC(NumOpenCoded, "Number of open-coded defer sites");
STATISTIC(NumRecords, "Number of defer sites that push a record");

namespace ogo {

namespace {

/// Word indices of runtime/abi/Layout.h DeferFrame.
enum FrameField : unsigned { Bits = 0, Top = 0 };
constexpr unsigned HeaderWords = 1;
constexpr unsigned MaxOpenCoded = 64; // bits of a word

/// Thunks up to this many instructions are inlined at the exits.
constexpr unsigned CheapThunk = 60;

class FunctionDefers {
public:
  FunctionDefers(llvm::Function &F, llvm::SmallVector<DeferScope, 1> &Scopes,
                 const llvm::SmallPtrSetImpl<llvm::Function *> &Deferring)
      : F(F), M(*F.getParent()), Ctx(F.getContext()), Scopes(Scopes),
        Deferring(Deferring), Ptr(llvm::PointerType::get(Ctx, 0)),
        I64(llvm::Type::getInt64Ty(Ctx)) {}
  void lower();

private:
  void chooseKinds();
  void layOutFrame();
  void enter();
  void lowerSite(DeferSite &S);
  void lowerRun(DeferScope &Scope, llvm::CallInst *Run);
  void clobberCalleeSaved(llvm::IRBuilder<> &B);
  void describe();
  llvm::Function *dispatchFunction();
  llvm::Value *field(llvm::IRBuilder<> &B, unsigned Word) {
    return B.CreateConstInBoundsGEP1_64(I64, Frame, Word);
  }
  llvm::CallInst *callRuntime(llvm::IRBuilder<> &B, RuntimeFn Fn,
                              llvm::ArrayRef<llvm::Value *> Args);

  llvm::Function &F;
  llvm::Module &M;
  llvm::LLVMContext &Ctx;
  llvm::SmallVector<DeferScope, 1> &Scopes;
  /// Functions with markers when the pass began.
  const llvm::SmallPtrSetImpl<llvm::Function *> &Deferring;
  llvm::Type *Ptr, *I64;
  llvm::AllocaInst *Frame = nullptr, *Shadow = nullptr;
  bool OpenCoded = true;
  /// The scope whose deferred calls may recover: F's own, because a function
  /// with such a scope is never inlined. Null: F cannot be recovered into.
  DeferScope *Own = nullptr;
  /// Env slot of each open-coded site, by number: byte offset in the frame.
  llvm::DenseMap<unsigned, uint64_t> Slots;
  llvm::DenseMap<unsigned, llvm::Value *> ExitEnv; // what exits call with
  llvm::SmallVector<DeferSite *, 8> Sites;
};

} // namespace

llvm::CallInst *
FunctionDefers::callRuntime(llvm::IRBuilder<> &B, RuntimeFn Fn,
                            llvm::ArrayRef<llvm::Value *> Args) {
  RuntimeFnInfo Info = getRuntimeFnInfo(Fn);
  llvm::SmallVector<llvm::Type *, 5> Params;
  for (llvm::Value *A : Args)
    Params.push_back(A->getType());
  auto *Ty = llvm::FunctionType::get(B.getVoidTy(), Params, false);
  llvm::FunctionCallee Callee = M.getOrInsertFunction(Info.Symbol, Ty);
  if (auto *Fn = llvm::dyn_cast<llvm::Function>(Callee.getCallee()))
    Fn->setCallingConv(llvm::CallingConv::Swift);
  llvm::CallInst *C = B.CreateCall(Callee, Args);
  C->setCallingConv(llvm::CallingConv::Swift);
  return C;
}

void FunctionDefers::chooseKinds() {
  unsigned Count = 0;
  for (DeferScope &S : Scopes) {
    if (S.Escapes)
      OpenCoded = false;
    for (DeferSite &Site : S.Sites) {
      Sites.push_back(&Site);
      ++Count;
      if (Site.InLoop || !Site.thunk() || !Site.envSize())
        OpenCoded = false;
      if (!Own && thunkMayRecover(Site.thunk()))
        Own = &S;
    }
    if (!Own && S.Escapes)
      Own = &S;
  }
  if (Count > MaxOpenCoded)
    OpenCoded = false;
  for (DeferSite *S : Sites) {
    S->Kind = OpenCoded ? DeferKind::OpenCoded : DeferKind::HeapRecord;
    if (OpenCoded)
      ++NumOpenCoded;
    else
      ++NumRecords;
  }
}

void FunctionDefers::layOutFrame() {
  uint64_t Size = HeaderWords * 8;
  if (OpenCoded)
    for (DeferSite *S : Sites) {
      Size = llvm::alignTo(Size, 16);
      Slots[S->Number] = Size;
      Size += S->envSize()->getZExtValue();
    }
  llvm::IRBuilder<> B(&*F.getEntryBlock().getFirstInsertionPt());
  auto *Ty =
      llvm::ArrayType::get(llvm::Type::getInt8Ty(Ctx), llvm::alignTo(Size, 8));
  Frame = B.CreateAlloca(Ty, nullptr, "deferframe");
  Frame->setAlignment(llvm::Align(16));
  if (OpenCoded)
    Shadow = B.CreateAlloca(I64, nullptr, "deferbits");
}

/// Makes the prologue save every callee-saved register, where a recovery finds
/// them (runtime/panic, ogoRecoverJump).
void FunctionDefers::clobberCalleeSaved(llvm::IRBuilder<> &B) {
  std::string Clobbers;
  auto Add = [&](const llvm::Twine &Reg) {
    Clobbers += (Clobbers.empty() ? "~{" : ",~{") + Reg.str() + "}";
  };
  if (llvm::Triple(M.getTargetTriple()).isAArch64()) {
    for (unsigned R = 19; R <= 28; ++R)
      Add("x" + llvm::Twine(R));
    for (unsigned R = 8; R <= 15; ++R)
      Add("d" + llvm::Twine(R));
  } else {
    for (llvm::StringRef R : {"rbx", "r12", "r13", "r14", "r15"})
      Add(R);
  }
  auto *Ty = llvm::FunctionType::get(B.getVoidTy(), false);
  B.CreateCall(llvm::InlineAsm::get(Ty, "", Clobbers, /*SideEffects=*/true));
}

void FunctionDefers::enter() {
  // A scope inlined from elsewhere shares the frame, so the frame is made ready
  // where the physical function starts.
  llvm::BasicBlock &Entry = F.getEntryBlock();
  llvm::Value *Results = nullptr;
  if (Own) {
    Results = Own->Marker->getArgOperand(0)->stripPointerCasts();
    if (auto *A = llvm::dyn_cast<llvm::AllocaInst>(Results))
      A->moveBefore(&*Entry.begin());
    else
      Results = nullptr; // none, or returned in memory
  }
  llvm::IRBuilder<> B(&Entry, Entry.getFirstNonPHIOrDbgOrAlloca());
  if (auto *SP = F.getSubprogram())
    B.SetCurrentDebugLocation(
        llvm::DILocation::get(Ctx, SP->getScopeLine(), 0, SP));
  if (Own)
    clobberCalleeSaved(B);
  llvm::SmallVector<llvm::Value *, 4> Args{B.getInt64(0), B.getInt32(0), Frame};
  if (Results)
    Args.push_back(Results);
  B.CreateIntrinsic(llvm::Intrinsic::experimental_stackmap, {}, Args);
  B.CreateStore(B.getInt64(0), field(B, Bits)); // or no record
  if (Shadow)
    B.CreateStore(B.getInt64(0), Shadow);
  describe();
}

void FunctionDefers::lowerSite(DeferSite &S) {
  llvm::IRBuilder<> B(S.Marker);
  llvm::Value *Env = S.env();
  if (!OpenCoded) {
    auto *Null = llvm::ConstantPointerNull::get(llvm::PointerType::get(Ctx, 0));
    callRuntime(B, RuntimeFn::DeferProc,
                {Frame, S.Marker->getArgOperand(1), Env,
                 S.Marker->getArgOperand(3), Null});
    return;
  }
  uint64_t Size = S.envSize()->getZExtValue();
  llvm::Value *Slot =
      B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), Frame, Slots[S.Number]);
  ExitEnv[S.Number] = Slot;
  if (Size) {
    auto *A = llvm::dyn_cast<llvm::AllocaInst>(Env->stripPointerCasts());
    llvm::Align Alignment =
        A ? std::min(A->getAlign(), llvm::Align(16)) : llvm::Align(8);
    // The copy in the frame is for a panic; the exits use the original, which
    // can stay in registers when the thunk is inlined there. Not when the sites
    // of an unrolled loop share it.
    B.CreateMemCpy(Slot, Alignment, Env, Alignment, Size);
    bool Shared = llvm::count_if(Sites, [&](DeferSite *Other) {
                    return Other->env() == Env;
                  }) > 1;
    if (A && !Shared && A->getParent() == &F.getEntryBlock() &&
        S.thunk()->getInstructionCount() <= CheapThunk &&
        !S.thunk()->isDeclaration())
      ExitEnv[S.Number] = A;
  }
  uint64_t Bit = uint64_t(1) << S.Number;
  llvm::Value *New = B.CreateOr(B.CreateLoad(I64, Shadow), Bit);
  B.CreateStore(New, Shadow);
  B.CreateStore(New, field(B, Bits));
}

void FunctionDefers::lowerRun(DeferScope &Scope, llvm::CallInst *Run) {
  if (!OpenCoded) {
    // An inlined scope shares the frame: only what was registered since it was
    // entered is its own.
    llvm::Value *Until = llvm::Constant::getNullValue(Ptr);
    if (Scopes.size() > 1) {
      llvm::IRBuilder<> Start(Scope.Marker);
      Until = Start.CreateLoad(Ptr, field(Start, Top));
    }
    llvm::IRBuilder<> B(Run);
    llvm::Value *Pending =
        B.CreateICmpNE(B.CreateLoad(Ptr, field(B, Top)), Until);
    B.SetInsertPoint(
        llvm::SplitBlockAndInsertIfThen(Pending, Run, /*Unreachable=*/false));
    B.SetCurrentDebugLocation(Run->getDebugLoc());
    callRuntime(B, RuntimeFn::DeferReturn, {Frame, Until});
    return;
  }
  llvm::DebugLoc Loc = Run->getDebugLoc();
  llvm::SmallVector<llvm::CallInst *, 8> Calls;
  for (DeferSite &S : llvm::reverse(Scope.Sites)) {
    llvm::IRBuilder<> B(Run);
    uint64_t Bit = uint64_t(1) << S.Number;
    llvm::Value *Old = B.CreateLoad(I64, Shadow);
    llvm::Value *Set = B.CreateICmpNE(B.CreateAnd(Old, Bit), B.getInt64(0));
    llvm::Instruction *Then =
        llvm::SplitBlockAndInsertIfThen(Set, Run, /*Unreachable=*/false);
    B.SetInsertPoint(Then);
    B.SetCurrentDebugLocation(Loc);
    llvm::Value *New = B.CreateAnd(Old, ~Bit);
    B.CreateStore(New, Shadow);
    B.CreateStore(New, field(B, Bits));
    llvm::CallInst *C = B.CreateCall(S.thunk(), {ExitEnv[S.Number]});
    C->setCallingConv(llvm::CallingConv::Swift);
    Calls.push_back(C);
  }
  for (llvm::CallInst *C : Calls) {
    llvm::Function *Thunk = C->getCalledFunction();
    // F's frame is laid out already: no place for the sites of another scope.
    if (Thunk->isDeclaration() || F.hasOptNone() || Deferring.contains(Thunk) ||
        Thunk->getInstructionCount() > CheapThunk)
      continue;
    llvm::InlineFunctionInfo Info;
    llvm::InlineFunction(*C, Info);
  }
}

llvm::Function *FunctionDefers::dispatchFunction() {
  auto *Ty = llvm::FunctionType::get(llvm::Type::getVoidTy(Ctx), {Ptr}, false);
  auto *D = llvm::Function::Create(Ty, llvm::GlobalValue::InternalLinkage,
                                   F.getName() + ".dispatch", M);
  D->setCallingConv(llvm::CallingConv::Swift);
  D->addFnAttr("frame-pointer", "all");
  D->addFnAttr("disable-tail-calls", "true");
  D->addFnAttr(llvm::Attribute::Cold);
  D->addFnAttr(llvm::Attribute::NoInline);
  D->setUWTableKind(llvm::UWTableKind::Async);
  auto *Entry = llvm::BasicBlock::Create(Ctx, "entry", D);
  llvm::IRBuilder<> B(Entry);
  llvm::Value *FrameArg = D->getArg(0);
  llvm::Value *BitsAddr = B.CreateConstInBoundsGEP1_64(I64, FrameArg, Bits);
  llvm::Value *Pending = B.CreateLoad(I64, BitsAddr);
  llvm::Value *Zeros = B.CreateIntrinsic(llvm::Intrinsic::ctlz, {I64},
                                         {Pending, B.getInt1(true)});
  llvm::Value *Number = B.CreateSub(B.getInt64(63), Zeros);
  llvm::Value *Mask = B.CreateNot(B.CreateShl(B.getInt64(1), Number));
  B.CreateStore(B.CreateAnd(Pending, Mask), BitsAddr);
  auto *Bad = llvm::BasicBlock::Create(Ctx, "bad", D);
  llvm::SwitchInst *Switch = B.CreateSwitch(Number, Bad, Sites.size());
  new llvm::UnreachableInst(Ctx, Bad);
  llvm::FunctionCallee Publish =
      M.getOrInsertFunction("runtime.deferdispatch", Ty);
  llvm::cast<llvm::Function>(Publish.getCallee())
      ->setCallingConv(llvm::CallingConv::Swift);
  for (DeferSite *S : Sites) {
    auto *Case = llvm::BasicBlock::Create(Ctx, "site", D);
    Switch->addCase(B.getInt64(S->Number), Case);
    B.SetInsertPoint(Case);
    if (thunkMayRecover(S->thunk()))
      B.CreateCall(Publish, {S->thunk()})
          ->setCallingConv(llvm::CallingConv::Swift);
    llvm::Value *Env =
        B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), FrameArg, Slots[S->Number]);
    B.CreateCall(S->thunk(), {Env})->setCallingConv(llvm::CallingConv::Swift);
    B.CreateRetVoid();
  }
  return D;
}

/// Entry of the table by which the runtime knows F's frame: section
/// ogo_deferfuncs, dropped by the linker together with F.
void FunctionDefers::describe() {
  llvm::Constant *Null =
      llvm::ConstantPointerNull::get(llvm::PointerType::get(Ctx, 0));
  llvm::Constant *Resume = Null, *Size = llvm::ConstantInt::get(I64, 0);
  if (Own) {
    Resume = llvm::cast<llvm::Constant>(Own->Marker->getArgOperand(1));
    Size = llvm::cast<llvm::Constant>(Own->Marker->getArgOperand(2));
  }
  llvm::Constant *Init = llvm::ConstantStruct::getAnon(
      {&F, Resume, OpenCoded ? dispatchFunction() : Null, Size});
  auto *G = new llvm::GlobalVariable(M, Init->getType(), true,
                                     llvm::GlobalValue::InternalLinkage, Init,
                                     F.getName() + ".deferfunc");
  G->setSection("ogo_deferfuncs");
  G->setAlignment(llvm::Align(8));
  G->setMetadata(llvm::LLVMContext::MD_associated,
                 llvm::MDNode::get(Ctx, llvm::ValueAsMetadata::get(&F)));
  if (llvm::Comdat *C = F.getComdat())
    G->setComdat(C);
  llvm::appendToCompilerUsed(M, {G});
}

void FunctionDefers::lower() {
  chooseKinds();
  layOutFrame();
  enter();
  for (DeferSite *S : Sites)
    lowerSite(*S);
  for (DeferScope &S : Scopes)
    for (llvm::CallInst *Run : S.Runs)
      lowerRun(S, Run);
  for (DeferScope &S : Scopes) {
    for (llvm::CallInst *Run : S.Runs)
      Run->eraseFromParent();
    for (DeferSite &Site : S.Sites)
      Site.Marker->eraseFromParent();
    S.Marker->replaceAllUsesWith(Frame);
    S.Marker->eraseFromParent();
  }
}

/// Sites whose scope is a value from elsewhere (the body of a range-over-func
/// loop): the scope is the address of the outer function's frame.
static bool lowerForeignSites(llvm::Module &M) {
  llvm::Function *Site = M.getFunction(DeferSiteName);
  if (!Site)
    return false;
  bool Changed = false;
  for (llvm::User *U : llvm::make_early_inc_range(Site->users())) {
    auto *C = llvm::dyn_cast<llvm::CallInst>(U);
    if (!C || C->getCalledFunction() != Site)
      continue;
    llvm::IRBuilder<> B(C);
    RuntimeFnInfo Info = getRuntimeFnInfo(RuntimeFn::DeferProc);
    auto *Ptr = llvm::PointerType::get(M.getContext(), 0);
    auto *Ty = llvm::FunctionType::get(
        B.getVoidTy(), {Ptr, Ptr, Ptr, B.getInt64Ty(), Ptr}, false);
    llvm::FunctionCallee Callee = M.getOrInsertFunction(Info.Symbol, Ty);
    llvm::CallInst *New = B.CreateCall(
        Callee, {C->getArgOperand(0), C->getArgOperand(1), C->getArgOperand(2),
                 C->getArgOperand(3), llvm::ConstantPointerNull::get(Ptr)});
    New->setCallingConv(llvm::CallingConv::Swift);
    C->eraseFromParent();
    Changed = true;
  }
  return Changed;
}

llvm::PreservedAnalyses DeferLoweringPass::run(llvm::Module &M,
                                               llvm::ModuleAnalysisManager &) {
  bool Changed = false;
  llvm::SmallVector<llvm::Function *, 32> Work;
  llvm::SmallPtrSet<llvm::Function *, 16> Deferring;
  for (llvm::Function &F : M)
    if (!F.isDeclaration())
      Work.push_back(&F);
  if (llvm::Function *Marker = M.getFunction(DeferScopeName))
    for (llvm::User *U : Marker->users())
      if (auto *C = llvm::dyn_cast<llvm::CallInst>(U))
        Deferring.insert(C->getFunction());
  for (llvm::Function *F : Work) {
    llvm::SmallVector<DeferScope, 1> Scopes = collectDeferScopes(*F);
    if (Scopes.empty())
      continue;
    FunctionDefers(*F, Scopes, Deferring).lower();
    Changed = true;
  }
  Changed |= lowerForeignSites(M);
  // Markers in unreachable code.
  for (llvm::StringRef Name : {DeferSiteName, DeferRunName, DeferScopeName})
    if (llvm::Function *Marker = M.getFunction(Name)) {
      for (llvm::User *U : llvm::make_early_inc_range(Marker->users()))
        if (auto *C = llvm::dyn_cast<llvm::CallInst>(U)) {
          if (!C->getType()->isVoidTy())
            C->replaceAllUsesWith(llvm::PoisonValue::get(C->getType()));
          C->eraseFromParent();
        }
      if (Marker->use_empty())
        Marker->eraseFromParent();
      Changed = true;
    }
  return Changed ? llvm::PreservedAnalyses::none()
                 : llvm::PreservedAnalyses::all();
}

} // namespace ogo
