//===- LowerRangeFunc.cpp - Range over functions --------------------------===//
//
// The loop body becomes a function that the iterator calls. It shares the frame
// of the function around it: variables, results, defers and the recover token
// are reached through pointers kept in its closure object, collected while the
// body is lowered (the object is made afterwards, when all are known).
//
// The object's second word is the loop's state (gc's abi.RF_State). It is what
// makes misuse by the iterator a panic: each call checks and sets it, so a body
// called after the loop's end never touches the dead frame. That is why the
// object is on the heap (unless the iterator is known not to keep it) while
// what it points to may be on the stack.
//
// Leaving the body towards anything but this loop stores a number in the frame
// and returns false; after the iterator's call the loop's owner looks at it and
// goes on from there, which for nested loops may mean leaving again.
//
//===----------------------------------------------------------------------===//
#include "ir/DebugVariables.h"
#include "ir/LowerCall.h"
#include "runtime/abi/SymbolNames.h"

namespace ogo {

enum RangeState : uint64_t { // abi.RF_State
#define RANGE_STATE(Enumerator, Value, Text) RF##Enumerator = Value,
#include "runtime/abi/PanicKind.def"
};

static constexpr uint64_t StateOffset = sizeof(rt::Closure),
                          CapturesOffset = StateOffset + 8;

/// State of one body being lowered.
struct RangeFuncState {
  const ForStmt *Loop = nullptr;
  llvm::Value *Context = nullptr; // the closure object, in the body
  /// Pointers of the outer function and what stands for them in the body.
  llvm::SmallVector<llvm::Value *, 8> Captured;
  llvm::DenseMap<llvm::Value *, llvm::Value *> Inner;
  struct Exit {
    unsigned Code;
    bool IsReturn;
    Tok Keyword;
    const Stmt *Target;
  };
  llvm::SmallVector<Exit, 4> Exits;
};

FunctionLowering &frameOwner(FunctionLowering &F) {
  FunctionLowering *Owner = &F;
  while (Owner->RangeFunc)
    Owner = Owner->Outer;
  return *Owner;
}

llvm::Value *captureRaw(FunctionLowering &F, llvm::Value *P) {
  if (llvm::isa<llvm::Constant>(P))
    return P;
  RangeFuncState &S = *F.RangeFunc;
  llvm::Value *&In = S.Inner[P];
  if (In)
    return In;
  uint64_t Off = CapturesOffset + 8 * S.Captured.size();
  S.Captured.push_back(P);
  llvm::IRBuilder<> EB(F.AllocaBlock);
  llvm::LoadInst *L = EB.CreateLoad(
      F.M.PtrTy, EB.CreateConstInBoundsGEP1_64(F.M.I8Ty, S.Context, Off));
  return In = L;
}

llvm::Value *captureFrame(FunctionLowering &F, llvm::Value *P) {
  return F.RangeFunc ? captureRaw(F, captureFrame(*F.Outer, P)) : P;
}

VarStorage captureOuter(FunctionLowering &F, const Var *V) {
  llvm::Value *Addr = captureRaw(F, storageOf(*F.Outer, V).Addr);
  if (F.Debug && !F.Debug->Slots.count(V)) {
    // The address is loaded on entry, so the variable is there from then on.
    llvm::IRBuilder<>::InsertPointGuard Here(F.B);
    F.B.SetInsertPoint(F.AllocaBlock);
    // Not part of the line that mentions it first: a breakpoint there would stop
    // at the function's entry.
    F.B.SetCurrentDebugLocation({});
    describeVariable(F, V, Addr);
  }
  return {Addr, nullptr};
}

llvm::Value *deferScope(FunctionLowering &F) {
  return captureFrame(F, frameOwner(F).DeferScope);
}

bool isRangeBodyOf(FunctionLowering &F, const Stmt *S) {
  return F.RangeFunc && F.RangeFunc->Loop == S;
}

bool isInRangeBody(FunctionLowering &F, const Stmt *S) {
  const BlockStmt *B = F.RangeFunc->Loop->Body;
  return B->pos() <= S->pos() && S->pos() <= B->Rbrace;
}

static llvm::Value *stateAddress(FunctionLowering &F, llvm::Value *Object) {
  return F.offset(Object, StateOffset);
}

/// Returns from the body function to the iterator.
static void yieldBack(FunctionLowering &F, RangeState State, bool Continue) {
  F.B.CreateStore(F.B.getInt64(State), stateAddress(F, F.RangeFunc->Context));
  F.B.CreateRet(F.B.getInt8(Continue));
}

void continueRangeBody(FunctionLowering &F) { yieldBack(F, RFReady, true); }
void breakRangeBody(FunctionLowering &F) { yieldBack(F, RFDone, false); }

/// The word in the frame that says how a body was left; 0: it was not.
static llvm::Value *nextAddress(FunctionLowering &F) {
  FunctionLowering &Owner = frameOwner(F);
  if (!Owner.RangeNext) {
    Owner.RangeNext =
        Owner.createRawTemp(Owner.M.I64Ty, llvm::Align(8), "range.next");
    llvm::IRBuilder<> EB(Owner.AllocaBlock);
    EB.CreateStore(EB.getInt64(0), Owner.RangeNext);
  }
  return captureFrame(F, Owner.RangeNext);
}

static void leave(FunctionLowering &F, bool IsReturn, Tok Keyword,
                  const Stmt *Target) {
  unsigned Code = 0;
  for (RangeFuncState::Exit &X : F.RangeFunc->Exits)
    if (X.IsReturn == IsReturn && X.Keyword == Keyword && X.Target == Target)
      Code = X.Code;
  if (!Code) {
    Code = ++frameOwner(F).NumRangeExits;
    F.RangeFunc->Exits.push_back({Code, IsReturn, Keyword, Target});
  }
  F.B.CreateStore(F.B.getInt64(Code), nextAddress(F));
  breakRangeBody(F);
}

void exitRangeBody(FunctionLowering &F, Tok Keyword, const Stmt *Target) {
  leave(F, false, Keyword, Target);
}

void exitRangeBodyByReturn(FunctionLowering &F) {
  leave(F, true, Tok::KwReturn, nullptr);
}

/// Panics unless the state is Ready, then marks the body as running.
static void enterBody(FunctionLowering &F) {
  llvm::Value *Addr = stateAddress(F, F.RangeFunc->Context);
  llvm::Value *State = F.B.CreateLoad(F.M.I64Ty, Addr, "state");
  llvm::Value *Bad = F.B.CreateICmpNE(State, F.B.getInt64(RFReady));
  checkThat(F, Bad, F.RangeFunc->Loop->pos(),
            [&] { F.callRuntime(RuntimeFn::PanicRangeState, {State}); });
  F.B.CreateStore(F.B.getInt64(RFPanic), Addr);
}

/// Binds the iterator's arguments to the loop's variables.
static void bindParams(FunctionLowering &F, const RangeClause *R) {
  llvm::SmallVector<Value, 2> Params;
  incomingParams(F, 0, Params);
  assignValues(F, unpackList(R->Lhs), Params, R->Def);
}

static llvm::Function *lowerRangeBody(FunctionLowering &F, const ForStmt *S,
                                      Signature *YieldSig,
                                      RangeFuncState &State) {
  const CallABI &ABI = F.M.abi(YieldSig, nullptr);
  FunctionLowering &Owner = frameOwner(F);
  std::string Name =
      F.GoName + symbol::RangeBody + std::to_string(++F.NumRangeBodies);
  llvm::Function *Fn = F.M.createFunction(
      ABI.ClosureTy, Name,
      Owner.Fn->hasLinkOnceODRLinkage() ? llvm::GlobalValue::LinkOnceODRLinkage
                                        : llvm::GlobalValue::InternalLinkage);
  unsigned Last = Fn->arg_size() - 1;
  Fn->addParamAttr(Last, llvm::Attribute::Nest);
  FunctionLowering L(F.M, Fn, F.Pkg, F.Subst);
  L.Outer = &F;
  L.Decl = F.Decl;
  L.Sig = YieldSig;
  L.ABI = &ABI;
  L.RangeFunc = &State;
  L.IsGlobalInit = F.IsGlobalInit;
  State.Loop = S;
  State.Context = Fn->getArg(Last);
  F.M.attachSubprogram(Fn, S->Body->pos(), Name);
  if (Owner.Debug)
    startDebugVariables(L, Owner.Debug->Root);
  L.setPos(S->Body->pos());
  enterBody(L);
  bindParams(L, llvm::cast<RangeClause>(S->Init));
  lowerBlock(L, S->Body);
  L.setPos(S->Body->Rbrace);
  if (L.isOpen())
    continueRangeBody(L);
  for (llvm::BasicBlock &BB : *Fn)
    if (!BB.getTerminator() && &BB != L.AllocaBlock)
      new llvm::UnreachableInst(F.M.LLVM, &BB);
  llvm::IRBuilder<>(L.AllocaBlock).CreateBr(L.AllocaBlock->getNextNode());
  return Fn;
}

/// After the iterator returned: go where the body wanted to.
static void dispatchExits(FunctionLowering &F, const RangeFuncState &State) {
  if (State.Exits.empty())
    return;
  llvm::Value *Next = nextAddress(F);
  llvm::Value *Code = F.B.CreateLoad(F.M.I64Ty, Next, "next");
  llvm::BasicBlock *Done = F.newBlock("range.done");
  llvm::SwitchInst *Sw = F.B.CreateSwitch(Code, Done);
  for (const RangeFuncState::Exit &X : State.Exits) {
    llvm::BasicBlock *BB = F.newBlock("range.exit");
    Sw->addCase(F.B.getInt64(X.Code), BB);
    F.B.SetInsertPoint(BB);
    F.B.CreateStore(F.B.getInt64(0), Next);
    if (X.IsReturn)
      emitReturn(F);
    else
      lowerJump(F, X.Keyword, X.Target);
  }
  F.B.SetInsertPoint(Done);
}

void lowerRangeFunc(FunctionLowering &F, const ForStmt *S) {
  auto *R = llvm::cast<RangeClause>(S->Init);
  Value Iter = lowerExpr(F, R->X);
  auto *IterSig =
      llvm::cast<Signature>(F.concrete(commonUnder(F.typeOf(R->X))));
  auto *YieldSig = llvm::cast<Signature>(
      F.concrete(commonUnder(F.concrete(IterSig->Params->Vars[0]->type()))));

  RangeFuncState State;
  llvm::Function *Body = lowerRangeBody(F, S, YieldSig, State);
  F.setPos(R->pos());
  uint64_t Size = CapturesOffset + 8 * State.Captured.size();
  llvm::Value *Object =
      F.onStack(S, Size)
          ? static_cast<llvm::Value *>(F.createRawTemp(
                llvm::ArrayType::get(F.M.I8Ty, Size), llvm::Align(8), "loop"))
          : F.callRuntime(RuntimeFn::NewClosure, {F.B.getInt64(Size)}, "loop");
  F.B.CreateStore(Body, Object);
  F.B.CreateStore(F.B.getInt64(RFReady), stateAddress(F, Object));
  for (unsigned I = 0; I != State.Captured.size(); ++I)
    F.B.CreateStore(State.Captured[I],
                    F.offset(Object, CapturesOffset + 8 * I));

  Callee C;
  C.Context = Iter.V;
  C.Sig = IterSig;
  C.ABI = &F.M.abi(IterSig, nullptr);
  C.At = R->X->pos();
  llvm::SmallVector<Value, 1> Results;
  emitCall(F, C, {Value{F.concrete(IterSig->Params->Vars[0]->type()), Object}},
           Results);

  F.setPos(S->pos());
  llvm::Value *Addr = stateAddress(F, Object);
  llvm::Value *Last = F.B.CreateLoad(F.M.I64Ty, Addr, "state");
  checkThat(F, F.B.CreateICmpEQ(Last, F.B.getInt64(RFPanic)), S->pos(), [&] {
    F.callRuntime(RuntimeFn::PanicRangeState, {F.B.getInt64(RFMissPanic)});
  });
  F.B.CreateStore(F.B.getInt64(RFExhausted), Addr);
  dispatchExits(F, State);
}

} // namespace ogo
