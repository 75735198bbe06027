//===- LowerClosure.cpp - Function literals, method values ----------------===//
//
// A func value points to a closure object {code, captures}. Variables that are
// never assigned after the capture are copied into it, others are captured by
// reference. A call passes the object in the nest register, so code that
// captures nothing is a plain function and its object a constant.
//
//===----------------------------------------------------------------------===//
#include "ir/DebugVariables.h"
#include "ir/Escape.h"
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

/// The closure's code: calls the method with the receiver kept in the object.
static llvm::Function *boundMethod(FunctionLowering &F, const Callee &C,
                                   Type *RecvT, const llvm::Twine &Name) {
  if (llvm::Function *Known = F.M.Mod->getFunction(Name.str()))
    return Known;
  const CallABI &ABI = F.M.abi(C.Sig, nullptr);
  llvm::Function *Fn = F.M.createFunction(
      ABI.ClosureTy, Name, llvm::GlobalValue::LinkOnceODRLinkage);
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
  if (C.MayRecover) {
    llvm::Value *Token = W.callRuntime(RuntimeFn::RecoverToken, {Fn});
    W.callRuntime(RuntimeFn::RecoverForward, {Token, Target.Fn});
  }
  llvm::SmallVector<Value, 8> Args, Results;
  incomingParams(W, 0, Args);
  emitCall(W, Target, Args, Results);
  returnValues(W, Results);
  finishFunction(W);
  return Fn;
}

Value lowerMethodValue(FunctionLowering &F, SelectorExpr *E,
                       const Selection *S) {
  Type *T = F.typeOf(E);
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
  } else {
    Name = C.Fn->getName().str() + symbol::MethodValue;
  }
  F.setPos(E->pos());
  llvm::Function *Code = boundMethod(F, C, Recv.T, Name);
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

llvm::Function *methodExprFunction(FunctionLowering &F, Type *Recv,
                                   const Selection *S) {
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
  llvm::Function *Fn = methodExprFunction(F, F.concrete(S->Recv), S);
  return {F.typeOf(E), F.M.closureObject(Fn)};
}

} // namespace ogo
