//===- LowerLiteral.cpp - Composite literals ------------------------------===//
//
// A literal of constants is data: it becomes a read-only global that is copied
// (or used in place), never a sequence of stores. Others are built in place,
// element by element in source order.
//
//===----------------------------------------------------------------------===//
#include "ir/EvaluationOrder.h"
#include "ir/LowerCall.h"
#include "ir/LowerMap.h"

namespace ogo {

static llvm::GlobalVariable *constantGlobal(FunctionLowering &F,
                                            llvm::Constant *Image, Type *T) {
  auto *G =
      new llvm::GlobalVariable(*F.M.Mod, Image->getType(), true,
                               llvm::GlobalValue::PrivateLinkage, Image, "lit");
  G->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
  G->setAlignment(llvm::Align(std::max<uint64_t>(F.layout(T).Align, 1)));
  return G;
}

static void copyImage(FunctionLowering &F, llvm::Value *Addr,
                      llvm::Constant *Image, Type *T) {
  if (Image->isNullValue()) {
    F.storeZero(Addr, T);
    return;
  }
  llvm::Align A(std::max<uint64_t>(F.layout(T).Align, 1));
  F.B.CreateMemCpy(Addr, A, constantGlobal(F, Image, T), A, F.layout(T).Size);
}

/// Constant index of an element's key.
static int64_t keyIndex(FunctionLowering &F, Expr *Key) {
  return constant::toInt(F.Facts.typeAndValue(Key).Val).int64Val().value_or(0);
}

/// Calls Fn(index, value) for each element of an array or slice literal and
/// returns the literal's length.
static int64_t forEachIndexed(FunctionLowering &F, CompositeLit *E,
                              llvm::function_ref<void(int64_t, Expr *)> Fn) {
  int64_t Next = 0, Len = 0;
  for (Expr *X : E->Elems) {
    if (auto *KV = llvm::dyn_cast<KeyValueExpr>(X)) {
      Next = keyIndex(F, KV->Key);
      X = KV->Value;
    }
    Fn(Next++, X);
    Len = std::max(Len, Next);
  }
  return Len;
}

static Value lowerLiteral(FunctionLowering &F, CompositeLit *E, Type *T);

static void storeElement(FunctionLowering &F, Expr *X, Type *T,
                         llvm::Value *Addr) {
  auto *Lit = llvm::dyn_cast<CompositeLit>(unparen(X));
  if (Lit && F.typeOf(Lit) == T &&
      (llvm::isa<Struct>(under(T)) || llvm::isa<Array>(under(T)))) {
    lowerCompositeLitInto(F, Lit, T, Addr);
    return;
  }
  Value V = lowerExprAs(F, X, T);
  F.setPos(X->pos());
  F.store(Addr, V);
}

static void lowerStructInto(FunctionLowering &F, CompositeLit *E, Type *T,
                            llvm::Value *Addr) {
  auto *S = underAs<Struct>(T);
  llvm::SmallVector<llvm::SmallVector<int, 4>, 8> Paths;
  bool Promoted = false;
  for (unsigned N = 0; N != E->Elems.size(); ++N) {
    Paths.push_back(F.Facts.fieldOf(S, E, N));
    Promoted |= Paths.back().size() > 1;
  }
  if (Promoted || E->Elems.size() < S->Fields.size())
    F.storeZero(Addr, T);
  for (unsigned N = 0; N != E->Elems.size(); ++N) {
    Expr *X = E->Elems[N];
    if (auto *KV = llvm::dyn_cast<KeyValueExpr>(X))
      X = KV->Value;
    Type *FT = T;
    uint64_t Offset = 0;
    Var *Field = nullptr;
    for (int I : Paths[N]) {
      Offset += F.M.Layouts.fieldOffset(FT, I);
      Field = underAs<Struct>(FT)->Fields[I];
      FT = F.concrete(Field->T);
    }
    llvm::Value *At = F.offset(Addr, Offset);
    if (Field->name() == "_") { // evaluated, not stored
      lowerExprAs(F, X, FT);
      F.storeZero(At, FT);
      continue;
    }
    storeElement(F, X, FT, At);
  }
}

static void lowerArrayInto(FunctionLowering &F, CompositeLit *E, Type *Elem,
                           int64_t Len, Type *ArrayT, llvm::Value *Addr) {
  if (int64_t(E->Elems.size()) < Len)
    F.storeZero(Addr, ArrayT);
  uint64_t Size = F.layout(Elem).Size;
  forEachIndexed(F, E, [&](int64_t I, Expr *X) {
    storeElement(F, X, Elem, F.offset(Addr, Size * I));
  });
}

void lowerCompositeLitInto(FunctionLowering &F, CompositeLit *E, Type *T,
                           llvm::Value *Addr) {
  F.setPos(E->pos());
  if (llvm::Constant *Image = F.M.staticValue(F.Pkg, E, T, F.Subst)) {
    copyImage(F, Addr, Image, T);
    return;
  }
  Type *U = under(T);
  if (llvm::isa<Struct>(U))
    return lowerStructInto(F, E, T, Addr);
  if (auto *A = llvm::dyn_cast<Array>(U))
    return lowerArrayInto(F, E, F.concrete(A->Elem), A->Len, T, Addr);
  F.store(Addr, lowerLiteral(F, E, T));
}

static Value lowerSliceLit(FunctionLowering &F, CompositeLit *E, Type *T) {
  Type *Elem = F.concrete(underAs<Slice>(T)->Elem);
  int64_t Len = forEachIndexed(F, E, [](int64_t, Expr *) {});
  Type *ArrayT = F.M.canonical(F.M.Ctx.make<Array>(Elem, Len));
  llvm::Value *Data = F.allocate(E, ArrayT, "slicelit");
  if (llvm::Constant *Image = F.M.staticElements(F.Pkg, E, Elem, F.Subst))
    copyImage(F, Data, Image, ArrayT);
  else
    lowerArrayInto(F, E, Elem, Len, ArrayT, Data);
  return F.make(T, {Data, F.B.getInt64(Len), F.B.getInt64(Len)});
}

/// A long map literal of constants: two tables and a loop.
static bool lowerConstantMap(FunctionLowering &F, CompositeLit *E, Type *T,
                             llvm::Value *MapV) {
  constexpr unsigned LoopThreshold = 25; // as gc
  if (E->Elems.size() <= LoopThreshold)
    return false;
  auto *MT = underAs<Map>(T);
  Type *KeyT = F.concrete(MT->Key), *ElemT = F.concrete(MT->Elem);
  std::vector<llvm::Constant *> Keys, Elems;
  for (Expr *X : E->Elems) {
    auto *KV = llvm::cast<KeyValueExpr>(X);
    llvm::Constant *K = F.M.staticValue(F.Pkg, KV->Key, KeyT, F.Subst);
    llvm::Constant *V =
        K ? F.M.staticValue(F.Pkg, KV->Value, ElemT, F.Subst) : nullptr;
    if (!V || (!Keys.empty() && (K->getType() != Keys[0]->getType() ||
                                 V->getType() != Elems[0]->getType())))
      return false;
    Keys.push_back(K);
    Elems.push_back(V);
  }
  auto Table = [&](llvm::ArrayRef<llvm::Constant *> Cs, Type *ElemType) {
    auto *ArrTy = llvm::ArrayType::get(Cs[0]->getType(), Cs.size());
    return constantGlobal(F, llvm::ConstantArray::get(ArrTy, Cs), ElemType);
  };
  llvm::GlobalVariable *KeyTable = Table(Keys, KeyT);
  llvm::GlobalVariable *ElemTable = Table(Elems, ElemT);
  llvm::BasicBlock *Entry = F.B.GetInsertBlock();
  llvm::BasicBlock *Loop = F.newBlock("mapinit"), *Done = F.newBlock("mapdone");
  F.B.CreateBr(Loop);
  F.B.SetInsertPoint(Loop);
  llvm::PHINode *I = F.B.CreatePHI(F.M.I64Ty, 2);
  I->addIncoming(F.B.getInt64(0), Entry);
  llvm::Value *K = F.B.CreateInBoundsGEP(Keys[0]->getType(), KeyTable, I);
  llvm::Value *V = F.B.CreateInBoundsGEP(Elems[0]->getType(), ElemTable, I);
  llvm::Value *Slot = emitMapAssign(F, MapV, T, F.load(K, KeyT));
  F.store(Slot, F.load(V, ElemT));
  llvm::Value *Next = F.B.CreateAdd(I, F.B.getInt64(1));
  I->addIncoming(Next, F.B.GetInsertBlock());
  F.B.CreateCondBr(F.B.CreateICmpEQ(Next, F.B.getInt64(Keys.size())), Done,
                   Loop);
  F.B.SetInsertPoint(Done);
  return true;
}

static Value lowerMapLit(FunctionLowering &F, CompositeLit *E, Type *T) {
  auto *MT = underAs<Map>(T);
  Type *KeyT = F.concrete(MT->Key), *ElemT = F.concrete(MT->Elem);
  llvm::Value *MapV = F.callRuntime(
      RuntimeFn::MakeMap,
      {F.M.typeDescriptor(T), F.B.getInt64(E->Elems.size())}, "map");
  if (lowerConstantMap(F, E, T, MapV))
    return Value{T, MapV};
  // As gc does: what is data first, then statements m[key] = value.
  OwnOrder Own(F);
  for (bool Static : {true, false})
    for (Expr *X : E->Elems) {
      auto *KV = llvm::cast<KeyValueExpr>(X);
      if (Static !=
          (isStaticLiteral(F, KV->Key) && isStaticLiteral(F, KV->Value)))
        continue;
      InOrder Order(F, {Operand::keyOf(KV->Key, T), {KV->Value, ElemT}});
      Value V = F.copyToTemp(lowerExprAs(F, KV->Value, ElemT));
      Value K = F.copyToTemp(lowerExprAs(F, KV->Key, KeyT));
      F.setPos(KV->pos());
      F.store(emitMapAssign(F, MapV, T, K), V);
    }
  return Value{T, MapV};
}

/// E as a literal of type T: its own type, or what that points to.
static Value lowerLiteral(FunctionLowering &F, CompositeLit *E, Type *T) {
  F.setPos(E->pos());
  Type *U = under(T);
  if (auto *P = llvm::dyn_cast<Pointer>(U)) { // elided &T in a literal
    Type *Elem = F.concrete(P->Elem);
    llvm::Value *Addr = F.allocate(E, Elem, "lit");
    lowerCompositeLitInto(F, E, Elem, Addr);
    return Value{T, Addr};
  }
  if (llvm::isa<Map>(U))
    return lowerMapLit(F, E, T);
  if (llvm::isa<Slice>(U))
    return lowerSliceLit(F, E, T);
  if (llvm::Constant *Image = F.M.staticValue(F.Pkg, E, T, F.Subst)) {
    if (Image->isNullValue() && !F.layout(T).isMemory())
      return F.zero(T);
    return F.load(constantGlobal(F, Image, T), T);
  }
  llvm::Value *Temp = F.createTemp(T, "lit");
  lowerCompositeLitInto(F, E, T, Temp);
  return F.load(Temp, T);
}

Value lowerCompositeLit(FunctionLowering &F, CompositeLit *E) {
  return lowerLiteral(F, E, F.typeOf(E));
}

} // namespace ogo
