//===- DeferDirect.cpp - Deferred calls made as plain calls ---------------===//
//
// If nothing between a defer statement and the exits can panic, end the
// goroutine or fault, nobody can see whether the call is deferred: it moves to
// the exits as a plain call, without a bit, a frame or an environment in
// memory. At an exit that is also reached without the statement, a flag that
// LLVM can keep in a register or fold into the control flow says whether to
// call.
//
// Deferred calls run in the reverse order of their statements, and one that is
// made at an exit may panic itself while earlier ones are pending. So the sites
// are taken from the last one backwards, each call counts as code before the
// exit for the next, and the first site that must stay ends it.
//
// A load or store counts as a fault unless its object is known to be there:
// with debug.SetPanicOnFault a fault is a panic. Blocking forever does not
// count: the deferred call would never run either way.
//
//===----------------------------------------------------------------------===//
#include "passes/DeferDirect.h"
#include "passes/DeferInline.h"
#include "passes/DeferRemarks.h"
#include "passes/RuntimeCalls.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/AliasAnalysis.h"
#include "llvm/Analysis/CFG.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using llvm::StringRef;

namespace ogo {

//===----------------------------------------------------------------------===//
// What may raise
//===----------------------------------------------------------------------===//

/// Line of I in the function whose statement Marker is: of code inlined there,
/// of the call.
static std::string atLine(const llvm::Instruction &I,
                          const llvm::Instruction &Marker) {
  const llvm::DILocation *Own = Marker.getDebugLoc();
  for (const llvm::DILocation *L = I.getDebugLoc(); Own && L;
       L = L->getInlinedAt())
    if (L->getScope()->getSubprogram() == Own->getScope()->getSubprogram() &&
        L->getInlinedAt() == Own->getInlinedAt())
      return " at line " + std::to_string(L->getLine());
  return "";
}

static const llvm::Value *accessed(const llvm::Instruction &I) {
  if (const llvm::Value *P = llvm::getLoadStorePointerOperand(&I))
    return P;
  if (auto *A = llvm::dyn_cast<llvm::AtomicRMWInst>(&I))
    return A->getPointerOperand();
  if (auto *A = llvm::dyn_cast<llvm::AtomicCmpXchgInst>(&I))
    return A->getPointerOperand();
  return nullptr;
}

static bool isOwnMemory(const llvm::Value *Object) {
  return llvm::isa<llvm::AllocaInst, llvm::GlobalValue>(Object) ||
         llvm::isNoAliasCall(Object);
}

bool RaiseAnalysis::mayRaise(const llvm::Function *F) {
  if (!F)
    return true;
  if (std::optional<RuntimeFn> Fn = runtimeFunction(*F))
    return !(getRuntimeFnInfo(*Fn).Attrs &
             (RuntimeAttr::Leaf | RuntimeAttr::Pure));
  if (F->getName() == DeferScopeMarker::Name ||
      F->getName() == DeferSiteMarker::Name)
    return false;
  if (F->isDeclaration() || F->isInterposable())
    return true;
  auto It = Known.find(F);
  if (It != Known.end())
    return It->second;
  // A call of itself, or one too deep to look at.
  if (Depth > 8 || F->getInstructionCount() > 500)
    return true;
  Known[F] = true;
  ++Depth;
  bool Raises = false;
  for (const llvm::BasicBlock &BB : *F)
    for (const llvm::Instruction &I : BB)
      Raises = Raises || !whyRaises(I, isOwnMemory).empty();
  --Depth;
  return Known[F] = Raises;
}

bool RaiseAnalysis::thunkMayRaise(const llvm::Function *Thunk) {
  if (!Thunk || Thunk->isDeclaration() || Thunk->isInterposable())
    return true;
  auto Valid = [&](const llvm::Value *O) {
    return isOwnMemory(O) || O == Thunk->getArg(0);
  };
  for (const llvm::BasicBlock &BB : *Thunk)
    for (const llvm::Instruction &I : BB)
      if (!whyRaises(I, Valid).empty())
        return true;
  return false;
}

llvm::StringRef
RaiseAnalysis::whyRaises(const llvm::Instruction &I,
                         llvm::function_ref<bool(const llvm::Value *)> Valid) {
  auto Faults = [&](const llvm::Value *P) {
    return !Valid(llvm::getUnderlyingObject(P, 0));
  };
  const llvm::StringRef Fault = "may fault: memory access";
  if (const llvm::Value *P = accessed(I))
    return Faults(P) ? Fault : "";
  auto *Call = llvm::dyn_cast<llvm::CallBase>(&I);
  if (!Call)
    return "";
  if (auto *Mem = llvm::dyn_cast<llvm::AnyMemIntrinsic>(Call)) {
    auto *Transfer = llvm::dyn_cast<llvm::AnyMemTransferInst>(Mem);
    bool Bad = Faults(Mem->getRawDest()) ||
               (Transfer && Faults(Transfer->getRawSource()));
    return Bad ? Fault : "";
  }
  if (llvm::isa<llvm::IntrinsicInst>(Call))
    return "";
  const llvm::Function *Callee = Call->getCalledFunction();
  if (!mayRaise(Callee)) {
    // Leaf functions of the runtime access what they are given.
    if (Callee->isDeclaration())
      for (const llvm::Value *A : Call->args())
        if (A->getType()->isPointerTy() && !llvm::isa<llvm::Constant>(A) &&
            !runtimeFunctionAllocates(*Callee) && Faults(A))
          return Fault;
    return "";
  }
  return "may panic: call";
}

//===----------------------------------------------------------------------===//
// Sites
//===----------------------------------------------------------------------===//

namespace {
class DirectCalls {
public:
  DirectCalls(llvm::Function &F, DeferScope &Scope, RaiseAnalysis &Raises,
              bool Trace)
      : F(F), Scope(Scope), Raises(Raises), Trace(Trace) {}
  /// Makes the last site direct. Else sets its Reason.
  bool takeLast();

private:
  void findExits(DeferSite &S);
  bool regionRaises(DeferSite &S);
  void collectValid(const llvm::Instruction *Marker);
  void convert(DeferSite &S);

  llvm::Function &F;
  DeferScope &Scope;
  RaiseAnalysis &Raises;
  bool Trace;
  llvm::DominatorTree DT;
  llvm::SmallPtrSet<const llvm::Value *, 8> Touched;
  struct Exit {
    llvm::CallInst *Run;
    bool Always; // reached only through the statement
  };
  llvm::SmallVector<Exit, 4> Exits; // that may run the site's call
};
} // namespace

/// Objects that the code before the statement has accessed already.
void DirectCalls::collectValid(const llvm::Instruction *Marker) {
  Touched.clear();
  for (llvm::BasicBlock &BB : F) {
    if (!DT.dominates(&BB, Marker->getParent()))
      continue;
    for (llvm::Instruction &I : BB) {
      if (&I == Marker)
        break;
      if (const llvm::Value *P = accessed(I))
        Touched.insert(llvm::getUnderlyingObject(P, 0));
    }
  }
}

bool DirectCalls::regionRaises(DeferSite &S) {
  collectValid(S.Marker);
  auto Valid = [&](const llvm::Value *O) {
    return isOwnMemory(O) || Touched.contains(O);
  };
  llvm::SmallPtrSet<llvm::BasicBlock *, 16> Seen;
  llvm::SmallVector<llvm::BasicBlock *, 16> Work;
  auto Scan = [&](llvm::BasicBlock::iterator I, llvm::BasicBlock *BB) {
    for (; I != BB->end(); ++I) {
      if (llvm::is_contained(Scope.Runs, &*I))
        return true;
      llvm::StringRef Why = Raises.whyRaises(*I, Valid);
      if (!Why.empty()) {
        S.Reason = Why.str() + atLine(*I, *S.Marker);
        return false;
      }
    }
    for (llvm::BasicBlock *Succ : llvm::successors(BB))
      if (Seen.insert(Succ).second)
        Work.push_back(Succ);
    return true;
  };
  if (!Scan(std::next(S.Marker->getIterator()), S.Marker->getParent()))
    return true;
  while (!Work.empty()) {
    llvm::BasicBlock *BB = Work.pop_back_val();
    if (!Scan(BB->begin(), BB))
      return true;
  }
  return false;
}

/// Exits behind the statement. One of an inlined scope in a loop is also
/// reached from the statement of the round before, which does not matter: the
/// flag is cleared where the scope is entered.
void DirectCalls::findExits(DeferSite &S) {
  Exits.clear();
  for (llvm::CallInst *Run : Scope.Runs)
    if (DT.dominates(S.Marker, Run))
      Exits.push_back({Run, true});
    else if (llvm::isPotentiallyReachable(S.Marker, Run, nullptr, &DT))
      Exits.push_back({Run, false});
}

void DirectCalls::convert(DeferSite &S) {
  llvm::Function *Thunk = S.thunk();
  llvm::IRBuilder<> B(S.Marker.Call);
  if (Trace)
    traceDefer(B, DeferEvent::Registered, DeferKind::Direct, Thunk);
  llvm::Value *Env = S.env();
  // A copy of its own: another site may share the environment.
  if (uint64_t Size = S.envSize()->getZExtValue()) {
    llvm::IRBuilder<> EB(&*F.getEntryBlock().getFirstInsertionPt());
    auto *Copy = EB.CreateAlloca(llvm::ArrayType::get(EB.getInt8Ty(), Size),
                                 nullptr, "deferenv");
    Copy->setAlignment(llvm::Align(16));
    B.CreateMemCpy(Copy, llvm::Align(8), Env, llvm::Align(8), Size);
    Env = Copy;
  }
  llvm::AllocaInst *Flag = nullptr;
  if (!llvm::all_of(Exits, [](const Exit &E) { return E.Always; })) {
    llvm::IRBuilder<> EB(&*F.getEntryBlock().getFirstInsertionPt());
    Flag = EB.CreateAlloca(EB.getInt1Ty(), nullptr, "deferred");
    EB.SetInsertPoint(Scope.Marker.Call);
    EB.CreateStore(EB.getFalse(), Flag);
    B.CreateStore(B.getTrue(), Flag);
  }
  llvm::SmallVector<llvm::CallInst *, 4> Calls;
  for (auto [Run, Always] : Exits) {
    B.SetInsertPoint(Run);
    if (!Always)
      B.SetInsertPoint(llvm::SplitBlockAndInsertIfThen(
          B.CreateLoad(B.getInt1Ty(), Flag), Run, /*Unreachable=*/false));
    B.SetCurrentDebugLocation(Run->getDebugLoc());
    if (Trace)
      traceDefer(B, DeferEvent::Begin, DeferKind::Direct, Thunk);
    llvm::CallInst *C = B.CreateCall(Thunk, {Env});
    C->setCallingConv(llvm::CallingConv::Swift);
    Calls.push_back(C);
    if (Trace)
      traceDefer(B, DeferEvent::End, DeferKind::Direct, Thunk);
  }
  S.Kind = DeferKind::Direct;
  S.Reason.clear();
  remarkDefer(S, 0);
  S.Marker->eraseFromParent();
  for (llvm::CallInst *C : Calls)
    inlineDeferredCall(C);
}

bool DirectCalls::takeLast() {
  DeferSite &S = Scope.Sites.back();
  if (!S.thunk() || !S.envSize())
    return false;
  if (S.InLoop)
    return false;
  DT.recalculate(F);
  findExits(S);
  if (regionRaises(S))
    return false;
  convert(S);
  return true;
}

unsigned makeDeferredCallsDirect(llvm::Function &F, DeferScope &Scope,
                                 RaiseAnalysis &Raises, bool Trace) {
  unsigned N = 0;
  DirectCalls Direct(F, Scope, Raises, Trace);
  while (!Scope.Sites.empty() && Direct.takeLast()) {
    Scope.Sites.pop_back();
    ++N;
  }
  if (!Scope.Sites.empty()) {
    unsigned Line = Scope.Sites.back().line();
    for (DeferSite &S : llvm::drop_end(Scope.Sites))
      S.Reason = "followed by the defer at line " + std::to_string(Line) +
                 ", which is not direct";
  }
  return N;
}

} // namespace ogo
