//===- LowerRange.cpp - Range loops but over functions --------------------===//
//
// Spec "For statements with range clause": the range expression is evaluated
// once, before the loop; an array is copied if its elements are used. What the
// loop walks by (index, iterator) is hidden from the program.
//
//===----------------------------------------------------------------------===//
#include "ir/EvaluationOrder.h"
#include "ir/LowerCall.h"

namespace ogo {

namespace {

class RangeLowering {
public:
  RangeLowering(FunctionLowering &F, const ForStmt *S)
      : F(F), S(S), R(llvm::cast<RangeClause>(S->Init)) {
    llvm::ArrayRef<Expr *> Lhs = unpackList(R->Lhs);
    if (!Lhs.empty() && !isBlank(Lhs[0]))
      Key = Lhs[0];
    if (Lhs.size() > 1 && !isBlank(Lhs[1]))
      Val = Lhs[1];
  }
  void run();

private:
  FunctionLowering &F;
  const ForStmt *S;
  const RangeClause *R;
  Expr *Key = nullptr, *Val = nullptr; // null: absent or blank
  llvm::BasicBlock *Body = nullptr, *Post = nullptr, *Done = nullptr;

  Type *intType() { return F.M.Ctx.basic(BasicKind::Int); }
  void start();
  void finish(llvm::BasicBlock *Head);
  void bind(Value K, Value V);
  void body(Value K, Value V);
  /// for i := 0; i < N; i++ around Element(i), which gives the second value.
  void count(llvm::Value *N, Type *T, bool Signed,
             llvm::function_ref<Value(llvm::Value *I)> Element);
  void overArray(Type *ArrT, llvm::Value *Addr, bool Check);
  void overString(Value X);
  void overMap(Value X);
  void overChan(Value X);
};

void RangeLowering::start() {
  Body = F.newBlock("range.body");
  Post = F.newBlock("range.post");
  Done = F.newBlock("range.done");
  // Before Go 1.22 one variable served all iterations.
  if (R->Def && versionAt(F, S->pos()) < PerIterationVars)
    for (Expr *E : {Key, Val})
      if (E)
        declareVar(F, llvm::cast<Var>(F.Facts.objectOf(llvm::cast<Name>(E))));
}

/// Assigns the iteration values.
void RangeLowering::bind(Value K, Value V) {
  F.setPos(R->pos());
  Expr *Lhs[] = {Key, Val};
  Value Values[] = {K, V};
  if (!R->Def || versionAt(F, S->pos()) >= PerIterationVars)
    return assignValues(F, Lhs, Values, R->Def);
  for (unsigned I = 0; I != 2; ++I) {
    if (!Lhs[I])
      continue;
    auto *Var =
        llvm::cast<ogo::Var>(F.Facts.objectOf(llvm::cast<Name>(Lhs[I])));
    F.store(F.Vars[Var].Addr,
            convertForAssign(F, Values[I], F.concrete(Var->type())));
  }
}

void RangeLowering::body(Value K, Value V) {
  bind(K, V);
  F.Jumps.push_back({S, Done, Post});
  lowerBlock(F, S->Body);
  F.Jumps.pop_back();
  F.enter(Post);
  F.setPos(R->pos());
}

void RangeLowering::finish(llvm::BasicBlock *Head) {
  F.jump(Head);
  F.B.SetInsertPoint(Done);
}

void RangeLowering::count(llvm::Value *N, Type *T, bool Signed,
                          llvm::function_ref<Value(llvm::Value *I)> Element) {
  llvm::Type *Ty = N->getType();
  llvm::Value *Index = F.createTemp(T, "index");
  F.B.CreateStore(llvm::ConstantInt::get(Ty, 0), Index);
  llvm::BasicBlock *Head = F.newBlock("range");
  F.enter(Head);
  llvm::Value *I = F.B.CreateLoad(Ty, Index);
  F.B.CreateCondBr(Signed ? F.B.CreateICmpSLT(I, N) : F.B.CreateICmpULT(I, N),
                   Body, Done);
  F.B.SetInsertPoint(Body);
  Value V = Val ? Element(I) : Value();
  body({T, I}, V);
  llvm::Value *Next =
      F.B.CreateAdd(F.B.CreateLoad(Ty, Index), llvm::ConstantInt::get(Ty, 1));
  F.B.CreateStore(Next, Index);
  finish(Head);
}

void RangeLowering::overArray(Type *ArrT, llvm::Value *Addr, bool Check) {
  auto *A = underAs<Array>(ArrT);
  Type *Elem = F.concrete(A->Elem);
  uint64_t Size = F.layout(Elem).Size;
  count(F.B.getInt64(A->Len), intType(), true, [&](llvm::Value *I) {
    if (Check)
      checkNil(F, Addr, R->X->pos());
    llvm::Value *At = F.B.CreateInBoundsGEP(
        F.M.I8Ty, Addr, F.B.CreateMul(I, F.B.getInt64(Size)));
    return F.load(At, Elem);
  });
}

void RangeLowering::overString(Value X) {
  llvm::Value *Ptr = F.extract(X, 0), *Len = F.extract(X, 1);
  llvm::Value *Index = F.createTemp(intType(), "index");
  llvm::Value *NextIndex = F.createTemp(intType(), "next");
  F.B.CreateStore(F.B.getInt64(0), Index);
  llvm::BasicBlock *Head = F.newBlock("range");
  F.enter(Head);
  llvm::Value *I = F.B.CreateLoad(F.M.I64Ty, Index);
  llvm::BasicBlock *Get = F.newBlock("rune"), *Multi = F.newBlock("rune.multi");
  F.B.CreateCondBr(F.B.CreateICmpSLT(I, Len), Get, Done);
  F.B.SetInsertPoint(Get);
  llvm::Value *Byte =
      F.B.CreateLoad(F.M.I8Ty, F.B.CreateInBoundsGEP(F.M.I8Ty, Ptr, I), "byte");
  llvm::Value *Rune1 = F.B.CreateZExt(Byte, F.M.I32Ty);
  llvm::Value *Next1 = F.B.CreateAdd(I, F.B.getInt64(1));
  F.B.CreateCondBr(F.B.CreateICmpSGE(Byte, F.B.getInt8(0)), Body, Multi);
  F.B.SetInsertPoint(Multi);
  llvm::Value *Pair =
      F.callRuntime(RuntimeFn::DecodeRune, {Ptr, Len, I}, "decoded");
  llvm::Value *Rune2 = F.B.CreateExtractValue(Pair, 0);
  llvm::Value *Next2 = F.B.CreateExtractValue(Pair, 1);
  F.B.CreateBr(Body);
  F.B.SetInsertPoint(Body);
  llvm::PHINode *Rune = F.B.CreatePHI(F.M.I32Ty, 2),
                *Next = F.B.CreatePHI(F.M.I64Ty, 2);
  Rune->addIncoming(Rune1, Get);
  Rune->addIncoming(Rune2, Multi);
  Next->addIncoming(Next1, Get);
  Next->addIncoming(Next2, Multi);
  F.B.CreateStore(Next, NextIndex);
  body({intType(), I}, {F.M.canonical(F.M.Ctx.RuneType), Rune});
  F.B.CreateStore(F.B.CreateLoad(F.M.I64Ty, NextIndex), Index);
  finish(Head);
}

void RangeLowering::overMap(Value X) {
  auto *M = underAs<Map>(X.T);
  auto *IterTy = llvm::ArrayType::get(F.M.I8Ty, sizeof(rt::MapIter));
  llvm::Align IterAlign(alignof(rt::MapIter));
  llvm::Value *Iter = F.createRawTemp(IterTy, IterAlign, "iter");
  F.B.CreateMemSet(Iter, F.B.getInt8(0), sizeof(rt::MapIter), IterAlign);
  F.callRuntime(RuntimeFn::MapIterInit, {F.M.typeDescriptor(X.T), X.V, Iter});
  llvm::BasicBlock *Head = F.newBlock("range");
  F.enter(Head);
  llvm::Value *KeyAddr = F.B.CreateLoad(
      F.M.PtrTy, F.offset(Iter, offsetof(rt::MapIter, Key)), "key");
  F.B.CreateCondBr(F.B.CreateIsNull(KeyAddr), Done, Body);
  F.B.SetInsertPoint(Body);
  Value K, V;
  if (Key)
    K = F.load(KeyAddr, F.concrete(M->Key));
  if (Val)
    V = F.load(F.B.CreateLoad(F.M.PtrTy,
                              F.offset(Iter, offsetof(rt::MapIter, Elem)),
                              "elem"),
               F.concrete(M->Elem));
  body(K, V);
  F.callRuntime(RuntimeFn::MapIterNext, {Iter});
  finish(Head);
}

void RangeLowering::overChan(Value X) {
  Type *T = F.concrete(underAs<Chan>(X.T)->Elem);
  llvm::Value *Temp = F.createTemp(T, "recv");
  llvm::BasicBlock *Head = F.newBlock("range");
  F.enter(Head);
  llvm::Value *Ok = F.callRuntime(RuntimeFn::ChanRecv2, {X.V, Temp});
  F.B.CreateCondBr(F.B.CreateICmpNE(Ok, F.B.getInt8(0)), Body, Done);
  F.B.SetInsertPoint(Body);
  body(Key ? F.load(Temp, T) : Value(), Value());
  finish(Head);
}

void RangeLowering::run() {
  Type *T = F.typeOf(R->X);
  Type *U = commonUnder(T);
  if (isString(T))
    U = under(T);
  if (llvm::isa<Signature>(U))
    return lowerRangeFunc(F, S);
  start();
  if (llvm::isa<Array>(U)) {
    llvm::Value *Addr = nullptr;
    if (Val)
      Addr = F.addressOf(F.copyToTemp(lowerExpr(F, R->X)));
    else if (hasEffect(F, R->X)) // else len(x) is constant: not evaluated
      lowerExpr(F, R->X);
    return overArray(T, Addr, false);
  }
  Value X = isString(T) ? lowerExpr(F, R->X) : lowerBorrowed(F, R->X);
  F.setPos(R->pos());
  if (auto *P = llvm::dyn_cast<Pointer>(U))
    return overArray(F.concrete(P->Elem), X.V, true);
  if (auto *Sl = llvm::dyn_cast<Slice>(U)) {
    Type *Elem = F.concrete(Sl->Elem);
    uint64_t Size = F.layout(Elem).Size;
    llvm::Value *Ptr = F.extract(X, 0);
    return count(F.extract(X, 1), intType(), true, [&](llvm::Value *I) {
      llvm::Value *At = F.B.CreateInBoundsGEP(
          F.M.I8Ty, Ptr, F.B.CreateMul(I, F.B.getInt64(Size)));
      return F.load(At, Elem);
    });
  }
  if (llvm::isa<Map>(U))
    return overMap(X);
  if (llvm::isa<Chan>(U))
    return overChan(X);
  if (isString(U))
    return overString(X);
  count(X.V, X.T, !isUnsigned(X.T), [](llvm::Value *) { return Value(); });
}

} // namespace

void lowerRange(FunctionLowering &F, const ForStmt *S) {
  RangeLowering(F, S).run();
}

} // namespace ogo
