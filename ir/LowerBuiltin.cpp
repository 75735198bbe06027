//===- LowerBuiltin.cpp - Predeclared functions ---------------------------===//
//
// Builtins that may be statements (and so may be deferred) work on evaluated
// arguments; the others are lowered from the call.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/Sizes.h"
#include "ir/EvaluationOrder.h"
#include "ir/LowerCall.h"
#include "ir/LowerMap.h"
#include "llvm/IR/MDBuilder.h"

namespace ogo {

static Type *intType(FunctionLowering &F) {
  return F.M.Ctx.basic(BasicKind::Int);
}

/// Integer V as i64, by its own signedness.
static llvm::Value *asInt64(FunctionLowering &F, Value V) {
  return isUnsigned(V.T) ? F.B.CreateZExt(V.V, F.M.I64Ty)
                         : F.B.CreateSExt(V.V, F.M.I64Ty);
}

/// E as a length: constants may be of any numeric kind.
static llvm::Value *lowerLength(FunctionLowering &F, Expr *E) {
  const TypeAndValue &TV = F.Facts.typeAndValue(E);
  if (TV.isConstant())
    if (auto N = constant::toInt(TV.Val).int64Val())
      return F.B.getInt64(*N);
  Value V = lowerExpr(F, E);
  F.setPos(E->pos());
  return asInt64(F, V);
}

//===----------------------------------------------------------------------===//
// print
//===----------------------------------------------------------------------===//

static void printValue(FunctionLowering &F, Value V) {
  Type *U = under(V.T);
  if (auto *B = llvm::dyn_cast<BasicType>(U)) {
    if (B->Info & IsBoolean)
      F.callRuntime(RuntimeFn::PrintBool, {V.V});
    else if (B->Info & IsString)
      F.callRuntime(RuntimeFn::PrintString, {F.extract(V, 0), F.extract(V, 1)});
    else if (B->Info & IsFloat)
      F.callRuntime(V.V->getType()->isFloatTy() ? RuntimeFn::PrintFloat32
                                                : RuntimeFn::PrintFloat64,
                    {V.V});
    else if (B->Info & IsComplex) {
      llvm::Value *Re = F.extract(V, 0), *Im = F.extract(V, 1);
      F.callRuntime(Re->getType()->isFloatTy() ? RuntimeFn::PrintComplex64
                                               : RuntimeFn::PrintComplex128,
                    {Re, Im});
    } else if (B->Kind == BasicKind::UnsafePointer)
      F.callRuntime(RuntimeFn::PrintPointer, {V.V});
    else if (B->Info & IsUnsigned) {
      // runtime.hex is a name the compiler knows.
      Named *N = asNamed(V.T);
      bool Hex = N && N->Obj->name() == "hex" && N->Obj->pkg() &&
                 N->Obj->pkg()->Path == "runtime";
      F.callRuntime(Hex ? RuntimeFn::PrintHex : RuntimeFn::PrintUint,
                    {asInt64(F, V)});
    } else
      F.callRuntime(RuntimeFn::PrintInt, {asInt64(F, V)});
    return;
  }
  if (auto *I = llvm::dyn_cast<Interface>(U)) {
    F.callRuntime(typeSet(I).Methods.empty() ? RuntimeFn::PrintEface
                                             : RuntimeFn::PrintIface,
                  {F.extract(V, 0), F.extract(V, 1)});
    return;
  }
  if (llvm::isa<Slice>(U)) {
    F.callRuntime(RuntimeFn::PrintSlice,
                  {F.extract(V, 0), F.extract(V, 1), F.extract(V, 2)});
    return;
  }
  F.callRuntime(RuntimeFn::PrintPointer, {V.V});
}

static void emitPrint(FunctionLowering &F, llvm::ArrayRef<Value> Args,
                      bool Line) {
  F.callRuntime(RuntimeFn::PrintLock, {});
  for (unsigned I = 0; I != Args.size(); ++I) {
    if (Line && I)
      F.callRuntime(RuntimeFn::PrintSp, {});
    printValue(F, Args[I]);
  }
  if (Line)
    F.callRuntime(RuntimeFn::PrintNl, {});
  F.callRuntime(RuntimeFn::PrintUnlock, {});
}

//===----------------------------------------------------------------------===//
// Builtins on evaluated arguments
//===----------------------------------------------------------------------===//

/// copy: at most the shorter length moves; overlapping is fine.
static Value emitCopy(FunctionLowering &F, Value Dst, Value Src) {
  Type *Elem = F.concrete(underAs<Slice>(Dst.T)->Elem);
  const Layout &L = F.layout(Elem);
  llvm::Value *DN = F.extract(Dst, 1), *SN = F.extract(Src, 1);
  llvm::Value *N = F.B.CreateBinaryIntrinsic(llvm::Intrinsic::smin, DN, SN);
  if (L.Size)
    F.B.CreateMemMove(F.extract(Dst, 0), llvm::Align(L.Align),
                      F.extract(Src, 0), llvm::Align(L.Align),
                      F.B.CreateMul(N, F.B.getInt64(L.Size)));
  return {intType(F), N};
}

static void emitClear(FunctionLowering &F, Value V) {
  if (underAs<Map>(V.T)) {
    F.callRuntime(RuntimeFn::MapClear, {F.M.typeDescriptor(V.T), V.V});
    return;
  }
  const Layout &L = F.layout(F.concrete(underAs<Slice>(V.T)->Elem));
  if (L.Size)
    F.B.CreateMemSet(F.extract(V, 0), F.B.getInt8(0),
                     F.B.CreateMul(F.extract(V, 1), F.B.getInt64(L.Size)),
                     llvm::Align(L.Align));
}

void emitBuiltin(FunctionLowering &F, BuiltinId Id, llvm::ArrayRef<Value> Args,
                 Pos At, llvm::SmallVectorImpl<Value> &Results) {
  F.setPos(At);
  switch (Id) {
  case BuiltinId::Clear:
    return emitClear(F, Args[0]);
  case BuiltinId::Close:
    F.callRuntime(RuntimeFn::CloseChan, {Args[0].V});
    return;
  case BuiltinId::Copy:
    Results.push_back(emitCopy(F, Args[0], Args[1]));
    return;
  case BuiltinId::Delete:
    return emitMapDelete(F, Args[0].V, Args[0].T, Args[1]);
  case BuiltinId::Panic: {
    llvm::CallInst *Call = F.callRuntime(
        RuntimeFn::GoPanic, {F.extract(Args[0], 0), F.extract(Args[0], 1)});
    Call->addFnAttr(llvm::Attribute::NoMerge);
    F.B.CreateUnreachable();
    F.B.SetInsertPoint(F.newBlock("dead"));
    return;
  }
  case BuiltinId::Print:
  case BuiltinId::Println:
    return emitPrint(F, Args, Id == BuiltinId::Println);
  case BuiltinId::Recover: {
    // Args[0] is the token of the function that calls recover.
    Type *Any = F.M.canonical(F.M.Ctx.EmptyInterface);
    Results.push_back({Any, F.callRuntime(RuntimeFn::GoRecover, {Args[0].V})});
    return;
  }
  default:
    llvm_unreachable("not a builtin that may be a statement");
  }
}

/// f(g()) with a g of several results.
static bool isMultiCall(FunctionLowering &F, CallExpr *E) {
  return E->Args.size() == 1 &&
         llvm::isa_and_nonnull<Tuple>(F.Facts.typeOf(E->Args[0]));
}

void lowerBuiltinArgs(FunctionLowering &F, CallExpr *E, BuiltinId Id,
                      llvm::SmallVectorImpl<Value> &Args) {
  switch (Id) {
  case BuiltinId::Recover:
    Args.push_back({F.M.Ctx.basic(BasicKind::UnsafePointer), recoverToken(F)});
    return;
  case BuiltinId::Panic:
    Args.push_back(
        lowerExprAs(F, E->Args[0], F.M.canonical(F.M.Ctx.EmptyInterface)));
    return;
  case BuiltinId::Delete: {
    if (isMultiCall(F, E)) {
      lowerMulti(F, E->Args[0], Args);
      Type *Key = F.concrete(underAs<Map>(Args[0].T)->Key);
      Args[1] = F.copyToTemp(convertForAssign(F, Args[1], Key));
      return;
    }
    Value M = lowerExpr(F, E->Args[0]);
    Type *Key = F.concrete(underAs<Map>(M.T)->Key);
    Args.push_back(M);
    Args.push_back(F.copyToTemp(lowerExprAs(F, E->Args[1], Key)));
    return;
  }
  case BuiltinId::Copy: {
    if (isMultiCall(F, E))
      return lowerMulti(F, E->Args[0], Args);
    Value Dst = lowerExpr(F, E->Args[0]);
    Args.push_back(Dst);
    // copy(b, nil) does not exist, but the source may be a string.
    Args.push_back(lowerExpr(F, E->Args[1]));
    return;
  }
  default:
    if (isMultiCall(F, E)) {
      lowerMulti(F, E->Args[0], Args);
      for (Value &V : Args)
        V = F.copyToTemp(V);
      return;
    }
    for (Expr *A : E->Args)
      Args.push_back(F.copyToTemp(lowerExpr(F, A)));
  }
}

//===----------------------------------------------------------------------===//
// append, make, new
//===----------------------------------------------------------------------===//

/// Makes room for N more elements; At gets the address of the first new one.
static Value growFor(FunctionLowering &F, Value S, Type *Elem, llvm::Value *N,
                     llvm::Value *&At) {
  llvm::Value *Ptr = F.extract(S, 0), *Len = F.extract(S, 1),
              *Cap = F.extract(S, 2);
  llvm::Value *NewLen = F.B.CreateAdd(Len, N, "len");
  llvm::BasicBlock *From = F.B.GetInsertBlock();
  llvm::BasicBlock *Grow = F.newBlock("grow"), *Join = F.newBlock("append");
  // Unsigned: a sum that overflowed is too large as well.
  F.B.CreateCondBr(F.B.CreateICmpUGT(NewLen, Cap), Grow, Join);
  F.B.SetInsertPoint(Grow);
  llvm::Value *G = F.callRuntime(
      RuntimeFn::GrowSlice, {Ptr, NewLen, Cap, N, F.M.typeDescriptor(Elem)});
  llvm::Value *GPtr = F.B.CreateExtractValue(G, 0);
  llvm::Value *GCap = F.B.CreateExtractValue(G, 2);
  llvm::BasicBlock *End = F.B.GetInsertBlock();
  F.B.CreateBr(Join);
  F.B.SetInsertPoint(Join);
  llvm::PHINode *P = F.B.CreatePHI(F.M.PtrTy, 2),
                *C = F.B.CreatePHI(F.M.I64Ty, 2);
  P->addIncoming(Ptr, From);
  P->addIncoming(GPtr, End);
  C->addIncoming(Cap, From);
  C->addIncoming(GCap, End);
  uint64_t Size = F.layout(Elem).Size;
  At = F.B.CreateInBoundsGEP(F.M.I8Ty, P,
                             F.B.CreateMul(Len, F.B.getInt64(Size)));
  return F.make(S.T, {P, NewLen, C});
}

static Value appendValues(FunctionLowering &F, Value S, Type *Elem,
                          llvm::ArrayRef<Value> Values) {
  if (Values.empty())
    return S;
  llvm::Value *At = nullptr;
  Value R = growFor(F, S, Elem, F.B.getInt64(Values.size()), At);
  for (unsigned I = 0; I != Values.size(); ++I)
    F.store(F.offset(At, I * F.layout(Elem).Size), Values[I]);
  return R;
}

CallExpr *appendedMake(FunctionLowering &F, CallExpr *E) {
  auto *C = E->HasDots && E->Args.size() == 2
                ? llvm::dyn_cast<CallExpr>(unparen(E->Args[1]))
                : nullptr;
  if (!C || C->Args.size() != 2)
    return nullptr;
  const TypeAndValue &Fun = F.Facts.typeAndValue(unparen(C->Fun));
  return Fun.Mode == OperandMode::Builtin && Fun.Builtin == BuiltinId::Make
             ? C
             : nullptr;
}

/// append(s, make([]T, n)...) is how slices grow: the zeros are written where
/// they belong.
static Value appendZeros(FunctionLowering &F, CallExpr *E, CallExpr *Make) {
  Type *T = F.typeOf(E);
  Type *Elem = F.concrete(underAs<Slice>(T)->Elem);
  const Layout &L = F.layout(Elem);
  Value S = lowerExprAs(F, E->Args[0], T);
  llvm::Value *N = lowerLength(F, Make->Args[1]), *At = nullptr;
  if (!llvm::isa<llvm::ConstantInt>(N))
    checkThat(F, F.B.CreateICmpSLT(N, F.B.getInt64(0)), Make->pos(),
              [&] { F.callRuntime(RuntimeFn::PanicMakeSliceLen, {}); });
  F.setPos(E->pos());
  Value R = growFor(F, S, Elem, N, At);
  if (L.Size)
    F.B.CreateMemSet(At, F.B.getInt8(0), F.B.CreateMul(N, F.B.getInt64(L.Size)),
                     llvm::Align(L.Align));
  return R;
}

static Value lowerAppend(FunctionLowering &F, CallExpr *E) {
  if (CallExpr *Make = appendedMake(F, E))
    return appendZeros(F, E, Make);
  Type *T = F.typeOf(E);
  Type *Elem = F.concrete(underAs<Slice>(T)->Elem);
  const Layout &L = F.layout(Elem);
  if (isMultiCall(F, E)) {
    llvm::SmallVector<Value, 4> Args;
    lowerMulti(F, E->Args[0], Args);
    F.setPos(E->pos());
    for (unsigned I = 0; I != Args.size(); ++I)
      Args[I] = F.copyToTemp(convertForAssign(F, Args[I], I ? Elem : T));
    return appendValues(F, Args[0], Elem, llvm::ArrayRef(Args).drop_front());
  }
  Value S = lowerExprAs(F, E->Args[0], T);
  if (E->HasDots) {
    Value More = F.Facts.typeAndValue(E->Args[1]).Mode == OperandMode::NilValue
                     ? F.zero(T)
                     : lowerExpr(F, E->Args[1]);
    F.setPos(E->pos());
    llvm::Value *N = F.extract(More, 1), *At = nullptr;
    Value R = growFor(F, S, Elem, N, At);
    if (L.Size)
      F.B.CreateMemMove(At, llvm::Align(L.Align), F.extract(More, 0),
                        llvm::Align(L.Align),
                        F.B.CreateMul(N, F.B.getInt64(L.Size)));
    return R;
  }
  llvm::SmallVector<Value, 4> Values;
  for (Expr *A : E->Args.drop_front())
    Values.push_back(F.copyToTemp(lowerExprAs(F, A, Elem)));
  F.setPos(E->pos());
  return appendValues(F, S, Elem, Values);
}

static Value lowerMakeSlice(FunctionLowering &F, CallExpr *E, Type *T) {
  Type *Elem = F.concrete(underAs<Slice>(T)->Elem);
  llvm::Value *Len = lowerLength(F, E->Args[1]);
  llvm::Value *Cap = E->Args.size() > 2 ? lowerLength(F, E->Args[2]) : Len;
  F.setPos(E->pos());
  auto *N = llvm::dyn_cast<llvm::ConstantInt>(Cap);
  auto *LenC = llvm::dyn_cast<llvm::ConstantInt>(Len);
  const Layout &L = F.layout(Elem);
  if (N && fitsStack(N->getZExtValue()) &&
      F.onStack(E, N->getZExtValue() * L.Size)) {
    if (!LenC || LenC->getZExtValue() > N->getZExtValue()) {
      checkThat(F, F.B.CreateICmpSLT(Len, F.B.getInt64(0)), E->pos(),
                [&] { F.callRuntime(RuntimeFn::PanicMakeSliceLen, {}); });
      checkThat(F, F.B.CreateICmpSGT(Len, Cap), E->pos(),
                [&] { F.callRuntime(RuntimeFn::PanicMakeSliceCap, {}); });
    }
    F.setPos(E->pos());
    Type *ArrT =
        F.M.canonical(F.M.Ctx.make<Array>(Elem, int64_t(N->getZExtValue())));
    llvm::Value *Arr = F.createTemp(ArrT, "make");
    F.storeZero(Arr, ArrT);
    return F.make(T, {Arr, Len, Cap});
  }
  llvm::Value *Ptr =
      F.callRuntime(RuntimeFn::MakeSlice, {F.M.typeDescriptor(Elem), Len, Cap});
  return F.make(T, {Ptr, Len, Cap});
}

static Value lowerMake(FunctionLowering &F, CallExpr *E) {
  Type *T = F.typeOf(E);
  Type *U = commonUnder(T);
  if (llvm::isa<Slice>(U))
    return lowerMakeSlice(F, E, T);
  llvm::Value *N =
      E->Args.size() > 1 ? lowerLength(F, E->Args[1]) : F.B.getInt64(0);
  F.setPos(E->pos());
  if (llvm::isa<Chan>(U))
    return {T, F.callRuntime(RuntimeFn::MakeChan, {F.M.typeDescriptor(T), N})};
  auto *C = llvm::dyn_cast<llvm::ConstantInt>(N);
  if (C && C->getSExtValue() <= 8)
    return {T, F.callRuntime(RuntimeFn::MakeMapSmall, {F.M.typeDescriptor(T)})};
  return {T, F.callRuntime(RuntimeFn::MakeMap, {F.M.typeDescriptor(T), N})};
}

/// new(T), or new(x): a new variable, on the heap unless it provably stays
/// here.
static Value lowerNew(FunctionLowering &F, CallExpr *E) {
  Type *T = F.typeOf(E);
  Type *Elem = F.concrete(underAs<Pointer>(T)->Elem);
  Expr *X = E->Args[0];
  if (!F.Facts.typeAndValue(X).isType()) {
    auto *Lit = llvm::dyn_cast<CompositeLit>(unparen(X));
    if (Lit && F.typeOf(Lit) == Elem) {
      llvm::Value *Addr = F.allocate(E, Elem, "new");
      lowerCompositeLitInto(F, Lit, Elem, Addr);
      return {T, Addr};
    }
    Value V = lowerExprAs(F, X, Elem);
    F.setPos(E->pos());
    llvm::Value *Addr = F.allocate(E, Elem, "new");
    F.store(Addr, V);
    return {T, Addr};
  }
  if (!F.onStack(E, F.layout(Elem).Size))
    return {T, F.newObject(Elem)};
  llvm::Value *Temp = F.createTemp(Elem, "new");
  F.storeZero(Temp, Elem);
  return {T, Temp};
}

//===----------------------------------------------------------------------===//
// len, cap, min, max, complex
//===----------------------------------------------------------------------===//

/// The word at Offset of a map or channel header, 0 for nil.
static llvm::Value *headerWord(FunctionLowering &F, llvm::Value *P,
                               uint64_t Offset) {
  llvm::BasicBlock *From = F.B.GetInsertBlock();
  llvm::BasicBlock *Load = F.newBlock("len"), *Join = F.newBlock("len.join");
  F.B.CreateCondBr(F.B.CreateIsNull(P), Join, Load);
  F.B.SetInsertPoint(Load);
  llvm::Value *N = F.B.CreateLoad(F.M.I64Ty, F.offset(P, Offset));
  F.B.CreateBr(Join);
  F.B.SetInsertPoint(Join);
  llvm::PHINode *Phi = F.B.CreatePHI(F.M.I64Ty, 2);
  Phi->addIncoming(F.B.getInt64(0), From);
  Phi->addIncoming(N, Load);
  return Phi;
}

static Value lowerLenCap(FunctionLowering &F, CallExpr *E, bool Cap) {
  Expr *X = E->Args[0];
  Type *T = F.typeOf(X);
  Type *U = under(T);
  auto *PT = llvm::dyn_cast<Pointer>(U);
  if (auto *A = llvm::dyn_cast<Array>(PT ? under(F.concrete(PT->Elem)) : U)) {
    lowerExpr(F, X); // for its effects; a nil pointer is fine
    return {intType(F), F.B.getInt64(A->Len)};
  }
  Value V = lowerExpr(F, X);
  F.setPos(E->pos());
  if (llvm::isa<Map>(U))
    return {intType(F), headerWord(F, V.V, offsetof(rt::MapHeader, Count))};
  if (llvm::isa<Chan>(U))
    return {intType(F), headerWord(F, V.V,
                                   Cap ? offsetof(rt::ChanHeader, Cap)
                                       : offsetof(rt::ChanHeader, Len))};
  return {intType(F), F.extract(V, Cap ? 2 : 1)};
}

static Value lowerMinMax(FunctionLowering &F, CallExpr *E, bool Min) {
  Type *T = F.typeOf(E);
  Value R = lowerExprAs(F, E->Args[0], T);
  R.T = T;
  for (Expr *A : E->Args.drop_front()) {
    Value V = lowerExprAs(F, A, T);
    V.T = T;
    F.setPos(E->pos());
    if (isString(T)) {
      // The first of equals stays.
      llvm::Value *Less =
          Min ? emitCompare(F, Op::Lss, V, R) : emitCompare(F, Op::Lss, R, V);
      R.V = F.B.CreateSelect(Less, V.V, R.V);
      continue;
    }
    llvm::Intrinsic::ID Id;
    if (isFloat(T)) // NaN wins, -0 is less than +0: exactly Go's rules
      Id = Min ? llvm::Intrinsic::minimum : llvm::Intrinsic::maximum;
    else if (isUnsigned(T))
      Id = Min ? llvm::Intrinsic::umin : llvm::Intrinsic::umax;
    else
      Id = Min ? llvm::Intrinsic::smin : llvm::Intrinsic::smax;
    R.V = F.B.CreateBinaryIntrinsic(Id, R.V, V.V);
  }
  return R;
}

static Value lowerComplex(FunctionLowering &F, CallExpr *E) {
  Type *T = F.typeOf(E);
  auto *B = underAs<BasicType>(T);
  Type *Part =
      F.M.Ctx.basic(B->Kind == BasicKind::Complex64 ? BasicKind::Float32
                                                    : BasicKind::Float64);
  if (isMultiCall(F, E)) {
    llvm::SmallVector<Value, 2> Parts;
    lowerMulti(F, E->Args[0], Parts);
    return F.make(T, {Parts[0].V, Parts[1].V});
  }
  auto Lower = [&](Expr *X) {
    const TypeAndValue &TV = F.Facts.typeAndValue(X);
    return TV.isConstant() ? lowerConstant(F, TV.Val, Part).V
                           : lowerExpr(F, X).V;
  };
  llvm::Value *Re = Lower(E->Args[0]);
  llvm::Value *Im = Lower(E->Args[1]);
  return F.make(T, {Re, Im});
}

//===----------------------------------------------------------------------===//
// Package unsafe
//===----------------------------------------------------------------------===//

/// The operands of unsafe.Add, Slice and String: a pointer and a length.
static std::pair<llvm::Value *, llvm::Value *>
lowerPointerAndLength(FunctionLowering &F, CallExpr *E) {
  llvm::SmallVector<Value, 2> Args;
  llvm::Value *N;
  if (isMultiCall(F, E)) {
    lowerMulti(F, E->Args[0], Args);
    N = asInt64(F, Args[1]);
  } else {
    Args.push_back(lowerExpr(F, E->Args[0]));
    N = lowerLength(F, E->Args[1]);
  }
  F.setPos(E->pos());
  return {Args[0].V, N};
}

static Value lowerUnsafeSlice(FunctionLowering &F, CallExpr *E) {
  Type *T = F.typeOf(E);
  Type *Elem = F.concrete(underAs<Slice>(T)->Elem);
  auto [P, N] = lowerPointerAndLength(F, E);
  F.callRuntime(RuntimeFn::UnsafeSlice, {F.M.typeDescriptor(Elem), P, N});
  return F.make(T, {P, N, N});
}

static Value lowerUnsafeString(FunctionLowering &F, CallExpr *E) {
  auto [P, N] = lowerPointerAndLength(F, E);
  // Nothing is wrong if P + N, both unsigned, does not wrap. What this leaves
  // (nil with length 0 among it) the runtime looks at.
  llvm::BasicBlock *Look = F.newBlock("unsafe.check");
  llvm::BasicBlock *Ok = F.newBlock("unsafe.ok");
  llvm::Value *Room = F.B.CreateNeg(F.B.CreatePtrToInt(P, F.M.I64Ty));
  F.B.CreateCondBr(F.B.CreateICmpULT(N, Room), Ok, Look,
                   llvm::MDBuilder(F.M.LLVM).createLikelyBranchWeights());
  F.B.SetInsertPoint(Look);
  F.callRuntime(RuntimeFn::UnsafeString, {P, N});
  F.B.CreateBr(Ok);
  F.B.SetInsertPoint(Ok);
  return F.make(F.typeOf(E), {P, N});
}

/// Sizeof and its siblings are constants except in generic code.
static Value lowerSizeof(FunctionLowering &F, CallExpr *E, BuiltinId Id) {
  uint64_t N = 0;
  if (Id == BuiltinId::Offsetof) {
    auto *S = llvm::cast<SelectorExpr>(unparen(E->Args[0]));
    const Selection *Sel = F.Facts.selectionOf(S);
    Type *T = F.concrete(Sel->Recv);
    if (auto *P = underAs<Pointer>(T))
      T = F.concrete(P->Elem);
    for (int I : Sel->Index) {
      N += F.M.Layouts.fieldOffset(T, I);
      T = F.concrete(underAs<Struct>(T)->Fields[I]->T);
    }
  } else {
    const Layout &L = F.layout(F.typeOf(E->Args[0]));
    N = Id == BuiltinId::Sizeof ? L.Size : L.Align;
  }
  return {F.M.Ctx.basic(BasicKind::Uintptr), F.B.getInt64(N)};
}

//===----------------------------------------------------------------------===//
// Dispatch
//===----------------------------------------------------------------------===//

void lowerBuiltinCall(FunctionLowering &F, CallExpr *E, BuiltinId Id,
                      llvm::SmallVectorImpl<Value> &Results) {
  F.setPos(E->pos());
  const TypeAndValue &TV = F.Facts.typeAndValue(E);
  if (TV.isConstant()) {
    Results.push_back(lowerConstant(F, TV.Val, F.typeOf(E)));
    return;
  }
  auto One = [&](Value V) {
    // The call's own type where a builtin's result is named otherwise.
    Results.push_back(V);
  };
  switch (Id) {
  case BuiltinId::Clear:
  case BuiltinId::Close:
  case BuiltinId::Copy:
  case BuiltinId::Delete:
  case BuiltinId::Panic:
  case BuiltinId::Print:
  case BuiltinId::Println:
  case BuiltinId::Recover: {
    llvm::SmallVector<Value, 4> Args;
    lowerBuiltinArgs(F, E, Id, Args);
    return emitBuiltin(F, Id, Args, E->pos(), Results);
  }
  case BuiltinId::Append:
    return One(lowerAppend(F, E));
  case BuiltinId::Cap:
  case BuiltinId::Len:
    return One(lowerLenCap(F, E, Id == BuiltinId::Cap));
  case BuiltinId::Complex:
    return One(lowerComplex(F, E));
  case BuiltinId::Real:
  case BuiltinId::Imag: {
    Value V = lowerExpr(F, E->Args[0]);
    F.setPos(E->pos());
    return One({F.typeOf(E), F.extract(V, Id == BuiltinId::Imag)});
  }
  case BuiltinId::Make:
    return One(lowerMake(F, E));
  case BuiltinId::Max:
  case BuiltinId::Min:
    return One(lowerMinMax(F, E, Id == BuiltinId::Min));
  case BuiltinId::New:
    return One(lowerNew(F, E));
  case BuiltinId::Add: {
    auto [P, N] = lowerPointerAndLength(F, E);
    return One({F.typeOf(E), F.B.CreateGEP(F.M.I8Ty, P, N)});
  }
  case BuiltinId::Alignof:
  case BuiltinId::Offsetof:
  case BuiltinId::Sizeof:
    return One(lowerSizeof(F, E, Id));
  case BuiltinId::Slice:
    return One(lowerUnsafeSlice(F, E));
  case BuiltinId::String:
    return One(lowerUnsafeString(F, E));
  case BuiltinId::SliceData:
  case BuiltinId::StringData: {
    Value V = lowerExpr(F, E->Args[0]);
    return One({F.typeOf(E), F.extract(V, 0)});
  }
  case BuiltinId::Assert:
  case BuiltinId::Trace:
    break;
  }
  llvm_unreachable("builtin of the checker's tests");
}

} // namespace ogo
