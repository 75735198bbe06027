//===- LowerCall.cpp - Calls of functions and methods ---------------------===//
//
// A call is lowered in steps that go and defer need apart: the callee and its
// receiver, the arguments, the check that there is something to call, the call.
//
//===----------------------------------------------------------------------===//
#include "ir/LowerCall.h"
#include "ir/EvaluationOrder.h"

namespace ogo {

static constexpr uint64_t ItabFun = offsetof(rt::Itab, Fun);

//===----------------------------------------------------------------------===//
// Callees
//===----------------------------------------------------------------------===//

/// Name of the function that Fun denotes statically (through type arguments
/// and package qualifiers), null for anything else.
static const Name *functionName(FunctionLowering &F, const Expr *Fun) {
  Fun = unparen(Fun);
  if (auto *I = llvm::dyn_cast<IndexExpr>(Fun))
    return functionName(F, I->X);
  if (auto *S = llvm::dyn_cast<SelectorExpr>(Fun))
    return F.Facts.selectionOf(S) ? nullptr : functionName(F, S->Sel);
  auto *N = llvm::dyn_cast<Name>(Fun);
  return N && llvm::isa_and_nonnull<Func>(F.Facts.objectOf(N)) ? N : nullptr;
}

static Callee staticCallee(FunctionLowering &F, const Name *N, Expr *Fun) {
  auto *Fn = llvm::cast<Func>(F.Facts.objectOf(N));
  llvm::SmallVector<Type *, 2> TArgs;
  if (const Instance *I = F.Facts.instanceOf(N))
    for (Type *T : I->TArgs)
      TArgs.push_back(F.concrete(T));
  Callee C;
  C.Static = Fn;
  C.Fn = F.M.function(Fn, TArgs);
  // The instance's signature: the name's own type is generic when type
  // arguments were inferred.
  if (const Instance *I = F.Facts.instanceOf(N))
    C.Sig = llvm::cast<Signature>(F.concrete(I->T));
  else
    C.Sig = llvm::cast<Signature>(F.concrete(Fn->signature()));
  C.ABI = &F.M.abi(C.Sig, nullptr);
  C.MayRecover = mayRecover(Fn);
  C.At = Fun->pos();
  return C;
}

Signature *calledSignature(FunctionLowering &F, CallExpr *E) {
  // The name's own type is generic when type arguments were inferred.
  if (const Name *N = functionName(F, E->Fun))
    if (const Instance *I = F.Facts.instanceOf(N))
      return llvm::cast<Signature>(F.concrete(I->T));
  return llvm::cast<Signature>(commonUnder(F.typeOf(unparen(E->Fun))));
}

/// Method found by selection S, looked up again where S is about type
/// parameters.
static LookupResult concreteMethod(FunctionLowering &F, const Selection *S,
                                   Type *Recv) {
  LookupResult R;
  if (F.Subst)
    R = lookupFieldOrMethod(Recv, true, S->Obj->pkg(), S->Obj->name());
  if (!R.Obj) {
    R.Obj = S->Obj;
    R.Index.assign(S->Index.begin(), S->Index.end());
  }
  return R;
}

/// Dynamic call of method Fn of interface value X.
static Callee interfaceCallee(FunctionLowering &F, Value X, Func *Fn, Pos At) {
  Callee C;
  int Slot = -1;
  typeSet(underAs<Interface>(X.T))
      .lookupMethod(Fn->pkg(), Fn->name(), false, &Slot);
  assert(Slot >= 0 && "method of the interface");
  C.Slot = Slot;
  C.Itab = F.extract(X, 0);
  Type *Word = F.M.Ctx.basic(BasicKind::UnsafePointer);
  C.Recv.push_back({Word, F.extract(X, 1)});
  C.Sig = llvm::cast<Signature>(F.concrete(Fn->signature()));
  C.ABI = &F.M.abi(C.Sig, Word);
  C.At = At;
  return C;
}

/// Call of declared method Fn, as I if it is generic, on the value of type T at
/// Addr.
static Callee declaredCallee(FunctionLowering &F, Func *Fn, const Instance *I,
                             llvm::Value *Addr, Type *T, bool IsPtr, Pos At) {
  Callee C;
  C.Static = Fn;
  C.At = At;
  C.MayRecover = mayRecover(Fn);
  Named *N = asNamed(T);
  llvm::SmallVector<Type *, 2> TArgs;
  if (N)
    for (Type *A : N->typeArgs())
      TArgs.push_back(F.concrete(A));
  if (I)
    for (Type *A : I->TArgs)
      TArgs.push_back(F.concrete(A));
  C.Fn = F.M.function(Fn->origin(), TArgs);
  C.Sig = llvm::cast<Signature>(F.concrete(I ? I->T : Fn->signature()));
  Type *RecvT = T;
  if (Fn->hasPtrRecv()) {
    RecvT = F.M.canonical(F.M.Ctx.make<Pointer>(T));
    C.Recv.push_back({RecvT, Addr});
  } else {
    if (IsPtr)
      checkNil(F, Addr, At);
    F.setPos(At);
    C.Recv.push_back(F.copyToTemp(F.load(Addr, T)));
  }
  C.ABI = &F.M.abi(C.Sig, RecvT);
  return C;
}

/// Call of method R, found in type Recv, on what is at Addr: a value of type
/// Recv, or what one points to.
static Callee calleeAt(FunctionLowering &F, const LookupResult &R,
                       const Instance *I, llvm::Value *Addr, Type *Recv,
                       Pos At) {
  auto *Fn = llvm::cast<Func>(R.Obj);
  llvm::ArrayRef<int> Path = llvm::ArrayRef<int>(R.Index).drop_back();
  Type *T = Recv;
  bool IsPtr = false; // Addr is a Go pointer that nobody has checked
  if (auto *P = llvm::dyn_cast<Pointer>(under(Recv))) {
    T = F.concrete(P->Elem);
    IsPtr = true;
    if (!Path.empty())
      checkNil(F, Addr, At);
  }
  // Follow the embedded fields.
  if (!Path.empty()) {
    Type *Out = nullptr;
    Addr = fieldPathAddress(F, Addr, T, Path, Out, At);
    T = Out;
    IsPtr = false;
    F.setPos(At);
    if (isInterface(T))
      return interfaceCallee(F, F.load(Addr, T), Fn, At);
    if (auto *P = llvm::dyn_cast<Pointer>(under(T))) {
      Addr = F.B.CreateLoad(F.M.PtrTy, Addr);
      T = F.concrete(P->Elem);
      IsPtr = true;
    }
  }
  return declaredCallee(F, Fn, I, Addr, T, IsPtr, At);
}

Callee lowerMethodCallee(FunctionLowering &F, const SelectorExpr *E,
                         const Selection *S) {
  Pos At = E->Sel->pos();
  Type *Recv = F.concrete(S->Recv);
  LookupResult R = concreteMethod(F, S, Recv);
  if (isInterface(Recv))
    return interfaceCallee(F, lowerExpr(F, E->X), llvm::cast<Func>(R.Obj), At);
  llvm::Value *Addr;
  if (llvm::isa<Pointer>(under(Recv)))
    Addr = lowerExpr(F, E->X).V;
  else if (F.Facts.typeAndValue(E->X).isAddressable())
    Addr = lowerAddress(F, E->X);
  else
    Addr = F.addressOf(F.copyToTemp(lowerExpr(F, E->X)));
  return calleeAt(F, R, F.Facts.instanceOf(E->Sel), Addr, Recv, At);
}

Callee genericMethodCallee(FunctionLowering &F, const Selection *S,
                           const Instance *I, Value Recv) {
  LookupResult R = concreteMethod(F, S, Recv.T);
  llvm::Value *Addr =
      llvm::isa<Pointer>(under(Recv.T)) ? Recv.V : F.addressOf(Recv);
  Callee C = calleeAt(F, R, I, Addr, Recv.T, Pos());
  // I's signature has the receiver as a parameter.
  auto *Sig = F.M.Ctx.make<Signature>(*C.Sig);
  llvm::ArrayRef<Var *> Params = C.Sig->Params->Vars.drop_front();
  Sig->Params = Params.empty() ? nullptr : F.M.Ctx.make<Tuple>(Params);
  C.Sig = Sig;
  C.ABI = &F.M.abi(C.Sig, C.Recv[0].T);
  return C;
}

/// T.M used as a function.
static Callee methodExprCallee(FunctionLowering &F, const SelectorExpr *E,
                               const Selection *S) {
  Callee C;
  C.At = E->pos();
  C.Sig = methodSignature(F, E);
  C.ABI = &F.M.abi(C.Sig, nullptr);
  C.Fn = methodExprFunction(F, E, S);
  return C;
}

/// A literal called where it stands: its code is known.
static Callee literalCallee(FunctionLowering &F, FuncLit *L) {
  Callee C;
  C.Sig = llvm::cast<Signature>(F.typeOf(L));
  C.ABI = &F.M.abi(C.Sig, nullptr);
  C.At = L->pos();
  C.MayRecover = mayRecover(L);
  ClosureLayout CL = closureLayout(F, L);
  llvm::Function *Code = lowerLiteralBody(F, L, CL);
  F.setPos(L->pos());
  C.Fn = Code;
  C.Context = llvm::ConstantPointerNull::get(F.M.PtrTy);
  if (CL.Fields.empty())
    return C;
  llvm::Value *Obj = F.createRawTemp(llvm::ArrayType::get(F.M.I8Ty, CL.Size),
                                     llvm::Align(CL.Align), "closure");
  fillClosure(F, Obj, Code, CL);
  C.Context = Obj;
  return C;
}

Callee lowerCallee(FunctionLowering &F, CallExpr *E) {
  Expr *Fun = unparen(E->Fun);
  if (const Name *N = functionName(F, Fun))
    return staticCallee(F, N, Fun);
  if (auto *L = llvm::dyn_cast<FuncLit>(Fun))
    return literalCallee(F, L);
  if (const SelectorExpr *S = F.Facts.methodOf(Fun)) {
    const Selection *Sel = F.Facts.selectionOf(S);
    return Sel->K == Selection::Kind::MethodVal ? lowerMethodCallee(F, S, Sel)
                                                : methodExprCallee(F, S, Sel);
  }
  Callee C;
  Value V = lowerExpr(F, Fun);
  C.Context = V.V;
  C.Sig = llvm::cast<Signature>(under(V.T));
  C.Sig = llvm::cast<Signature>(F.concrete(C.Sig));
  C.ABI = &F.M.abi(C.Sig, nullptr);
  C.At = E->pos();
  return C;
}

void resolveCallee(FunctionLowering &F, Callee &C) {
  if (C.Fn)
    return;
  llvm::Value *Holder = C.Itab ? C.Itab : C.Context;
  checkNil(F, Holder, C.At);
  F.setPos(C.At);
  llvm::LoadInst *Code = F.B.CreateLoad(
      F.M.PtrTy, C.Itab ? F.offset(Holder, ItabFun + 8 * C.Slot) : Holder,
      "code");
  // Tables never change once made. Closure objects do not either, but after
  // inlining LLVM sees them being made.
  if (C.Itab)
    Code->setMetadata(llvm::LLVMContext::MD_invariant_load,
                      llvm::MDNode::get(F.M.LLVM, {}));
  C.Fn = Code;
}

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

/// The value of E is a temporary that nobody else can change.
static bool isFresh(FunctionLowering &F, Expr *E) {
  E = unparen(E);
  return llvm::isa<CallExpr>(E) &&
         !F.Facts.typeAndValue(llvm::cast<CallExpr>(E)->Fun).isType();
}

/// E is uintptr(p) with an unsafe.Pointer p.
static bool hidesPointer(FunctionLowering &F, Expr *E) {
  auto *C = llvm::dyn_cast<CallExpr>(unparen(E));
  if (!C || C->Args.size() != 1 ||
      !F.Facts.typeAndValue(unparen(C->Fun)).isType())
    return false;
  auto IsKind = [&](Expr *X, BasicKind K) {
    auto *T = underAs<BasicType>(F.typeOf(X));
    return T && T->Kind == K;
  };
  return IsKind(C, BasicKind::Uintptr) &&
         IsKind(C->Args[0], BasicKind::UnsafePointer);
}

bool keepsHiddenPointers(Func *Fn) {
  const FuncDecl *D = Fn ? Fn->origin()->Syntax : nullptr;
  if (!D)
    return false;
  return !D->Body ||
         (D->Pragmas && (D->Pragmas->has(PragmaFlag::UintptrEscapes) ||
                         D->Pragmas->has(PragmaFlag::UintptrKeepAlive)));
}

/// ...T parameter: a new slice of Values.
static Value variadicSlice(FunctionLowering &F, CallExpr *E,
                           llvm::ArrayRef<Value> Values, Type *SliceT) {
  if (Values.empty())
    return F.zero(SliceT);
  Type *Elem = F.concrete(underAs<Slice>(SliceT)->Elem);
  uint64_t Size = F.layout(Elem).Size, N = Values.size();
  Type *ArrT = F.M.canonical(F.M.Ctx.make<Array>(Elem, N));
  llvm::Value *Arr = F.allocate(E, ArrT, "args");
  for (unsigned I = 0; I != N; ++I)
    F.store(F.offset(Arr, I * Size), Values[I]);
  llvm::Value *Len = F.B.getInt64(N);
  return F.make(SliceT, {Arr, Len, Len});
}

void lowerArgs(FunctionLowering &F, CallExpr *E, Signature *Sig,
               llvm::SmallVectorImpl<Value> &Args,
               llvm::SmallVectorImpl<Value> *Kept) {
  ParameterTypes Types(F, Sig, E);
  llvm::SmallVector<Value, 8> Values;
  auto *Multi = E->Args.size() == 1
                    ? llvm::dyn_cast_or_null<Tuple>(F.Facts.typeOf(E->Args[0]))
                    : nullptr;
  if (Multi) { // f(g()) with several results
    llvm::SmallVector<Value, 4> Results;
    lowerMulti(F, E->Args[0], Results);
    for (unsigned I = 0; I != Results.size(); ++I)
      Values.push_back(convertForAssign(F, Results[I], Types[I]));
  } else {
    for (unsigned I = 0; I != E->Args.size(); ++I) {
      Value V = lowerExprAs(F, E->Args[I], Types[I]);
      Values.push_back(isFresh(F, E->Args[I]) ? V : F.copyToTemp(V));
      if (Kept && hidesPointer(F, E->Args[I]))
        Kept->push_back(Values.back());
    }
  }
  F.setPos(E->pos());
  if (!Types.packs()) {
    Args.append(Values.begin(), Values.end());
    return;
  }
  llvm::ArrayRef<Value> All = Values;
  unsigned NumFixed = Types.numFixed();
  Args.append(All.begin(), All.begin() + NumFixed);
  Args.push_back(
      variadicSlice(F, E, All.drop_front(NumFixed), Types.parameter(NumFixed)));
}

//===----------------------------------------------------------------------===//
// The call
//===----------------------------------------------------------------------===//

static void unpackResults(FunctionLowering &F, const CallABI &ABI,
                          llvm::Value *Call, llvm::Value *Memory,
                          llvm::SmallVectorImpl<Value> &Results) {
  unsigned Next = 0;
  for (unsigned I = 0; I != ABI.Results.size(); ++I) {
    Type *T = ABI.Results[I];
    if (Memory) {
      Results.push_back(F.load(F.offset(Memory, ABI.ResultOffsets[I]), T));
      continue;
    }
    llvm::SmallVector<llvm::Value *, 4> Leaves;
    for (unsigned J = 0, N = F.layout(T).Leaves.size(); J != N; ++J)
      Leaves.push_back(F.leafOf(Call, Next++));
    Results.push_back(Leaves.empty() ? F.zero(T) : F.make(T, Leaves));
  }
}

void emitCall(FunctionLowering &F, Callee C, llvm::ArrayRef<Value> Args,
              llvm::SmallVectorImpl<Value> &Results) {
  resolveCallee(F, C);
  F.setPos(C.At);
  const CallABI &ABI = *C.ABI;
  llvm::SmallVector<llvm::Value *, 12> Ops;
  llvm::Value *Memory = nullptr;
  if (ABI.ResultInMemory) {
    Memory = F.createRawTemp(llvm::ArrayType::get(F.M.I8Ty, ABI.ResultSize),
                             llvm::Align(ABI.ResultAlign), "results");
    Ops.push_back(Memory);
  }
  llvm::SmallVector<Value, 8> All(C.Recv.begin(), C.Recv.end());
  All.append(Args.begin(), Args.end());
  assert(All.size() == ABI.Params.size() && "wrong number of arguments");
  for (unsigned I = 0; I != All.size(); ++I) {
    if (ABI.Params[I].ByAddress) {
      Ops.push_back(All[I].V);
      continue;
    }
    for (unsigned J = 0; J != ABI.Params[I].Count; ++J)
      Ops.push_back(F.leafOf(All[I].V, J));
  }
  llvm::FunctionType *Ty = ABI.FnTy;
  if (C.Context) {
    Ops.push_back(C.Context);
    Ty = ABI.ClosureTy;
  }
  llvm::CallInst *Call = F.B.CreateCall(Ty, C.Fn, Ops);
  Call->setCallingConv(llvm::CallingConv::Swift);
  // Two calls made one have one line, and lose what they were inlined from:
  // runtime.Caller and tracebacks would be wrong.
  Call->addFnAttr(llvm::Attribute::NoMerge);
  if (C.Context)
    Call->addParamAttr(Ops.size() - 1, llvm::Attribute::Nest);
  unpackResults(F, ABI, Call, Memory, Results);
}

/// The stack is scanned for anything that looks like a pointer, so the numbers
/// themselves keep the objects. They are in slots of their own, which are
/// cleared after the call: left in a register, they would keep them for longer.
void emitCallKeeping(FunctionLowering &F, const Callee &C,
                     llvm::ArrayRef<Value> Args, llvm::ArrayRef<Value> Kept,
                     llvm::SmallVectorImpl<Value> &Results) {
  llvm::SmallVector<llvm::AllocaInst *, 4> Slots;
  F.setPos(C.At);
  for (const Value &V : Kept) {
    Slots.push_back(F.createTemp(V.T, "kept"));
    F.B.CreateStore(V.V, Slots.back(), /*isVolatile=*/true);
  }
  emitCall(F, C, Args, Results);
  for (llvm::AllocaInst *Slot : Slots)
    F.B.CreateStore(llvm::Constant::getNullValue(Slot->getAllocatedType()),
                    Slot,
                    /*isVolatile=*/true);
}

void lowerCall(FunctionLowering &F, CallExpr *E,
               llvm::SmallVectorImpl<Value> &Results) {
  const TypeAndValue &Fun = F.Facts.typeAndValue(unparen(E->Fun));
  if (Fun.isType()) {
    Results.push_back(lowerConversion(F, E));
    return;
  }
  InOrder Order(F, Operand::several(E));
  if (Fun.Mode == OperandMode::Builtin)
    return lowerBuiltinCall(F, E, Fun.Builtin, Results);
  Callee C = lowerCallee(F, E);
  llvm::SmallVector<Value, 8> Args, Kept;
  lowerArgs(F, E, C.Sig, Args, keepsHiddenPointers(C.Static) ? &Kept : nullptr);
  C.At = E->pos();
  if (F.InBenchLoop) {
    F.setPos(E->pos());
    for (Value &V : C.Recv)
      keepArgument(F, V);
    for (Value &V : Args)
      keepArgument(F, V);
  }
  if (C.Static) {
    llvm::SmallVector<Value, 8> All(C.Recv.begin(), C.Recv.end());
    All.append(Args.begin(), Args.end());
    F.setPos(E->pos());
    if (lowerIntrinsic(F, C.Static, All, Results))
      return;
  }
  emitCallKeeping(F, C, Args, Kept, Results);
}

} // namespace ogo
