//===- LowerCompare.cpp - Equality and ordering ---------------------------===//
//
// Spec "Comparison operators". Small values are compared leaf by leaf; what
// lives in memory goes through the type's equality function.
//
//===----------------------------------------------------------------------===//
#include "ir/FunctionLowering.h"

namespace ogo {

/// First && Second, where Second is only evaluated if First holds.
static llvm::Value *andThen(FunctionLowering &F, llvm::Value *First,
                            llvm::function_ref<llvm::Value *()> Second) {
  llvm::BasicBlock *From = F.B.GetInsertBlock();
  llvm::BasicBlock *Then = F.newBlock("eq.then"), *Join = F.newBlock("eq.join");
  F.B.CreateCondBr(First, Then, Join);
  F.B.SetInsertPoint(Then);
  llvm::Value *V = Second();
  llvm::BasicBlock *End = F.B.GetInsertBlock();
  F.B.CreateBr(Join);
  F.B.SetInsertPoint(Join);
  llvm::PHINode *Phi = F.B.CreatePHI(F.M.I1Ty, 2);
  Phi->addIncoming(F.B.getFalse(), From);
  Phi->addIncoming(V, End);
  return Phi;
}

static llvm::Value *equalStrings(FunctionLowering &F, Value X, Value Y) {
  llvm::Value *XLen = F.extract(X, 1), *YLen = F.extract(Y, 1);
  // Comparing with "" needs only the length.
  for (llvm::Value *L : {XLen, YLen})
    if (auto *C = llvm::dyn_cast<llvm::ConstantInt>(L); C && C->isZero())
      return F.B.CreateICmpEQ(XLen, YLen);
  return andThen(F, F.B.CreateICmpEQ(XLen, YLen), [&] {
    // bcmp, because LLVM expands it for small constant lengths.
    llvm::FunctionCallee Bcmp = F.M.Mod->getOrInsertFunction(
        "bcmp", F.M.I32Ty, F.M.PtrTy, F.M.PtrTy, F.M.I64Ty);
    llvm::Value *Len = llvm::isa<llvm::Constant>(YLen) ? YLen : XLen;
    llvm::Value *R =
        F.B.CreateCall(Bcmp, {F.extract(X, 0), F.extract(Y, 0), Len});
    return F.B.CreateICmpEQ(R, F.B.getInt32(0));
  });
}

static llvm::Value *equalInterfaces(FunctionLowering &F, Value X, Value Y) {
  bool Empty = typeSet(underAs<Interface>(X.T)).Methods.empty();
  llvm::Value *Tab = F.extract(X, 0);
  return andThen(F, F.B.CreateICmpEQ(Tab, F.extract(Y, 0)), [&] {
    llvm::Value *R =
        F.callRuntime(Empty ? RuntimeFn::EfaceEq : RuntimeFn::IfaceEq,
                      {Tab, F.extract(X, 1), F.extract(Y, 1)});
    return F.B.CreateICmpNE(R, F.B.getInt8(0));
  });
}

static llvm::Value *equalStructs(FunctionLowering &F, Value X, Value Y) {
  auto *S = underAs<Struct>(X.T);
  llvm::Value *Eq = nullptr;
  for (unsigned I = 0; I != S->Fields.size(); ++I) {
    if (S->Fields[I]->name() == "_")
      continue;
    auto Field = [&] { return emitEqual(F, F.field(X, I), F.field(Y, I)); };
    Eq = Eq ? andThen(F, Eq, Field) : Field();
  }
  return Eq ? Eq : F.B.getTrue();
}

llvm::Value *emitEqual(FunctionLowering &F, Value X, Value Y) {
  const Layout &L = F.layout(X.T);
  Type *U = under(X.T);
  if (L.isMemory() || llvm::isa<Array>(U)) {
    if (L.Size == 0)
      return F.B.getTrue();
    llvm::Value *R = F.B.CreateCall(F.M.equalFunction(X.T),
                                    {F.addressOf(X), F.addressOf(Y)});
    llvm::cast<llvm::CallInst>(R)->setCallingConv(llvm::CallingConv::Swift);
    return F.B.CreateICmpNE(R, F.B.getInt8(0));
  }
  switch (U->kind()) {
  case TypeKind::Basic:
    if (isString(U))
      return equalStrings(F, X, Y);
    if (isFloat(U))
      return F.B.CreateFCmpOEQ(X.V, Y.V);
    if (isComplex(U))
      return F.B.CreateAnd(F.B.CreateFCmpOEQ(F.extract(X, 0), F.extract(Y, 0)),
                           F.B.CreateFCmpOEQ(F.extract(X, 1), F.extract(Y, 1)));
    return F.B.CreateICmpEQ(X.V, Y.V);
  case TypeKind::Pointer:
  case TypeKind::Chan:
  case TypeKind::Map:
  case TypeKind::Signature:
    return F.B.CreateICmpEQ(X.V, Y.V);
  case TypeKind::Interface:
    return equalInterfaces(F, X, Y);
  case TypeKind::Struct:
    return equalStructs(F, X, Y);
  default:
    llvm_unreachable("type is not comparable");
  }
}

/// A concrete operand is compared with an interface by its dynamic type.
llvm::Value *emitMixedEqual(FunctionLowering &F, Value X, Value Y) {
  bool XI = isInterface(X.T), YI = isInterface(Y.T);
  if (XI == YI) {
    if (XI && X.T != Y.T) { // one interface type is assignable to the other
      Type *Any = F.M.canonical(F.M.Ctx.EmptyInterface);
      X = convertInterface(F, X, Any);
      Y = convertInterface(F, Y, Any);
    }
    return emitEqual(F, X, Y);
  }
  Value &I = XI ? X : Y, &C = XI ? Y : X;
  llvm::BasicBlock *Same = F.newBlock("same"), *Join = F.newBlock("join");
  llvm::Value *Match = typeMatches(F, I, C.T);
  llvm::BasicBlock *From = F.B.GetInsertBlock();
  F.B.CreateCondBr(Match, Same, Join);
  F.B.SetInsertPoint(Same);
  llvm::Value *ValEq = emitEqual(F, unpackIface(F, I, C.T), C);
  llvm::BasicBlock *SameEnd = F.B.GetInsertBlock();
  F.B.CreateBr(Join);
  F.B.SetInsertPoint(Join);
  llvm::PHINode *Phi = F.B.CreatePHI(F.M.I1Ty, 2);
  Phi->addIncoming(F.B.getFalse(), From);
  Phi->addIncoming(ValEq, SameEnd);
  return Phi;
}

llvm::Value *emitCompare(FunctionLowering &F, Op O, Value X, Value Y) {
  using P = llvm::CmpInst::Predicate;
  bool Float = isFloat(X.T), Unsigned = isUnsigned(X.T);
  if (isString(X.T)) {
    llvm::Value *R =
        F.callRuntime(RuntimeFn::CmpString, {F.extract(X, 0), F.extract(X, 1),
                                             F.extract(Y, 0), F.extract(Y, 1)});
    X = Value{X.T, R};
    Y = Value{X.T, llvm::ConstantInt::get(R->getType(), 0)};
  }
  P Pred;
  switch (O) {
  case Op::Lss:
    Pred = Float ? P::FCMP_OLT : Unsigned ? P::ICMP_ULT : P::ICMP_SLT;
    break;
  case Op::Leq:
    Pred = Float ? P::FCMP_OLE : Unsigned ? P::ICMP_ULE : P::ICMP_SLE;
    break;
  case Op::Gtr:
    Pred = Float ? P::FCMP_OGT : Unsigned ? P::ICMP_UGT : P::ICMP_SGT;
    break;
  case Op::Geq:
    Pred = Float ? P::FCMP_OGE : Unsigned ? P::ICMP_UGE : P::ICMP_SGE;
    break;
  case Op::Eql:
    return emitEqual(F, X, Y);
  case Op::Neq:
    if (Float)
      return F.B.CreateFCmpUNE(X.V, Y.V);
    return F.B.CreateNot(emitEqual(F, X, Y));
  default:
    llvm_unreachable("not a comparison");
  }
  return F.B.CreateCmp(Pred, X.V, Y.V);
}

} // namespace ogo
