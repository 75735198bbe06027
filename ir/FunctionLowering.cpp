//===- FunctionLowering.cpp - Bodies and values ---------------------------===//
//
// The frame of a body (parameters, results, defer scope) and the operations on
// values that every Lower*.cpp file builds on. Variables always live in memory
// here; LLVM's SROA makes registers of those whose address is not needed.
//
//===----------------------------------------------------------------------===//
#include "frontend/escape/Escape.h"
#include "ir/DebugVariables.h"
#include "ir/LowerCall.h"
#include "runtime/abi/DebugFacts.h"
#include "llvm/IR/MDBuilder.h"

namespace ogo {

FunctionLowering::FunctionLowering(ModuleLowering &M, llvm::Function *Fn,
                                   Package *Pkg, const Substitution *Subst)
    : M(M), Fn(Fn), Pkg(Pkg), Facts(Pkg->Facts), Subst(Subst), B(M.LLVM),
      GoName(Fn->getName()) {
  AllocaBlock = llvm::BasicBlock::Create(M.LLVM, "entry", Fn);
  B.SetInsertPoint(llvm::BasicBlock::Create(M.LLVM, "body", Fn));
}

FunctionLowering::~FunctionLowering() = default;

void FunctionLowering::setPos(Pos P) {
  if (P.isValid())
    B.SetCurrentDebugLocation(M.debugLoc(Fn, P, debugScope(*this, P)));
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

llvm::AllocaInst *FunctionLowering::createRawTemp(llvm::Type *T, llvm::Align A,
                                                  const llvm::Twine &Name) {
  llvm::IRBuilder<> EB(AllocaBlock);
  if (llvm::Instruction *Term = AllocaBlock->getTerminator())
    EB.SetInsertPoint(Term);
  llvm::AllocaInst *Slot = EB.CreateAlloca(T, nullptr, Name);
  Slot->setAlignment(A);
  return Slot;
}

llvm::AllocaInst *FunctionLowering::createTemp(Type *T,
                                               const llvm::Twine &Name) {
  const Layout &L = layout(T);
  return createRawTemp(L.Mem, llvm::Align(L.Align), Name);
}

llvm::Value *FunctionLowering::offset(llvm::Value *Addr, uint64_t Bytes,
                                      const llvm::Twine &Name) {
  if (!Bytes)
    return Addr;
  return B.CreateConstInBoundsGEP1_64(M.I8Ty, Addr, Bytes, Name);
}

/// Lengths and capacities are never negative; saying so removes bounds checks.
static bool isLength(Type *T, unsigned Leaf) {
  Type *U = under(T);
  return (llvm::isa<Slice>(U) && Leaf > 0) || (isString(U) && Leaf == 1);
}

Value FunctionLowering::load(llvm::Value *Addr, Type *T) {
  const Layout &L = layout(T);
  if (L.isMemory())
    return {T, Addr};
  llvm::SmallVector<llvm::Value *, 4> Leaves;
  for (unsigned I = 0; I != L.Leaves.size(); ++I) {
    const Leaf &X = L.Leaves[I];
    llvm::LoadInst *V = B.CreateAlignedLoad(
        X.Ty, offset(Addr, X.Offset),
        llvm::commonAlignment(llvm::Align(L.Align), X.Offset));
    if (isLength(T, I))
      V->setMetadata(
          llvm::LLVMContext::MD_range,
          llvm::MDBuilder(M.LLVM).createRange(
              llvm::APInt(64, 0), llvm::APInt::getSignedMinValue(64)));
    Leaves.push_back(V);
  }
  return make(T, Leaves);
}

void FunctionLowering::store(llvm::Value *Addr, Value V) {
  const Layout &L = layout(V.T);
  if (L.isMemory()) {
    if (Addr != V.V)
      B.CreateMemMove(Addr, llvm::Align(L.Align), V.V, llvm::Align(L.Align),
                      L.Size);
    return;
  }
  for (unsigned I = 0; I != L.Leaves.size(); ++I)
    B.CreateAlignedStore(
        extract(V, I), offset(Addr, L.Leaves[I].Offset),
        llvm::commonAlignment(llvm::Align(L.Align), L.Leaves[I].Offset));
}

Value FunctionLowering::copyToTemp(Value V) {
  const Layout &L = layout(V.T);
  if (!L.isMemory())
    return V;
  llvm::Value *Temp = createTemp(V.T, "copy");
  B.CreateMemCpy(Temp, llvm::Align(L.Align), V.V, llvm::Align(L.Align), L.Size);
  return {V.T, Temp};
}

llvm::Value *FunctionLowering::addressOf(Value V) {
  if (layout(V.T).isMemory())
    return V.V;
  llvm::Value *Temp = createTemp(V.T, "spill");
  store(Temp, V);
  return Temp;
}

Value FunctionLowering::zero(Type *T) {
  const Layout &L = layout(T);
  if (!L.isMemory())
    return {T, llvm::Constant::getNullValue(L.Val)};
  llvm::Value *Temp = createTemp(T, "zero");
  storeZero(Temp, T);
  return {T, Temp};
}

void FunctionLowering::storeZero(llvm::Value *Addr, Type *T) {
  const Layout &L = layout(T);
  if (!L.isMemory())
    return store(Addr, zero(T));
  B.CreateMemSet(Addr, B.getInt8(0), L.Size, llvm::Align(L.Align));
}

llvm::Value *FunctionLowering::newObject(Type *T) {
  const Layout &L = layout(T);
  if (L.Size == 0)
    return M.Mod->getOrInsertGlobal("runtime.zerobase", M.I64Ty);
  llvm::CallInst *Obj =
      callRuntime(RuntimeFn::NewObject, {M.typeDescriptor(T)});
  Obj->addRetAttr(llvm::Attribute::getWithDereferenceableBytes(M.LLVM, L.Size));
  Obj->addRetAttr(
      llvm::Attribute::getWithAlignment(M.LLVM, llvm::Align(L.Align)));
  return Obj;
}

bool FunctionLowering::onStack(const Node *N, uint64_t Size) {
  return fitsStack(Size) && !M.escape(Pkg).onHeap(N);
}

llvm::Value *FunctionLowering::allocate(const Node *N, Type *T,
                                        const llvm::Twine &Name) {
  uint64_t Size = layout(T).Size;
  return Size && onStack(N, Size) ? createTemp(T, Name) : newObject(T);
}

//===----------------------------------------------------------------------===//
// Pieces of values
//===----------------------------------------------------------------------===//

llvm::Value *FunctionLowering::leafOf(llvm::Value *V, unsigned Leaf) {
  if (!V->getType()->isStructTy()) {
    assert(Leaf == 0 && "scalar has one leaf");
    return V;
  }
  // Look through the insertvalue chain that make() built.
  for (llvm::Value *X = V;;) {
    auto *Ins = llvm::dyn_cast<llvm::InsertValueInst>(X);
    if (!Ins)
      break;
    if (Ins->getIndices()[0] == Leaf)
      return Ins->getInsertedValueOperand();
    X = Ins->getAggregateOperand();
  }
  return B.CreateExtractValue(V, Leaf);
}

llvm::Value *FunctionLowering::extract(Value V, unsigned Leaf) {
  assert(!layout(V.T).isMemory() && "value lives in memory");
  return leafOf(V.V, Leaf);
}

Value FunctionLowering::make(Type *T, llvm::ArrayRef<llvm::Value *> Leaves) {
  llvm::Type *Ty = layout(T).Val;
  assert(Ty && "type lives in memory");
  if (!Ty->isStructTy())
    return {T, Leaves[0]};
  if (llvm::all_of(Leaves, [](llvm::Value *V) {
        return llvm::isa<llvm::Constant>(V);
      })) {
    llvm::SmallVector<llvm::Constant *, 4> Consts;
    for (llvm::Value *V : Leaves)
      Consts.push_back(llvm::cast<llvm::Constant>(V));
    return {
        T, llvm::ConstantStruct::get(llvm::cast<llvm::StructType>(Ty), Consts)};
  }
  llvm::Value *V = llvm::PoisonValue::get(Ty);
  for (unsigned I = 0; I != Leaves.size(); ++I)
    V = B.CreateInsertValue(V, Leaves[I], I);
  return {T, V};
}

Value FunctionLowering::field(Value X, unsigned I) {
  auto *S = underAs<Struct>(X.T);
  Type *T = concrete(S->Fields[I]->T);
  const Layout &L = layout(X.T);
  if (L.isMemory())
    return load(offset(X.V, M.Layouts.fieldOffset(X.T, I)), T);
  unsigned First = 0;
  for (unsigned J = 0; J != I; ++J)
    First += layout(concrete(S->Fields[J]->T)).Leaves.size();
  llvm::SmallVector<llvm::Value *, 4> Leaves;
  for (unsigned J = 0, N = layout(T).Leaves.size(); J != N; ++J)
    Leaves.push_back(extract(X, First + J));
  return Leaves.empty() ? zero(T) : make(T, Leaves);
}

llvm::Value *FunctionLowering::isTrue(Value V) {
  if (auto *Z = llvm::dyn_cast<llvm::ZExtInst>(V.V))
    if (Z->getOperand(0)->getType() == M.I1Ty)
      return Z->getOperand(0);
  return B.CreateICmpNE(V.V, B.getInt8(0));
}

Value FunctionLowering::boolean(llvm::Value *I1, Type *T) {
  return {T, B.CreateZExt(I1, M.I8Ty)};
}

//===----------------------------------------------------------------------===//
// Control flow
//===----------------------------------------------------------------------===//

llvm::BasicBlock *FunctionLowering::newBlock(const llvm::Twine &Name) {
  return llvm::BasicBlock::Create(M.LLVM, Name, Fn);
}

bool FunctionLowering::isOpen() { return !B.GetInsertBlock()->getTerminator(); }

void FunctionLowering::jump(llvm::BasicBlock *BB) {
  if (isOpen())
    B.CreateBr(BB);
}

void FunctionLowering::enter(llvm::BasicBlock *BB) {
  jump(BB);
  BB->moveAfter(B.GetInsertBlock());
  B.SetInsertPoint(BB);
}

llvm::CallInst *
FunctionLowering::callRuntime(RuntimeFn Id, llvm::ArrayRef<llvm::Value *> Args,
                              const llvm::Twine &Name) {
  llvm::Function *Callee = M.runtimeFunction(Id);
  llvm::CallInst *Call =
      B.CreateCall(Callee->getFunctionType(), Callee, Args,
                   Callee->getReturnType()->isVoidTy() ? llvm::Twine() : Name);
  Call->setCallingConv(Callee->getCallingConv());
  // What panics or blocks shows its line in tracebacks.
  if (!(getRuntimeFnInfo(Id).Attrs & (RuntimeAttr::Leaf | RuntimeAttr::Pure)))
    Call->addFnAttr(llvm::Attribute::NoMerge);
  return Call;
}

//===----------------------------------------------------------------------===//
// Variables
//===----------------------------------------------------------------------===//

VarStorage &declareVar(FunctionLowering &F, const Var *V, const Value *Init) {
  Type *T = F.concrete(V->type());
  llvm::Value *Addr =
      F.M.escape(F.Pkg).onHeap(V) ? F.newObject(T) : F.createTemp(T, V->name());
  if (Init)
    F.store(Addr, {T, Init->V});
  else if (!llvm::isa<llvm::CallInst>(Addr)) // heap objects come zeroed
    F.storeZero(Addr, T);
  VarStorage &S = F.Vars[V];
  S = VarStorage{Addr, nullptr};
  describeVariable(F, V, Addr);
  return S;
}

//===----------------------------------------------------------------------===//
// Bodies
//===----------------------------------------------------------------------===//

void incomingParams(FunctionLowering &F, unsigned First,
                    llvm::SmallVectorImpl<Value> &Out) {
  for (const CallABI::Param &P :
       llvm::ArrayRef(F.ABI->Params).drop_front(First)) {
    if (P.ByAddress) {
      Out.push_back({P.T, F.Fn->getArg(P.First)});
      continue;
    }
    llvm::SmallVector<llvm::Value *, 4> Leaves;
    for (unsigned I = 0; I != P.Count; ++I)
      Leaves.push_back(F.Fn->getArg(P.First + I));
    Out.push_back(Leaves.empty() ? F.zero(P.T) : F.make(P.T, Leaves));
  }
}

static void declareParams(FunctionLowering &F, Signature *DeclSig, Var *Recv) {
  llvm::SmallVector<Var *, 8> Vars;
  if (Recv)
    Vars.push_back(Recv);
  if (DeclSig->Params)
    Vars.append(DeclSig->Params->Vars.begin(), DeclSig->Params->Vars.end());
  llvm::SmallVector<Value, 8> Values;
  incomingParams(F, 0, Values);
  assert(Values.size() == Vars.size() && "signature and convention disagree");
  for (unsigned I = 0; I != Vars.size(); ++I)
    if (!Vars[I]->name().empty() && Vars[I]->name() != "_") {
      if (F.Debug)
        F.Debug->Arguments[Vars[I]] = I + 1;
      declareVar(F, Vars[I], &Values[I]);
    }
}

/// Where the results live. In a function with defers they form one block in
/// gc's layout, so that a recovery finds them (README.md "Defer markers").
static void declareResults(FunctionLowering &F, Signature *DeclSig,
                           bool HasDefer, llvm::Value *&Block) {
  if (!DeclSig->Results)
    return;
  const CallABI &ABI = *F.ABI;
  if (ABI.ResultInMemory)
    Block = F.ResultPtr;
  else if (HasDefer)
    Block = F.createRawTemp(llvm::ArrayType::get(F.M.I8Ty, ABI.ResultSize),
                            llvm::Align(ABI.ResultAlign), "results");
  for (unsigned I = 0; I != ABI.Results.size(); ++I) {
    Var *V = DeclSig->Results->Vars[I];
    Type *T = ABI.Results[I];
    bool IsNamed = !V->name().empty() && V->name() != "_";
    bool OnHeap = IsNamed && F.M.escape(F.Pkg).onHeap(V);
    llvm::Value *Addr =
        OnHeap  ? F.newObject(T)
        : Block ? F.offset(Block, ABI.ResultOffsets[I])
                : F.createTemp(T, V->name().empty() ? "result" : V->name());
    if (!V->name().empty() || HasDefer || F.HasRecover) {
      if (!OnHeap)
        F.storeZero(Addr, T);
      // The block is what a recovered function returns.
      if (OnHeap && Block)
        F.storeZero(F.offset(Block, ABI.ResultOffsets[I]), T);
    }
    F.ResultVars.push_back({Addr, nullptr});
    F.ResultOnHeap.push_back(OnHeap);
    if (IsNamed) {
      F.Vars[V] = {Addr, nullptr};
      describeVariable(F, V, Addr);
    }
  }
}

void returnValues(FunctionLowering &F, llvm::ArrayRef<Value> Results) {
  const CallABI &ABI = *F.ABI;
  if (ABI.ResultInMemory) {
    for (unsigned I = 0; I != Results.size(); ++I)
      F.store(F.offset(F.Fn->getArg(0), ABI.ResultOffsets[I]), Results[I]);
    F.B.CreateRetVoid();
    return;
  }
  llvm::SmallVector<llvm::Value *, 8> Leaves;
  for (const Value &R : Results)
    for (unsigned I = 0, N = F.layout(R.T).Leaves.size(); I != N; ++I)
      Leaves.push_back(F.extract(R, I));
  if (Leaves.empty()) {
    F.B.CreateRetVoid();
    return;
  }
  llvm::Value *V = Leaves[0];
  if (Leaves.size() > 1) {
    V = llvm::PoisonValue::get(ABI.ResultVal);
    for (unsigned I = 0; I != Leaves.size(); ++I)
      V = F.B.CreateInsertValue(V, Leaves[I], I);
  }
  F.B.CreateRet(V);
}

void finishFunction(FunctionLowering &F) {
  if (F.isOpen()) {
    // Falling off the end of a function with results cannot happen: the checker
    // wants a terminating statement.
    if (F.ABI && !F.ABI->Results.empty())
      F.B.CreateUnreachable();
    else
      emitReturn(F);
  }
  for (llvm::BasicBlock &BB : *F.Fn)
    if (!BB.getTerminator() && &BB != F.AllocaBlock)
      new llvm::UnreachableInst(F.M.LLVM, &BB);
  llvm::IRBuilder<>(F.AllocaBlock).CreateBr(F.AllocaBlock->getNextNode());
}

void openDeferScope(FunctionLowering &F, llvm::Value *Block); // LowerDefer.cpp

void lowerBody(FunctionLowering &F, Signature *DeclSig, Var *Recv,
               const BlockStmt *Body) {
  F.Body = Body;
  if (!F.Debug)
    startDebugVariables(F, DeclSig->FuncScope);
  bool HasDefer = containsDefer(Body);
  F.HasRecover = containsRecover(Body);
  if (F.ABI->ResultInMemory)
    F.ResultPtr = F.Fn->getArg(0);
  F.setPos(Body->pos());
  if (F.HasRecover)
    F.RecoverToken = F.callRuntime(RuntimeFn::RecoverToken, {F.Fn}, "token");
  llvm::Value *Block = nullptr;
  if (auto *SP = F.Fn->getSubprogram();
      SP && !Recv && !tupleSize(F.Sig->Params))
    debugfacts::markNoParameters(*SP);
  declareParams(F, DeclSig, Recv);
  declareResults(F, DeclSig, HasDefer, Block);
  if (HasDefer)
    openDeferScope(F, Block);
  lowerStmtList(F, Body->List);
  F.setPos(Body->Rbrace);
  finishFunction(F);
}

void lowerFunctionBody(ModuleLowering &M, const FunctionJob &Job) {
  FunctionLowering F(M, Job.Fn, Job.Pkg, Job.Subst);
  F.Decl = Job.Decl;
  Signature *DeclSig = Job.Decl->origin()->signature();
  F.Sig = llvm::cast<Signature>(F.concrete(DeclSig));
  Type *RecvT = DeclSig->Recv ? F.concrete(DeclSig->Recv->type()) : nullptr;
  F.ABI = &M.abi(F.Sig, RecvT);
  M.attachSubprogram(Job.Fn, Job.Syntax->FuncName->pos(), Job.Fn->getName());
  lowerBody(F, DeclSig, DeclSig->Recv, Job.Syntax->Body);
}

} // namespace ogo
