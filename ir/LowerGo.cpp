//===- LowerGo.cpp - Go statements ----------------------------------------===//
//
// The new goroutine runs a func() closure. `go f()` with a func value and no
// arguments starts that value itself (nil is a fatal error there); everything
// else gets a closure object that holds the evaluated operands and a thunk that
// makes the call.
//
//===----------------------------------------------------------------------===//
#include "ir/LowerCall.h"
#include "runtime/abi/SymbolNames.h"

namespace ogo {

/// The call needs no thunk: a func value without arguments and results.
static bool isPlainClosure(FunctionLowering &F, CallExpr *E) {
  const TypeAndValue &Fun = F.Facts.typeAndValue(unparen(E->Fun));
  if (Fun.Mode == OperandMode::Builtin || !E->Args.empty())
    return false;
  auto *Sig = llvm::dyn_cast_or_null<Signature>(under(F.typeOf(E->Fun)));
  if (!Sig || tupleSize(Sig->Params) || tupleSize(Sig->Results))
    return false;
  return !F.Facts.methodOf(E->Fun);
}

void lowerGo(FunctionLowering &F, const CallStmt *S) {
  auto *E = llvm::cast<CallExpr>(unparen(S->Call));
  if (isPlainClosure(F, E)) {
    auto *Lit = llvm::dyn_cast<FuncLit>(unparen(E->Fun));
    Value Fn =
        Lit ? lowerFuncLit(F, Lit, /*ForceHeap=*/true) : lowerExpr(F, E->Fun);
    F.setPos(S->pos());
    F.callRuntime(RuntimeFn::NewProc, {Fn.V});
    return;
  }
  LaterCall L = captureCall(F, E);
  llvm::SmallVector<uint64_t, 8> Off;
  uint64_t Size = environmentSize(F, L.Operands, 8, Off);
  FunctionLowering &Owner = frameOwner(F);
  llvm::Function *Thunk = F.M.createFunction(
      llvm::FunctionType::get(F.M.VoidTy, {F.M.PtrTy}, false),
      Owner.GoName + symbol::GoThunk + llvm::Twine(++Owner.NumGoThunks),
      F.Fn->hasLinkOnceODRLinkage() ? llvm::GlobalValue::LinkOnceODRLinkage
                                    : llvm::GlobalValue::InternalLinkage);
  Thunk->addParamAttr(0, llvm::Attribute::Nest);
  {
    FunctionLowering T(F.M, Thunk, F.Pkg, F.Subst);
    F.M.attachSubprogram(Thunk, S->pos(), Thunk->getName());
    T.setPos(E->pos());
    llvm::SmallVector<Value, 8> Ops;
    for (unsigned I = 0; I != L.Operands.size(); ++I)
      Ops.push_back(
          T.load(T.offset(Thunk->getArg(0), Off[I]), L.Operands[I].T));
    L.Make(T, Ops, [](llvm::Value *) {});
    finishFunction(T);
  }
  F.setPos(S->pos());
  llvm::Value *Obj =
      F.callRuntime(RuntimeFn::NewClosure, {F.B.getInt64(Size)}, "go");
  F.B.CreateStore(Thunk, Obj);
  storeEnvironment(F, Obj, L.Operands, Off);
  F.callRuntime(RuntimeFn::NewProc, {Obj});
}

} // namespace ogo
