//===- LowerExpr.cpp - Expression dispatch, names and places --------------===//
//
// Constants come from the checker; everything else is dispatched on the node
// kind to the file of its concern.
//
//===----------------------------------------------------------------------===//
#include "ir/EvaluationOrder.h"

namespace ogo {

std::function<llvm::Value *()> delayedIndexAddress(FunctionLowering &F,
                                                   IndexExpr *E);

Value lowerConstant(FunctionLowering &F, const ConstantValue &V, Type *T) {
  return Value{T, F.M.constantValue(V, T)};
}

VarStorage storageOf(FunctionLowering &F, const Var *V) {
  auto I = F.Vars.find(V);
  if (I != F.Vars.end())
    return I->second;
  bool IsGlobal = V->Pkg && V->Parent == &V->Pkg->PkgScope;
  if (F.RangeFunc && !IsGlobal)
    return captureOuter(F, V);
  return VarStorage{F.M.global(const_cast<Var *>(V)), nullptr};
}

/// Function a name denotes, with its type arguments if it is an instance.
static llvm::Function *namedFunction(FunctionLowering &F, const Name *N,
                                     Func *Fn) {
  llvm::SmallVector<Type *, 2> TArgs;
  if (const Instance *I = F.Facts.instanceOf(N))
    for (Type *T : I->TArgs)
      TArgs.push_back(F.concrete(T));
  return F.M.function(Fn, TArgs);
}

static Value lowerName(FunctionLowering &F, Name *N) {
  Type *T = F.typeOf(N);
  Object *O = F.Facts.objectOf(N);
  switch (O->kind()) {
  case ObjectKind::Var: {
    VarStorage S = storageOf(F, llvm::cast<Var>(O));
    F.setPos(N->pos());
    T = F.concrete(O->T); // comma-ok uses may record another type
    return S.SSA ? Value{T, S.SSA} : F.load(S.Addr, T);
  }
  case ObjectKind::Func: {
    // The name itself has a generic type, or none after a package qualifier.
    const Instance *I = F.Facts.instanceOf(N);
    return Value{F.concrete(I ? I->T : O->T),
                 F.M.closureObject(namedFunction(F, N, llvm::cast<Func>(O)))};
  }
  case ObjectKind::Nil:
    return F.zero(T);
  case ObjectKind::PkgName:
  case ObjectKind::Const:
  case ObjectKind::TypeName:
  case ObjectKind::Label:
  case ObjectKind::Builtin:
    break;
  }
  llvm_unreachable("name is not a value");
}

static Value lowerSingleCall(FunctionLowering &F, CallExpr *E) {
  if (F.Facts.typeAndValue(E->Fun).isType())
    return lowerConversion(F, E);
  llvm::SmallVector<Value, 2> Results;
  lowerCall(F, E, Results);
  return Results.empty() ? Value() : Results[0];
}

Value lowerExpr(FunctionLowering &F, Expr *E) {
  if (!F.Ordered) {
    InOrder Order(F, Operand(E));
    return lowerExpr(F, E);
  }
  if (Value V = takeHoisted(F, E); !V.isNull())
    return V;
  const TypeAndValue &TV = F.Facts.typeAndValue(E);
  if (TV.isConstant()) {
    F.setPos(E->pos());
    return lowerConstant(F, TV.Val, F.typeOf(E));
  }
  if (TV.Mode == OperandMode::NilValue)
    return F.zero(F.typeOf(E));
  F.setPos(E->pos());
  switch (E->kind()) {
  case NodeKind::Name:
    return lowerName(F, llvm::cast<Name>(E));
  case NodeKind::CompositeLit:
    return lowerCompositeLit(F, llvm::cast<CompositeLit>(E));
  case NodeKind::FuncLit:
    return lowerFuncLit(F, llvm::cast<FuncLit>(E));
  case NodeKind::ParenExpr:
    return lowerExpr(F, llvm::cast<ParenExpr>(E)->X);
  case NodeKind::SelectorExpr:
    return lowerSelector(F, llvm::cast<SelectorExpr>(E));
  case NodeKind::IndexExpr: {
    auto *X = llvm::cast<IndexExpr>(E);
    Type *XT = F.Facts.typeOf(X->X);
    if (XT && llvm::isa<Signature>(under(XT))) // instantiation
      return lowerExpr(F, X->X);
    return lowerIndex(F, X);
  }
  case NodeKind::SliceExpr:
    return lowerSliceExpr(F, llvm::cast<SliceExpr>(E));
  case NodeKind::AssertExpr: {
    auto *X = llvm::cast<AssertExpr>(E);
    return lowerTypeAssert(F, lowerExpr(F, X->X), F.typeOf(E), nullptr,
                           E->pos());
  }
  case NodeKind::Operation: {
    auto *O = llvm::cast<Operation>(E);
    return O->isUnary() ? lowerUnary(F, O) : lowerBinary(F, O);
  }
  case NodeKind::CallExpr:
    return lowerSingleCall(F, llvm::cast<CallExpr>(E));
  default:
    break;
  }
  llvm_unreachable("not a value expression");
}

Value lowerExprAs(FunctionLowering &F, Expr *E, Type *T) {
  if (F.Facts.typeAndValue(E).Mode == OperandMode::NilValue)
    return F.zero(T);
  return convertForAssign(F, lowerExpr(F, E), T, E);
}

void lowerMulti(FunctionLowering &F, Expr *E,
                llvm::SmallVectorImpl<Value> &Out) {
  Expr *X = unparen(E);
  if (takeHoisted(F, X, Out))
    return;
  InOrder Order(F, Operand::several(X));
  if (auto *Call = llvm::dyn_cast<CallExpr>(X)) {
    if (F.Facts.typeAndValue(Call->Fun).isType())
      Out.push_back(lowerConversion(F, Call));
    else
      lowerCall(F, Call, Out);
    return;
  }
  auto *Types = llvm::dyn_cast_or_null<Tuple>(F.Facts.typeOf(X));
  if (!Types) {
    Out.push_back(lowerExpr(F, E));
    return;
  }
  // Comma-ok forms.
  llvm::Value *Ok = nullptr;
  Value V;
  if (auto *A = llvm::dyn_cast<AssertExpr>(X))
    V = lowerTypeAssert(F, lowerExpr(F, A->X), F.concrete(Types->Vars[0]->T),
                        &Ok, X->pos());
  else if (auto *I = llvm::dyn_cast<IndexExpr>(X))
    V = lowerMapIndex(F, I, &Ok);
  else
    V = lowerRecv(F, llvm::cast<Operation>(X)->X, &Ok);
  Out.push_back(V);
  Out.push_back(F.boolean(Ok, F.concrete(Types->Vars[1]->T)));
}

void lowerCond(FunctionLowering &F, Expr *E, llvm::BasicBlock *True,
               llvm::BasicBlock *False) {
  Expr *X = unparen(E);
  auto *O = llvm::dyn_cast<Operation>(X);
  if (O && !F.Facts.typeAndValue(O).isConstant()) {
    if (O->Opcode == Op::Not && O->isUnary())
      return lowerCond(F, O->X, False, True);
    if (O->Opcode == Op::AndAnd || O->Opcode == Op::OrOr) {
      llvm::BasicBlock *Next = F.newBlock("cond");
      if (O->Opcode == Op::AndAnd)
        lowerCond(F, O->X, Next, False);
      else
        lowerCond(F, O->X, True, Next);
      F.B.SetInsertPoint(Next);
      return lowerCond(F, O->Y, True, False);
    }
  }
  llvm::Value *C = F.isTrue(lowerExpr(F, E));
  F.setPos(E->pos());
  F.B.CreateCondBr(C, True, False);
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

static Place memory(Type *T, llvm::Value *Addr) {
  Place P;
  P.K = Place::Kind::Memory;
  P.T = T;
  P.Addr = Addr;
  return P;
}

static Place delayed(Type *T, std::function<llvm::Value *()> Resolve) {
  Place P;
  P.K = Place::Kind::Memory;
  P.T = T;
  P.Resolve = std::move(Resolve);
  return P;
}

static Place selectorPlace(FunctionLowering &F, SelectorExpr *E) {
  const Selection *S = F.Facts.selectionOf(E);
  if (!S)
    return lowerPlace(F, E->Sel);
  Type *T = F.typeOf(E);
  Pos At = E->pos();
  llvm::ArrayRef<int> Path = S->Index;
  Type *XT = F.typeOf(E->X);
  Value Ptr;
  if (llvm::isa<Pointer>(under(XT))) {
    Ptr = lowerExpr(F, E->X);
  } else if (F.Facts.typeAndValue(E->X).isAddressable()) {
    Place Base = lowerPlace(F, E->X);
    return delayed(T, [&F, Base, XT, Path, At]() mutable {
      Type *Out = nullptr;
      return fieldPathAddress(F, placeAddress(F, Base), XT, Path, Out, At);
    });
  } else {
    // Not addressable itself, but an embedded pointer on the path is.
    Ptr = lowerExpr(F, E->X);
    while (!llvm::isa<Pointer>(under(Ptr.T))) {
      Ptr = F.field(Ptr, Path.front());
      Path = Path.drop_front();
    }
  }
  Type *Elem = F.concrete(underAs<Pointer>(Ptr.T)->Elem);
  return delayed(T, [&F, Ptr, Elem, Path, At] {
    checkNil(F, Ptr.V, At);
    Type *Out = nullptr;
    return fieldPathAddress(F, Ptr.V, Elem, Path, Out, At);
  });
}

static Place mapPlace(FunctionLowering &F, IndexExpr *E) {
  Value M = lowerExpr(F, E->X);
  auto *MT = underAs<Map>(M.T);
  Place P;
  P.K = Place::Kind::MapElem;
  P.T = F.concrete(MT->Elem);
  P.Map = M.V;
  P.MapT = M.T;
  P.Key = F.copyToTemp(lowerExprAs(F, E->Index, F.concrete(MT->Key)));
  return P;
}

Place lowerPlace(FunctionLowering &F, Expr *E) {
  E = unparen(E);
  InOrder Order(F, Operand::place(E));
  F.setPos(E->pos());
  switch (E->kind()) {
  case NodeKind::Name: {
    auto *N = llvm::cast<Name>(E);
    if (N->Value == "_")
      return Place();
    auto *V = llvm::cast<Var>(F.Facts.objectOf(N));
    VarStorage S = storageOf(F, V);
    assert(S.Addr && "assigned variable has no address");
    return memory(F.concrete(V->T), S.Addr);
  }
  case NodeKind::SelectorExpr:
    return selectorPlace(F, llvm::cast<SelectorExpr>(E));
  case NodeKind::IndexExpr: {
    auto *X = llvm::cast<IndexExpr>(E);
    if (underAs<Map>(F.typeOf(X->X)))
      return mapPlace(F, X);
    return delayed(F.typeOf(E), delayedIndexAddress(F, X));
  }
  case NodeKind::Operation: {
    auto *O = llvm::cast<Operation>(E);
    assert(O->Opcode == Op::Mul && O->isUnary() && "operation is not a place");
    Value P = lowerExpr(F, O->X);
    return delayed(F.typeOf(E), [&F, P, At = E->pos()] {
      checkNil(F, P.V, At);
      return P.V;
    });
  }
  case NodeKind::CompositeLit: {
    auto *L = llvm::cast<CompositeLit>(E);
    Type *T = F.typeOf(E);
    llvm::Value *Addr = F.createTemp(T, "lit");
    F.store(Addr, lowerCompositeLit(F, L));
    return memory(T, Addr);
  }
  default:
    break;
  }
  llvm_unreachable("expression is not assignable");
}

llvm::Value *placeAddress(FunctionLowering &F, Place &P) {
  assert(P.K == Place::Kind::Memory && "only memory places have an address");
  if (!P.Addr) {
    P.Addr = P.Resolve();
    P.Resolve = nullptr;
  }
  return P.Addr;
}

/// &T{…}: a new variable, on the heap unless it provably stays here.
static llvm::Value *addressOfLiteral(FunctionLowering &F, Operation *E,
                                     CompositeLit *L) {
  Type *T = F.typeOf(L);
  llvm::Value *Addr = F.allocate(E, T, "lit");
  lowerCompositeLitInto(F, L, T, Addr);
  return Addr;
}

llvm::Value *lowerAddress(FunctionLowering &F, Expr *E) {
  E = unparen(E);
  auto *O = llvm::dyn_cast<Operation>(E);
  if (O && O->isUnary() && O->Opcode == Op::And) {
    if (auto *L = llvm::dyn_cast<CompositeLit>(unparen(O->X)))
      return addressOfLiteral(F, O, L);
    E = unparen(O->X);
  }
  Place P = lowerPlace(F, E);
  F.setPos(E->pos());
  return placeAddress(F, P);
}

} // namespace ogo
