//===- DeferLowering.cpp - Defer markers to bits, calls and records -------===//
//
// Each physical function with deferred calls gets one defer frame on its stack:
//
//   {bits or lists of records, environments or records…}  (Layout.h DeferFrame)
//
// Open-coded sites set a bit in it, and every exit makes the call directly,
// under a test of the bit that folds away where the statement dominates the
// exit. The test reads a shadow of the bits that LLVM can promote, because the
// frame itself escapes: a stack map says where it is, and a panic's runtime
// walks the frame pointers, finds it and calls what F's table of sites names
// until no bit is left. Nothing is linked or registered when F is entered.
//
// A site in a loop, or in a scope that a range-over-func body defers into,
// pushes a record instead; then the whole frame uses records, so that calls run
// in the reverse order of their statements. Records of sites that run at most
// once lie in the frame; so do those of a function with more sites than bits.
// Every scope has a list of its own, because an inlined iterator is left while
// what the loop's body deferred into the function around it stays pending.
//
// F.resume(results), which the scope's marker names, is how a recovered F
// returns: it loads the results from memory and returns them in F's own
// convention.
//
//===----------------------------------------------------------------------===//
#include "passes/Defer.h"
#include "passes/DeferDirect.h"
#include "passes/DeferInline.h"
#include "passes/DeferRemarks.h"
#include "passes/RuntimeCalls.h"
#include "runtime/abi/Sections.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/Statistic.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/Module.h"
#include "llvm/TargetParser/Triple.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/DeadStoreElimination.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

#define DEBUG_TYPE "ogo-defer"

STATISTIC(NumOpenCoded, "Number of open-coded defer sites");
STATISTIC(NumRecords, "Number of defer sites that push a record");

namespace ogo {

namespace {

constexpr unsigned MaxOpenCoded = 64; // bits of a word

constexpr uint64_t RecordHeader = offsetof(rt::DeferRecord, Env);

class FunctionDefers {
public:
  FunctionDefers(llvm::Function &F, llvm::SmallVector<DeferScope, 1> &Scopes,
                 const llvm::SmallPtrSetImpl<llvm::Function *> &Deferring,
                 RaiseAnalysis &Raises, bool Trace)
      : F(F), M(*F.getParent()), Ctx(F.getContext()), Scopes(Scopes),
        Deferring(Deferring), Raises(Raises), Trace(Trace),
        Ptr(llvm::PointerType::get(Ctx, 0)), I64(llvm::Type::getInt64Ty(Ctx)) {}
  void lower();

private:
  void chooseKinds();
  void layOutFrame();
  void enter();
  void lowerSite(DeferScope &Scope, DeferSite &S);
  void lowerRun(DeferScope &Scope, llvm::CallInst *Run);
  void clobberCalleeSaved(llvm::IRBuilder<> &B);
  void describe();
  llvm::Constant *siteTable();
  void copyEnvForExits(DeferSite &S, llvm::IRBuilder<> &B, uint64_t Size);
  /// What a scope's sites push their records to.
  llvm::Value *list(const DeferScope &Scope) {
    unsigned N = Scope.List;
    return N ? ListHeads[N] : Frame;
  }

  llvm::Function &F;
  llvm::Module &M;
  llvm::LLVMContext &Ctx;
  llvm::SmallVector<DeferScope, 1> &Scopes;
  /// Functions with markers when the pass began.
  const llvm::SmallPtrSetImpl<llvm::Function *> &Deferring;
  RaiseAnalysis &Raises;
  bool Trace;
  llvm::Type *Ptr, *I64;
  uint64_t FrameSize = 0;
  unsigned NumLists = 0; // of records; none for open-coded sites
  llvm::AllocaInst *Frame = nullptr, *Shadow = nullptr;
  /// Addresses in the frame, by DeferScope::List.
  llvm::SmallVector<llvm::Value *, 2> ListHeads;
  bool OpenCoded = true;
  /// The scope whose deferred calls may recover: F's own, because a function
  /// with such a scope is never inlined. Null: F cannot be recovered into.
  DeferScope *Own = nullptr;
  /// Byte offset in the frame of each site's environment (or record), by
  /// number.
  llvm::DenseMap<unsigned, uint64_t> Slots;
  llvm::DenseMap<unsigned, llvm::Value *> ExitEnv; // what exits call with
  llvm::SmallVector<DeferSite *, 8> Sites;
};

} // namespace

static std::string lineOf(const DeferSite &S) {
  return S.line() ? " at line " + std::to_string(S.line()) : "";
}

/// Why a site must have a record on the heap; empty: it need not.
static std::string whyHeap(const DeferSite &S) {
  if (S.InLoop) {
    DeferSiteInfo Info = DeferSiteInfo::of(S.Marker);
    uint64_t Loop = Info ? Info.loopLine() : 0;
    return Loop ? "in the loop at line " + std::to_string(Loop) : "in a loop";
  }
  if (!S.thunk() || !S.envSize())
    return "the deferred function is not known";
  return "";
}

void FunctionDefers::chooseKinds() {
  const DeferSite *Heap = nullptr;
  bool Escapes = false;
  for (DeferScope &S : Scopes) {
    Escapes |= S.Escapes;
    for (DeferSite &Site : S.Sites) {
      Sites.push_back(&Site);
      if (!whyHeap(Site).empty() && !Heap)
        Heap = &Site;
      if (!Own && thunkMayRecover(Site.thunk()))
        Own = &S;
    }
    if (!Own && S.Escapes)
      Own = &S;
  }
  OpenCoded = !Heap && !Escapes && Sites.size() <= MaxOpenCoded;
  for (DeferScope &Scope : Scopes)
    for (DeferSite &S : Scope.Sites) {
      if (OpenCoded) {
        S.Kind = DeferKind::OpenCoded;
        if (llvm::MDNode *N = S.Marker->getMetadata(DeferReasonName))
          S.Reason = llvm::cast<llvm::MDString>(N->getOperand(0))->getString();
        ++NumOpenCoded;
        continue;
      }
      S.Reason = whyHeap(S);
      S.Kind =
          S.Reason.empty() ? DeferKind::StackRecord : DeferKind::HeapRecord;
      if (S.Reason.empty() && Heap)
        S.Reason = "runs in order with the record of the defer" + lineOf(*Heap);
      else if (S.Reason.empty() && Escapes)
        S.Reason = "the body of a range-over-func loop defers too";
      else if (S.Reason.empty())
        S.Reason = "the function has more than " +
                   std::to_string(MaxOpenCoded) + " defers";
      ++NumRecords;
    }
}

void FunctionDefers::layOutFrame() {
  for (DeferScope &S : Scopes)
    if (!OpenCoded && (S.Escapes || !S.Sites.empty()))
      S.List = NumLists++;
  uint64_t Size = std::max(NumLists, 1u) * 8;
  for (DeferSite *S : Sites) {
    if (S->Kind == DeferKind::HeapRecord)
      continue;
    Size = llvm::alignTo(Size, 16);
    Slots[S->Number] = Size;
    Size += (OpenCoded ? 0 : RecordHeader) + S->envSize()->getZExtValue();
  }
  FrameSize = llvm::alignTo(Size, 8);
  llvm::IRBuilder<> B(&*F.getEntryBlock().getFirstInsertionPt());
  auto *Ty = llvm::ArrayType::get(llvm::Type::getInt8Ty(Ctx), FrameSize);
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
    Results = Own->Marker.results();
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
  B.CreateStore(B.getInt64(0), Frame); // no bits, or no record
  for (unsigned N = 0; N != NumLists; ++N) {
    ListHeads.push_back(N ? B.CreateConstInBoundsGEP1_64(I64, Frame, N)
                          : Frame);
    if (N)
      B.CreateStore(B.getInt64(0), ListHeads[N]);
  }
  if (Shadow)
    B.CreateStore(B.getInt64(0), Shadow);
  describe();
}

/// The environment in the frame is for a panic; the exits use a copy, which can
/// stay in registers when the thunk is inlined there. Not the original: sites
/// of an unrolled loop share it, and an inlined body's dies with that body.
void FunctionDefers::copyEnvForExits(DeferSite &S, llvm::IRBuilder<> &B,
                                     uint64_t Size) {
  if (S.thunk()->getInstructionCount() > CheapThunk ||
      S.thunk()->isDeclaration() || F.hasOptNone())
    return;
  llvm::IRBuilder<> EB(&*F.getEntryBlock().getFirstInsertionPt());
  auto *Ty = llvm::ArrayType::get(EB.getInt8Ty(), Size);
  llvm::AllocaInst *Copy = EB.CreateAlloca(Ty, nullptr, "deferenv");
  Copy->setAlignment(llvm::Align(16));
  B.CreateMemCpy(Copy, llvm::Align(8), S.env(), llvm::Align(8), Size);
  ExitEnv[S.Number] = Copy;
}

void FunctionDefers::lowerSite(DeferScope &Scope, DeferSite &S) {
  remarkDefer(S, FrameSize);
  llvm::IRBuilder<> B(S.Marker.Call);
  llvm::Value *Env = S.env();
  if (S.Kind == DeferKind::HeapRecord) {
    callRuntime(
        B, RuntimeFn::DeferProc,
        {list(Scope), S.Marker.thunkValue(), Env, S.Marker.envSizeValue()});
    return;
  }
  uint64_t Size = S.envSize()->getZExtValue();
  auto At = [&](uint64_t Offset) {
    return B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), Frame, Offset);
  };
  uint64_t Place = Slots[S.Number];
  llvm::Value *Slot = At(Place + (OpenCoded ? 0 : RecordHeader));
  if (Size) {
    auto *A = llvm::dyn_cast<llvm::AllocaInst>(Env->stripPointerCasts());
    llvm::Align Alignment =
        A ? std::min(A->getAlign(), llvm::Align(16)) : llvm::Align(8);
    B.CreateMemCpy(Slot, Alignment, Env, Alignment, Size);
  }
  if (!OpenCoded) {
    callRuntime(B, RuntimeFn::DeferProcStack,
                {list(Scope), At(Place), S.thunk()});
    return;
  }
  ExitEnv[S.Number] = Slot;
  if (Size)
    copyEnvForExits(S, B, Size);
  if (Trace)
    traceDefer(B, rt::DeferEvent::Registered, S.Kind, S.thunk());
  uint64_t Bit = uint64_t(1) << S.Number;
  llvm::Value *New = B.CreateOr(B.CreateLoad(I64, Shadow), Bit);
  B.CreateStore(New, Shadow);
  B.CreateStore(New, Frame);
}

void FunctionDefers::lowerRun(DeferScope &Scope, llvm::CallInst *Run) {
  if (!OpenCoded) {
    llvm::IRBuilder<> B(Run);
    llvm::Value *Pending = B.CreateIsNotNull(B.CreateLoad(Ptr, list(Scope)));
    B.SetInsertPoint(
        llvm::SplitBlockAndInsertIfThen(Pending, Run, /*Unreachable=*/false));
    B.SetCurrentDebugLocation(Run->getDebugLoc());
    callRuntime(B, RuntimeFn::DeferReturn, {list(Scope)});
    return;
  }
  llvm::DebugLoc Loc = Run->getDebugLoc();
  llvm::SmallVector<llvm::CallInst *, 8> Calls;
  // Nobody looks at the frame during a call that cannot panic: its bit is
  // cleared with the next one's, or after the last, which LLVM drops where F
  // returns.
  bool Stale = false;
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
    if (Trace || Raises.thunkMayRaise(S.thunk()))
      B.CreateStore(New, Frame);
    else
      Stale = true;
    if (Trace)
      traceDefer(B, rt::DeferEvent::Begin, S.Kind, S.thunk());
    llvm::CallInst *C = B.CreateCall(S.thunk(), {ExitEnv[S.Number]});
    C->setCallingConv(llvm::CallingConv::Swift);
    Calls.push_back(C);
    if (Trace)
      traceDefer(B, rt::DeferEvent::End, S.Kind, S.thunk());
  }
  if (Stale) {
    llvm::IRBuilder<> B(Run);
    B.CreateStore(B.CreateLoad(I64, Shadow), Frame);
  }
  // F's frame is laid out already: no place for the sites of another scope.
  for (llvm::CallInst *C : Calls)
    if (!Deferring.contains(C->getCalledFunction()))
      inlineDeferredCall(C);
}

/// The open-coded sites by bit, for a panic.
llvm::Constant *FunctionDefers::siteTable() {
  llvm::Type *I32 = llvm::Type::getInt32Ty(Ctx);
  llvm::SmallVector<llvm::Constant *, 8> Entries;
  for (DeferSite *S : Sites) // in the order of their numbers
    Entries.push_back(llvm::ConstantStruct::getAnon(
        {S->thunk(), llvm::ConstantInt::get(I32, Slots[S->Number]),
         llvm::ConstantInt::get(I32, thunkMayRecover(S->thunk()))}));
  auto *Init = llvm::ConstantArray::get(
      llvm::ArrayType::get(Entries[0]->getType(), Entries.size()), Entries);
  auto *G = new llvm::GlobalVariable(M, Init->getType(), true,
                                     llvm::GlobalValue::InternalLinkage, Init,
                                     F.getName() + ".defersites");
  G->setAlignment(llvm::Align(8));
  if (llvm::Comdat *C = F.getComdat())
    G->setComdat(C);
  return G;
}

/// Entry of the table by which the runtime knows F's frame: a section
/// of its own, dropped by the linker together with F.
void FunctionDefers::describe() {
  llvm::Constant *Null =
      llvm::ConstantPointerNull::get(llvm::PointerType::get(Ctx, 0));
  llvm::Constant *Resume = Null, *Size = llvm::ConstantInt::get(I64, 0);
  if (Own) {
    Resume = Own->Marker.resume();
    Size = Own->Marker.resultSize();
  }
  llvm::Constant *Init = llvm::ConstantStruct::getAnon(
      {&F, Resume, OpenCoded && !Sites.empty() ? siteTable() : Null, Size,
       llvm::ConstantInt::get(I64, NumLists)});
  auto *G = new llvm::GlobalVariable(M, Init->getType(), true,
                                     llvm::GlobalValue::InternalLinkage, Init,
                                     F.getName() + ".deferfunc");
  G->setSection(OGO_DEFERFUNCS_SECTION);
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
  for (DeferScope &S : Scopes)
    for (DeferSite &Site : S.Sites)
      lowerSite(S, Site);
  for (DeferScope &S : Scopes)
    for (llvm::CallInst *Run : S.Runs)
      lowerRun(S, Run);
  for (DeferScope &S : Scopes) {
    for (llvm::CallInst *Run : S.Runs)
      Run->eraseFromParent();
    for (DeferSite &Site : S.Sites)
      Site.Marker->eraseFromParent();
    S.Marker->replaceAllUsesWith(list(S));
    S.Marker->eraseFromParent();
  }
}

/// Sites whose scope is a value from elsewhere (the body of a range-over-func
/// loop): the scope is the address of the outer function's frame.
static bool lowerForeignSites(llvm::Module &M) {
  llvm::Function *Site = M.getFunction(DeferSiteMarker::Name);
  if (!Site)
    return false;
  bool Changed = false;
  ReachableCode Reachable;
  for (llvm::User *U : llvm::make_early_inc_range(Site->users())) {
    DeferSiteMarker Marker(U);
    if (!Marker || !Reachable.contains(*Marker.Call))
      continue;
    DeferSite S{Marker, 0, false, DeferKind::HeapRecord,
                "in the body of a range-over-func loop"};
    remarkDefer(S, 0);
    llvm::IRBuilder<> B(Marker.Call);
    callRuntime(B, RuntimeFn::DeferProc,
                {Marker.scope(), Marker.thunkValue(), Marker.env(),
                 Marker.envSizeValue()});
    Marker->eraseFromParent();
    Changed = true;
  }
  return Changed;
}

/// The exits became code and the environments' originals can be registers.
static void simplify(llvm::ArrayRef<llvm::Function *> Changed,
                     llvm::FunctionAnalysisManager &FAM) {
  llvm::FunctionPassManager FPM;
  FPM.addPass(llvm::SROAPass(llvm::SROAOptions::ModifyCFG));
  FPM.addPass(llvm::EarlyCSEPass(/*UseMemorySSA=*/true));
  FPM.addPass(llvm::SimplifyCFGPass());
  FPM.addPass(llvm::InstCombinePass());
  FPM.addPass(llvm::DSEPass());
  for (llvm::Function *F : Changed) {
    FAM.clear(*F, F->getName());
    FPM.run(*F, FAM);
  }
}

/// Markers in code that cannot be reached.
static bool eraseMarkers(llvm::Module &M) {
  bool Changed = false;
  for (llvm::StringRef Name :
       {DeferSiteMarker::Name, DeferRunMarker::Name, DeferScopeMarker::Name})
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
  return Changed;
}

llvm::PreservedAnalyses
DeferLoweringPass::run(llvm::Module &M, llvm::ModuleAnalysisManager &MAM) {
  bool Changed = M.getNamedMetadata(DeferSiteInfo::Name);
  remarkUnreachableDefers(M);
  llvm::SmallVector<llvm::Function *, 32> Work, ToSimplify;
  llvm::SmallPtrSet<llvm::Function *, 16> Deferring;
  RaiseAnalysis Raises;
  for (llvm::Function &F : M)
    if (!F.isDeclaration())
      Work.push_back(&F);
  if (llvm::Function *Marker = M.getFunction(DeferScopeMarker::Name))
    for (llvm::User *U : Marker->users())
      if (auto *C = llvm::dyn_cast<llvm::CallInst>(U))
        Deferring.insert(C->getFunction());
  for (llvm::Function *F : Work) {
    llvm::SmallVector<DeferScope, 1> Scopes = collectDeferScopes(*F);
    if (!Scopes.empty())
      FunctionDefers(*F, Scopes, Deferring, Raises, Trace).lower();
    else if (!F->hasFnAttribute(DeferChangedAttr))
      continue;
    F->removeFnAttr(DeferChangedAttr);
    ToSimplify.push_back(F);
    Changed = true;
  }
  Changed |= lowerForeignSites(M);
  Changed |= eraseMarkers(M);
  if (Simplify && !ToSimplify.empty())
    simplify(ToSimplify,
             MAM.getResult<llvm::FunctionAnalysisManagerModuleProxy>(M)
                 .getManager());
  return Changed ? llvm::PreservedAnalyses::none()
                 : llvm::PreservedAnalyses::all();
}

} // namespace ogo
