//===- LowerDefer.cpp - Defer statements ----------------------------------===//
//
// A defer statement becomes one marker call, an exit another; passes decide how
// they are carried out (runtime/abi/DeferMarkers.h). What the deferred call
// needs is evaluated here into an environment, which a thunk unpacks later.
//
// Functions whose results are returned in memory keep them there: their scope
// names no results, with size 0.
//
//===----------------------------------------------------------------------===//
#include "ir/EvaluationOrder.h"
#include "ir/LowerCall.h"
#include "runtime/abi/DeferMarkers.h"
#include "runtime/abi/SymbolNames.h"

namespace ogo {

//===----------------------------------------------------------------------===//
// Scope and exits
//===----------------------------------------------------------------------===//

/// F.resume(results): returns them as F does.
static llvm::Function *resumeFunction(FunctionLowering &F) {
  llvm::Function *Fn = F.M.createFunction(
      llvm::FunctionType::get(F.Fn->getReturnType(), {F.M.PtrTy}, false),
      F.Fn->getName() + symbol::Resume,
      F.Fn->hasLinkOnceODRLinkage() ? llvm::GlobalValue::LinkOnceODRLinkage
                                    : llvm::GlobalValue::InternalLinkage);
  FunctionLowering R(F.M, Fn, F.Pkg, F.Subst);
  R.Sig = F.Sig;
  R.ABI = F.ABI;
  F.M.attachSubprogram(Fn, Pos(), Fn->getName());
  R.B.SetCurrentDebugLocation(F.M.debugLoc(Fn, Pos()));
  if (F.ABI->ResultInMemory) {
    R.B.CreateRetVoid();
  } else {
    llvm::SmallVector<Value, 4> Results;
    for (unsigned I = 0; I != F.ABI->Results.size(); ++I)
      Results.push_back(R.load(R.offset(Fn->getArg(0), F.ABI->ResultOffsets[I]),
                               F.ABI->Results[I]));
    returnValues(R, Results);
  }
  finishFunction(R);
  return Fn;
}

/// Site: where the statement is; null for what is not one.
static void registerDefer(FunctionLowering &F, llvm::Function *Thunk,
                          llvm::Value *Env, uint64_t Size, llvm::MDNode *Site) {
  llvm::CallInst *C =
      DeferSiteMarker::create(F.B, deferScope(F), Thunk, Env, Size);
  if (Site)
    C->setMetadata(DeferSiteInfo::Name, Site);
}

static llvm::Function *createThunk(FunctionLowering &F,
                                   const llvm::Twine &Name) {
  return F.M.createFunction(
      llvm::FunctionType::get(F.M.VoidTy, {F.M.PtrTy}, false), Name,
      F.Fn->hasLinkOnceODRLinkage() ? llvm::GlobalValue::LinkOnceODRLinkage
                                    : llvm::GlobalValue::InternalLinkage);
}

/// Null for statements of other packages' functions.
static llvm::MDNode *addSite(FunctionLowering &F, Pos At) {
  if (F.Fn->hasAvailableExternallyLinkage())
    return nullptr;
  const SourceManager &SM = F.M.Diags.sources();
  Position P = SM.resolve(At);
  unsigned LoopLine = 0;
  for (const JumpTarget &J : F.Jumps)
    if (J.Continue)
      LoopLine = SM.resolve(J.Target->pos()).Line;
  return DeferSiteInfo::create(*F.M.Mod, P.File, P.Line, P.Column, LoopLine,
                               F.Fn->getName(),
                               F.B.getCurrentDebugLocation()->getScope());
}

/// A result that lives on the heap is copied into the results block after all
/// other deferred calls, for a recovery to find it there.
static void deferResultCopies(FunctionLowering &F, llvm::Value *Block) {
  for (unsigned I = 0; I != F.ResultOnHeap.size(); ++I) {
    if (!F.ResultOnHeap[I])
      continue;
    const Layout &L = F.layout(F.ABI->Results[I]);
    llvm::Function *Thunk =
        createThunk(F, F.Fn->getName() + symbol::ResultCopy);
    {
      FunctionLowering T(F.M, Thunk, F.Pkg, F.Subst);
      F.M.attachSubprogram(Thunk, Pos(), Thunk->getName());
      T.B.SetCurrentDebugLocation(F.M.debugLoc(Thunk, Pos()));
      llvm::Value *Env = Thunk->getArg(0);
      llvm::Value *From = T.B.CreateLoad(F.M.PtrTy, Env);
      llvm::Value *To = T.B.CreateLoad(F.M.PtrTy, T.offset(Env, 8));
      T.B.CreateMemCpy(To, llvm::Align(L.Align), From, llvm::Align(L.Align),
                       L.Size);
      finishFunction(T);
    }
    llvm::Value *Env = F.createRawTemp(llvm::ArrayType::get(F.M.PtrTy, 2),
                                       llvm::Align(8), "env");
    F.B.CreateStore(F.ResultVars[I].Addr, Env);
    F.B.CreateStore(F.offset(Block, F.ABI->ResultOffsets[I]), F.offset(Env, 8));
    registerDefer(F, Thunk, Env, 16, nullptr);
  }
}

void openDeferScope(FunctionLowering &F, llvm::Value *Block) {
  bool InMemory = F.ABI->ResultInMemory;
  uint64_t Size = InMemory ? 0 : F.ABI->ResultSize;
  llvm::Value *Results =
      Block && !InMemory ? Block : llvm::ConstantPointerNull::get(F.M.PtrTy);
  F.DeferScope =
      DeferScopeMarker::create(F.B, Results, resumeFunction(F), Size);
  F.DeferScope->setName("defers");
  deferResultCopies(F, Block);
}

void runDefers(FunctionLowering &F) {
  DeferRunMarker::create(F.B, F.DeferScope);
}

//===----------------------------------------------------------------------===//
// Calls that are made later
//===----------------------------------------------------------------------===//

uint64_t environmentSize(FunctionLowering &F, llvm::ArrayRef<Value> Operands,
                         uint64_t Base, llvm::SmallVectorImpl<uint64_t> &Off) {
  uint64_t Size = Base;
  for (const Value &V : Operands) {
    const Layout &L = F.layout(V.T);
    Size = llvm::alignTo(Size, L.Align);
    Off.push_back(Size);
    Size += L.Size;
  }
  return llvm::alignTo(Size, 8);
}

void storeEnvironment(FunctionLowering &F, llvm::Value *Env,
                      llvm::ArrayRef<Value> Operands,
                      llvm::ArrayRef<uint64_t> Off) {
  for (unsigned I = 0; I != Operands.size(); ++I)
    F.store(F.offset(Env, Off[I]), Operands[I]);
}

static LaterCall captureBuiltin(FunctionLowering &F, CallExpr *E,
                                BuiltinId Id) {
  LaterCall L;
  lowerBuiltinArgs(F, E, Id, L.Operands);
  L.MayRecover = false;
  Pos At = E->pos();
  L.Make = [Id, At](FunctionLowering &T, llvm::ArrayRef<Value> Ops,
                    llvm::function_ref<void(llvm::Value *)>) {
    llvm::SmallVector<Value, 1> Results;
    emitBuiltin(T, Id, Ops, At, Results);
  };
  return L;
}

/// defer func(…) {…}(…): the closure object is part of the environment, so that
/// a statement in a loop gives each call its own.
static LaterCall captureLiteral(FunctionLowering &F, CallExpr *E,
                                FuncLit *Lit) {
  LaterCall L;
  L.MayRecover = mayRecover(Lit);
  ClosureLayout CL = closureLayout(F, Lit);
  llvm::Function *Code = lowerLiteralBody(F, Lit, CL);
  auto *Sig = llvm::cast<Signature>(F.typeOf(Lit));
  Type *Word = F.M.Ctx.basic(BasicKind::UnsafePointer);
  F.setPos(Lit->pos());
  for (const ClosureField &C : CL.Fields) {
    VarStorage S = storageOf(F, C.V);
    L.Operands.push_back(C.T ? F.copyToTemp(F.load(S.Addr, C.T))
                             : Value{Word, S.Addr});
  }
  unsigned NumFields = CL.Fields.size();
  lowerArgs(F, E, Sig, L.Operands);
  Pos At = E->pos();
  L.Make = [=](FunctionLowering &T, llvm::ArrayRef<Value> Ops,
               llvm::function_ref<void(llvm::Value *)> Publish) {
    Callee C;
    C.Fn = Code;
    C.Sig = Sig;
    C.ABI = &T.M.abi(Sig, nullptr);
    C.At = At;
    C.Context = llvm::ConstantPointerNull::get(T.M.PtrTy);
    if (NumFields) {
      llvm::Value *Obj =
          T.createRawTemp(llvm::ArrayType::get(T.M.I8Ty, CL.Size),
                          llvm::Align(CL.Align), "closure");
      T.B.CreateStore(Code, Obj);
      for (unsigned I = 0; I != NumFields; ++I)
        T.store(T.offset(Obj, CL.Fields[I].Offset), Ops[I]);
      C.Context = Obj;
    }
    Publish(Code);
    llvm::SmallVector<Value, 2> Results;
    emitCall(T, C, Ops.drop_front(NumFields), Results);
  };
  return L;
}

LaterCall captureCall(FunctionLowering &F, CallExpr *E) {
  InOrder Order(F, Operand::later(E));
  const TypeAndValue &Fun = F.Facts.typeAndValue(unparen(E->Fun));
  if (Fun.Mode == OperandMode::Builtin)
    return captureBuiltin(F, E, Fun.Builtin);
  if (auto *Lit = llvm::dyn_cast<FuncLit>(unparen(E->Fun)))
    return captureLiteral(F, E, Lit);

  LaterCall L;
  Callee C = lowerCallee(F, E);
  C.At = E->pos();
  L.MayRecover = C.MayRecover;
  // A nil interface panics at the statement, a nil func when it is called.
  if (C.Itab)
    resolveCallee(F, C);
  Type *Word = F.M.Ctx.basic(BasicKind::UnsafePointer);
  bool Direct = C.Fn && llvm::isa<llvm::Function>(C.Fn);
  bool HasContext = C.Context;
  if (!Direct)
    L.Operands.push_back({Word, HasContext ? C.Context : C.Fn});
  unsigned NumRecv = C.Recv.size();
  L.Operands.append(C.Recv.begin(), C.Recv.end());
  llvm::SmallVector<Value, 4> Kept;
  lowerArgs(F, E, C.Sig, L.Operands,
            keepsHiddenPointers(C.Static) ? &Kept : nullptr);
  unsigned NumKept = Kept.size();
  L.Operands.append(Kept.begin(), Kept.end());
  L.Make = [=](FunctionLowering &T, llvm::ArrayRef<Value> Ops,
               llvm::function_ref<void(llvm::Value *)> Publish) {
    Callee D = C;
    if (!Direct) {
      (HasContext ? D.Context : D.Fn) = Ops[0].V;
      Ops = Ops.drop_front();
    }
    D.Itab = nullptr;
    D.Recv.assign(Ops.begin(), Ops.begin() + NumRecv);
    Ops = Ops.drop_front(NumRecv);
    llvm::ArrayRef<Value> Kept = Ops.take_back(NumKept);
    Ops = Ops.drop_back(NumKept);
    resolveCallee(T, D);
    Publish(D.Fn);
    llvm::SmallVector<Value, 4> Results;
    if (D.Static) {
      llvm::SmallVector<Value, 8> All(D.Recv.begin(), D.Recv.end());
      All.append(Ops.begin(), Ops.end());
      T.setPos(D.At);
      if (lowerIntrinsic(T, D.Static, All, Results))
        return;
    }
    emitCallKeeping(T, D, Ops, Kept, Results);
  };
  return L;
}

/// A constant that the thunk can use itself instead of finding it in the
/// environment. Not of memory class: that is an address whose contents count.
static bool isConstant(FunctionLowering &F, const Value &V) {
  return llvm::isa<llvm::Constant>(V.V) && !F.layout(V.T).isMemory();
}

void lowerDefer(FunctionLowering &F, const CallStmt *S) {
  auto *E = llvm::cast<CallExpr>(unparen(S->Call));
  LaterCall L = captureCall(F, E);
  llvm::SmallVector<Value, 8> Stored;
  for (const Value &V : L.Operands)
    if (!isConstant(F, V))
      Stored.push_back(V);
  llvm::SmallVector<uint64_t, 8> Off;
  uint64_t Size = environmentSize(F, Stored, 0, Off);
  FunctionLowering &Owner = frameOwner(F);
  llvm::Function *Thunk =
      createThunk(F, Owner.GoName + symbol::DeferThunk +
                         llvm::Twine(++Owner.NumDeferThunks));
  {
    FunctionLowering T(F.M, Thunk, F.Pkg, F.Subst);
    F.M.attachSubprogram(Thunk, S->pos(), Thunk->getName());
    T.setPos(E->pos());
    llvm::SmallVector<Value, 8> Ops;
    unsigned Next = 0;
    for (const Value &V : L.Operands)
      Ops.push_back(isConstant(F, V)
                        ? V
                        : T.load(T.offset(Thunk->getArg(0), Off[Next++]), V.T));
    L.Make(T, Ops, [&](llvm::Value *Code) {
      if (L.MayRecover)
        T.callRuntime(RuntimeFn::RecoverPublish, {Thunk, Code});
    });
    finishFunction(T);
  }
  F.setPos(S->pos());
  llvm::Value *Env = llvm::ConstantPointerNull::get(F.M.PtrTy);
  if (Size) {
    Env = F.createRawTemp(llvm::ArrayType::get(F.M.I8Ty, Size), llvm::Align(8),
                          "env");
    storeEnvironment(F, Env, Stored, Off);
  }
  registerDefer(F, Thunk, Env, Size, addSite(F, S->pos()));
}

} // namespace ogo
