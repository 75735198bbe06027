//===- LowerClosure.cpp - Function literals, method values ----------------===//
//
// A func value points to a closure object {code, captures}. Variables that are
// never assigned after the capture are copied into it, others are captured by
// reference. A call passes the object in the nest register, so code that
// captures nothing is a plain function and its object a constant.
//
//===----------------------------------------------------------------------===//
#include "frontend/escape/Escape.h"
#include "ir/DebugVariables.h"
#include "ir/LowerCall.h"
#include "runtime/abi/SymbolNames.h"

namespace ogo {

ClosureLayout closureLayout(FunctionLowering &F, const FuncLit *L) {
  ClosureLayout CL;
  const PackageEscape &Esc = F.M.escape(F.Pkg);
  for (Var *V : Esc.captures(L)) {
    ClosureField Field{V, nullptr, 0};
    uint64_t Size = 8, Align = 8;
    if (Esc.capturedByValue(V)) {
      Field.T = F.concrete(V->type());
      Size = F.layout(Field.T).Size;
      Align = F.layout(Field.T).Align;
    }
    Field.Offset = llvm::alignTo(CL.Size, Align);
    CL.Size = Field.Offset + Size;
    CL.Align = std::max(CL.Align, Align);
    CL.Fields.push_back(Field);
  }
  CL.Size = llvm::alignTo(CL.Size, CL.Align);
  return CL;
}

/// Literals of a function that several modules may define are as replaceable
/// as the function itself.
static llvm::Function *createNested(FunctionLowering &F, llvm::FunctionType *Ty,
                                    const llvm::Twine &Name) {
  llvm::Function *Fn = F.M.createFunction(
      Ty, Name,
      F.Fn->hasLinkOnceODRLinkage() ? llvm::GlobalValue::LinkOnceODRLinkage
                                    : llvm::GlobalValue::InternalLinkage);
  return Fn;
}

llvm::Function *lowerLiteralBody(FunctionLowering &F, FuncLit *E,
                                 const ClosureLayout &CL) {
  auto *DeclSig = llvm::cast<Signature>(F.Facts.typeOf(E));
  auto *Sig = llvm::cast<Signature>(F.concrete(DeclSig));
  const CallABI &ABI = F.M.abi(Sig, nullptr);
  bool HasContext = !CL.Fields.empty();
  llvm::Function *Fn = createNested(
      F, ABI.ClosureTy,
      F.M.literalName(F.IsGlobalInit ? nullptr : F.Fn, F.IsGlobalInit));
  unsigned Last = Fn->arg_size() - 1;
  Fn->addParamAttr(Last, llvm::Attribute::Nest);
  Fn->getArg(Last)->setName("context");

  FunctionLowering L(F.M, Fn, F.Pkg, F.Subst);
  L.Outer = &F;
  L.Decl = F.Decl;
  L.Sig = Sig;
  L.ABI = &ABI;
  F.M.attachSubprogram(Fn, E->pos(), Fn->getName());
  L.setPos(E->pos());
  startDebugVariables(L, DeclSig->FuncScope);
  if (HasContext) {
    llvm::Value *Ctx = Fn->getArg(Last);
    for (const ClosureField &C : CL.Fields) {
      llvm::Value *Slot = L.offset(Ctx, C.Offset, C.V->name());
      if (C.T) {
        // A local copy: LLVM cannot know that the object never changes.
        llvm::Value *Copy = L.createTemp(C.T, C.V->name());
        L.store(Copy, L.load(Slot, C.T));
        L.Vars[C.V] = {Copy, nullptr};
      } else {
        llvm::LoadInst *Addr = L.B.CreateLoad(F.M.PtrTy, Slot);
        Addr->setMetadata(llvm::LLVMContext::MD_nonnull,
                          llvm::MDNode::get(F.M.LLVM, {}));
        L.Vars[C.V] = {Addr, nullptr};
      }
      describeVariable(L, C.V, L.Vars[C.V].Addr);
    }
  }
  lowerBody(L, DeclSig, nullptr, E->Body);
  return Fn;
}

void fillClosure(FunctionLowering &F, llvm::Value *Obj, llvm::Function *Code,
                 const ClosureLayout &CL) {
  F.B.CreateAlignedStore(Code, Obj, llvm::Align(8));
  for (const ClosureField &C : CL.Fields) {
    VarStorage S = storageOf(F, C.V);
    llvm::Value *Slot = F.offset(Obj, C.Offset);
    if (C.T)
      F.store(Slot, F.load(S.Addr, C.T));
    else
      F.B.CreateAlignedStore(S.Addr, Slot, llvm::Align(8));
  }
}

Value lowerFuncLit(FunctionLowering &F, FuncLit *E, bool ForceHeap) {
  Type *T = F.typeOf(E);
  ClosureLayout CL = closureLayout(F, E);
  llvm::Function *Code = lowerLiteralBody(F, E, CL);
  F.setPos(E->pos());
  if (CL.Fields.empty())
    return {T, F.M.closureObject(Code)};
  llvm::Value *Obj =
      ForceHeap || !F.onStack(E, CL.Size)
          ? static_cast<llvm::Value *>(F.callRuntime(
                RuntimeFn::NewClosure, {F.B.getInt64(CL.Size)}, "closure"))
          : F.createRawTemp(llvm::ArrayType::get(F.M.I8Ty, CL.Size),
                            llvm::Align(CL.Align), "closure");
  fillClosure(F, Obj, Code, CL);
  return {T, Obj};
}

Value lowerFuncLit(FunctionLowering &F, FuncLit *E) {
  return lowerFuncLit(F, E, false);
}

//===----------------------------------------------------------------------===//
// Method values and expressions
//===----------------------------------------------------------------------===//

Signature *methodSignature(FunctionLowering &F, const SelectorExpr *E) {
  const Instance *I = F.Facts.instanceOf(E->Sel);
  return llvm::cast<Signature>(I ? F.concrete(I->T) : F.typeOf(E));
}

/// A new name for what gc makes a closure: values of generic methods.
static std::string nextLiteralName(FunctionLowering &F) {
  return F.M.literalName(F.IsGlobalInit ? nullptr : F.Fn, F.IsGlobalInit);
}

/// Calls the method and returns what it returns, as the last thing W does.
static void forwardCall(FunctionLowering &W, const Callee &Target,
                        llvm::ArrayRef<Value> Args) {
  if (Target.MayRecover) {
    llvm::Value *Token = W.callRuntime(RuntimeFn::RecoverToken, {W.Fn});
    W.callRuntime(RuntimeFn::RecoverForward, {Token, Target.Fn});
  }
  llvm::SmallVector<Value, 8> Results;
  emitCall(W, Target, Args, Results);
  returnValues(W, Results);
  finishFunction(W);
}

/// Fills Fn, the closure's code: calls the method with the receiver kept in the
/// object.
static void boundMethod(FunctionLowering &F, llvm::Function *Fn,
                        const Callee &C, Type *RecvT) {
  const CallABI &ABI = F.M.abi(C.Sig, nullptr);
  unsigned Last = Fn->arg_size() - 1;
  Fn->addParamAttr(Last, llvm::Attribute::Nest);
  FunctionLowering W(F.M, Fn, F.Pkg, F.Subst);
  W.Sig = C.Sig;
  W.ABI = &ABI;
  F.M.attachSubprogram(Fn, Pos(), Fn->getName());
  W.B.SetCurrentDebugLocation(F.M.debugLoc(Fn, Pos()));
  Value Recv = W.load(W.offset(Fn->getArg(Last), sizeof(rt::Closure)), RecvT);
  Callee Target = C;
  Target.At = Pos();
  Target.Recv.clear();
  if (C.Itab) { // Recv is the interface value
    Target.Itab = W.extract(Recv, 0);
    Target.Recv.push_back(
        {F.M.Ctx.basic(BasicKind::UnsafePointer), W.extract(Recv, 1)});
  } else {
    Target.Recv.push_back(W.copyToTemp(Recv));
  }
  resolveCallee(W, Target);
  llvm::SmallVector<Value, 8> Args;
  incomingParams(W, 0, Args);
  forwardCall(W, Target, Args);
}

Value lowerMethodValue(FunctionLowering &F, SelectorExpr *E,
                       const Selection *S) {
  Type *T = methodSignature(F, E);
  Callee C = lowerMethodCallee(F, E, S);
  Value Recv = C.Recv[0];
  std::string Name;
  if (C.Itab) {
    // x.M of a nil interface panics here, not when it is called.
    checkNil(F, C.Itab, E->pos());
    auto *Fn = llvm::cast<Func>(S->Obj);
    Type *IfaceT = nullptr;
    // The wrapper is about the interface that holds the method, which may be
    // an embedded field's type; its table is what matters.
    IfaceT = F.M.canonical(F.M.Ctx.EmptyInterface);
    Recv = F.make(IfaceT, {C.Itab, Recv.V});
    Name = F.M.linkTypeString(C.Sig) + "." + std::to_string(C.Slot) + "." +
           Fn->name().str() + symbol::MethodValue;
  } else if (!F.Facts.instanceOf(E->Sel)) {
    Name = C.Fn->getName().str() + symbol::MethodValue;
  }
  F.setPos(E->pos());
  llvm::FunctionType *Ty = F.M.abi(C.Sig, nullptr).ClosureTy;
  llvm::Function *Code = nullptr;
  if (Name.empty())
    Code = createNested(F, Ty, nextLiteralName(F));
  else if (!(Code = F.M.Mod->getFunction(Name)))
    Code = F.M.createFunction(Ty, Name, llvm::GlobalValue::LinkOnceODRLinkage);
  if (Code->empty())
    boundMethod(F, Code, C, Recv.T);
  const Layout &L = F.layout(Recv.T);
  uint64_t Size = sizeof(rt::Closure) + llvm::alignTo(L.Size, 8);
  llvm::Value *Obj =
      !F.onStack(E, Size)
          ? static_cast<llvm::Value *>(F.callRuntime(
                RuntimeFn::NewClosure, {F.B.getInt64(Size)}, "closure"))
          : F.createRawTemp(llvm::ArrayType::get(F.M.I8Ty, Size),
                            llvm::Align(8), "closure");
  F.B.CreateAlignedStore(Code, Obj, llvm::Align(8));
  F.store(F.offset(Obj, sizeof(rt::Closure)), Recv);
  return {T, Obj};
}

/// A function of its own for each use, as in gc: calls the generic method on
/// its first argument.
static llvm::Function *genericMethodExpr(FunctionLowering &F,
                                         const SelectorExpr *E,
                                         const Selection *S) {
  Signature *Sig = methodSignature(F, E);
  const CallABI &ABI = F.M.abi(Sig, nullptr);
  llvm::Function *Fn = createNested(F, ABI.FnTy, nextLiteralName(F));
  FunctionLowering W(F.M, Fn, F.Pkg, F.Subst);
  W.Sig = Sig;
  W.ABI = &ABI;
  F.M.attachSubprogram(Fn, Pos(), Fn->getName());
  W.B.SetCurrentDebugLocation(F.M.debugLoc(Fn, Pos()));
  llvm::SmallVector<Value, 8> Args;
  incomingParams(W, 0, Args);
  Callee C =
      genericMethodCallee(W, S, F.Facts.instanceOf(E->Sel), Args.front());
  forwardCall(W, C, llvm::ArrayRef<Value>(Args).drop_front());
  return Fn;
}

llvm::Function *methodExprFunction(FunctionLowering &F, const SelectorExpr *E,
                                   const Selection *S) {
  if (F.Facts.instanceOf(E->Sel))
    return genericMethodExpr(F, E, S);
  Type *Recv = F.concrete(S->Recv);
  if (isInterface(Recv)) {
    auto *Method = llvm::cast<Func>(S->Obj);
    if (Func *Own = typeSet(underAs<Interface>(Recv))
                        .lookupMethod(Method->pkg(), Method->name()))
      Method = Own;
    return F.M.methodFunction(Recv, MethodSetEntry{Method, {0}, false});
  }
  for (const MethodSetEntry &M : methodSet(Recv))
    if (M.F->sameId(S->Obj->pkg(), S->Obj->name()))
      return F.M.methodFunction(Recv, M);
  llvm_unreachable("method expression of a method outside the method set");
}

Value lowerMethodExpr(FunctionLowering &F, SelectorExpr *E,
                      const Selection *S) {
  llvm::Function *Fn = methodExprFunction(F, E, S);
  return {methodSignature(F, E), F.M.closureObject(Fn)};
}

} // namespace ogo
