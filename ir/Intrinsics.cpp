//===- Intrinsics.cpp - Calls that are instructions -----------------------===//
//
// Atomics, bit operations and a few float functions are one machine instruction
// each; GOROOT's Go fallbacks for them are slow or (atomics) do not exist.
// Atomics are sequentially consistent, as Go's memory model says.
//
//===----------------------------------------------------------------------===//
#include "ir/LowerCall.h"
#include "ir/ModuleImpl.h"
#include "llvm/IR/InlineAsm.h"

using namespace llvm;

namespace ogo {

namespace {

enum class IntrinsicKind : uint8_t {
  None,
  Load,
  Store,
  Exchange,
  AddNew,
  And,
  Or,
  CompareExchange,
  Sqrt,
  Floor,
  Ceil,
  Trunc,
  RoundEven,
  Abs,
  CopySign,
  Fma,
  TrailingZeros,
  LeadingZeros,
  BitLen,
  OnesCount,
  RotateLeft,
  Reverse,
  ReverseBytes,
  AddCarry,
  SubBorrow,
  MulWide,
  Prefetch,
  KeepAlive,
  CallerPC,
  CallerSP,
  ClosurePtr,
  FuncPC,
  OpaqueBit,
  Nothing,
};

struct IntrinsicEntry {
  StringRef Package, Name;
  IntrinsicKind Kind;
};

constexpr IntrinsicEntry Table[] = {
#define INTRINSIC(PACKAGE, NAME, KIND) {PACKAGE, NAME, IntrinsicKind::KIND},
#include "frontend/escape/Intrinsics.def"
};

IntrinsicKind kindOf(ModuleLowering &M, Func *F) {
  F = F->origin();
  if (!F->pkg() || F->signature()->Recv)
    return IntrinsicKind::None;
  auto It = M.P->Intrinsics.find(F);
  if (It != M.P->Intrinsics.end())
    return IntrinsicKind(It->second);
  IntrinsicKind K = IntrinsicKind::None;
  for (const IntrinsicEntry &E : Table)
    if (F->name() == E.Name && F->pkg()->Path == E.Package)
      K = E.Kind;
  M.P->Intrinsics[F] = unsigned(K);
  return K;
}

/// Builds one call.
class IntrinsicLowering {
public:
  IntrinsicLowering(FunctionLowering &F, Func *Fn, ArrayRef<Value> Args)
      : F(F), B(F.B), Args(Args) {
    Signature *Sig = Fn->signature();
    if (Sig->Results)
      for (Var *R : Sig->Results->Vars)
        ResultTypes.push_back(F.M.canonical(R->type()));
  }
  /// Values of the results.
  SmallVector<llvm::Value *, 2> lower(IntrinsicKind K);
  SmallVector<Type *, 2> ResultTypes;

private:
  FunctionLowering &F;
  IRBuilder<> &B;
  ArrayRef<Value> Args;

  llvm::Value *arg(unsigned I) { return Args[I].V; }
  llvm::Type *resultType(unsigned I) { return F.layout(ResultTypes[I]).Val; }
  /// Atomic pointer operand, known not to be nil.
  llvm::Value *pointer() {
    checkNil(F, arg(0), Pos());
    return arg(0);
  }
  llvm::Value *toResult(llvm::Value *V) {
    return B.CreateZExtOrTrunc(V, resultType(0));
  }
  llvm::Value *readModifyWrite(AtomicRMWInst::BinOp O) {
    auto *V = arg(1);
    Align A(F.M.DL.getTypeStoreSize(V->getType()));
    return B.CreateAtomicRMW(O, pointer(), V, A,
                             AtomicOrdering::SequentiallyConsistent);
  }
  SmallVector<llvm::Value *, 2> addSub(bool Sub);
  SmallVector<llvm::Value *, 2> atomic(IntrinsicKind K);
};

SmallVector<llvm::Value *, 2> IntrinsicLowering::addSub(bool Sub) {
  auto Id = Sub ? Intrinsic::usub_with_overflow : Intrinsic::uadd_with_overflow;
  auto *R1 = B.CreateBinaryIntrinsic(Id, arg(0), arg(1));
  auto *R2 = B.CreateBinaryIntrinsic(Id, B.CreateExtractValue(R1, 0), arg(2));
  auto *Carry =
      B.CreateOr(B.CreateExtractValue(R1, 1), B.CreateExtractValue(R2, 1));
  return {B.CreateExtractValue(R2, 0), B.CreateZExt(Carry, arg(0)->getType())};
}

SmallVector<llvm::Value *, 2> IntrinsicLowering::atomic(IntrinsicKind K) {
  constexpr auto Order = AtomicOrdering::SequentiallyConsistent;
  switch (K) {
  case IntrinsicKind::Load: {
    auto *T = resultType(0);
    auto *L =
        B.CreateAlignedLoad(T, pointer(), Align(F.M.DL.getTypeStoreSize(T)));
    L->setAtomic(Order);
    return {L};
  }
  case IntrinsicKind::Store: {
    auto *P = pointer();
    auto *S = B.CreateAlignedStore(
        arg(1), P, Align(F.M.DL.getTypeStoreSize(arg(1)->getType())));
    S->setAtomic(Order);
    if (ResultTypes.empty())
      return {};
    return {ConstantInt::get(resultType(0), 0)};
  }
  case IntrinsicKind::Exchange:
    return {readModifyWrite(AtomicRMWInst::Xchg)};
  case IntrinsicKind::AddNew: {
    auto *Old = readModifyWrite(AtomicRMWInst::Add);
    return {B.CreateAdd(Old, arg(1))};
  }
  case IntrinsicKind::And:
  case IntrinsicKind::Or: {
    auto *Old = readModifyWrite(K == IntrinsicKind::And ? AtomicRMWInst::And
                                                        : AtomicRMWInst::Or);
    if (ResultTypes.empty())
      return {};
    return {Old};
  }
  default: {
    auto *P = pointer();
    Align A(F.M.DL.getTypeStoreSize(arg(1)->getType()));
    auto *X = B.CreateAtomicCmpXchg(P, arg(1), arg(2), A, Order, Order);
    return {B.CreateZExt(B.CreateExtractValue(X, 1), F.M.I8Ty)};
  }
  }
}

SmallVector<llvm::Value *, 2> IntrinsicLowering::lower(IntrinsicKind K) {
  auto Unary = [&](Intrinsic::ID Id) -> SmallVector<llvm::Value *, 2> {
    return {B.CreateUnaryIntrinsic(Id, arg(0))};
  };
  auto CountZeros = [&](Intrinsic::ID Id) {
    return B.CreateBinaryIntrinsic(Id, arg(0), B.getFalse());
  };
  switch (K) {
  case IntrinsicKind::None:
    break;
  case IntrinsicKind::Load:
  case IntrinsicKind::Store:
  case IntrinsicKind::Exchange:
  case IntrinsicKind::AddNew:
  case IntrinsicKind::And:
  case IntrinsicKind::Or:
  case IntrinsicKind::CompareExchange:
    return atomic(K);
  case IntrinsicKind::Sqrt:
    return Unary(Intrinsic::sqrt);
  case IntrinsicKind::Floor:
    return Unary(Intrinsic::floor);
  case IntrinsicKind::Ceil:
    return Unary(Intrinsic::ceil);
  case IntrinsicKind::Trunc:
    return Unary(Intrinsic::trunc);
  case IntrinsicKind::RoundEven:
    return Unary(Intrinsic::roundeven);
  case IntrinsicKind::Abs:
    return Unary(Intrinsic::fabs);
  case IntrinsicKind::CopySign:
    return {B.CreateBinaryIntrinsic(Intrinsic::copysign, arg(0), arg(1))};
  case IntrinsicKind::Fma:
    return {B.CreateIntrinsic(Intrinsic::fma, {arg(0)->getType()},
                              {arg(0), arg(1), arg(2)})};
  case IntrinsicKind::TrailingZeros:
    return {toResult(CountZeros(Intrinsic::cttz))};
  case IntrinsicKind::LeadingZeros:
    return {toResult(CountZeros(Intrinsic::ctlz))};
  case IntrinsicKind::BitLen: {
    auto *Width = ConstantInt::get(arg(0)->getType(),
                                   arg(0)->getType()->getIntegerBitWidth());
    return {toResult(B.CreateSub(Width, CountZeros(Intrinsic::ctlz)))};
  }
  case IntrinsicKind::OnesCount:
    return {toResult(B.CreateUnaryIntrinsic(Intrinsic::ctpop, arg(0)))};
  case IntrinsicKind::RotateLeft: {
    auto *By = B.CreateZExtOrTrunc(arg(1), arg(0)->getType());
    return {B.CreateIntrinsic(Intrinsic::fshl, {arg(0)->getType()},
                              {arg(0), arg(0), By})};
  }
  case IntrinsicKind::Reverse:
    return Unary(Intrinsic::bitreverse);
  case IntrinsicKind::ReverseBytes:
    return Unary(Intrinsic::bswap);
  case IntrinsicKind::AddCarry:
    return addSub(false);
  case IntrinsicKind::SubBorrow:
    return addSub(true);
  case IntrinsicKind::MulWide: {
    auto *T = arg(0)->getType();
    unsigned Width = T->getIntegerBitWidth();
    auto *Wide = B.getIntNTy(2 * Width);
    auto *R =
        B.CreateMul(B.CreateZExt(arg(0), Wide), B.CreateZExt(arg(1), Wide));
    return {B.CreateTrunc(B.CreateLShr(R, Width), T), B.CreateTrunc(R, T)};
  }
  case IntrinsicKind::Prefetch: {
    auto *P = B.CreateIntToPtr(arg(0), F.M.PtrTy);
    B.CreateIntrinsic(Intrinsic::prefetch, {F.M.PtrTy},
                      {P, B.getInt32(0), B.getInt32(3), B.getInt32(1)});
    return {};
  }
  case IntrinsicKind::KeepAlive: {
    auto *Asm = InlineAsm::get(
        FunctionType::get(F.M.VoidTy, {F.M.PtrTy}, false), "", "r,~{memory}",
        /*hasSideEffects=*/true);
    B.CreateCall(Asm, {F.extract(Args[0], 1)});
    return {};
  }
  case IntrinsicKind::CallerPC: {
    auto *P = B.CreateIntrinsic(Intrinsic::returnaddress, {}, {B.getInt32(0)});
    return {B.CreatePtrToInt(P, F.M.I64Ty)};
  }
  case IntrinsicKind::CallerSP: {
    // The frame record (frame pointer, return address) is below it.
    auto *P = B.CreateIntrinsic(Intrinsic::frameaddress, {F.M.PtrTy},
                                {B.getInt32(0)});
    return {B.CreateAdd(B.CreatePtrToInt(P, F.M.I64Ty), B.getInt64(16))};
  }
  case IntrinsicKind::ClosurePtr:
    // Only a function literal that captures something is called with one.
    for (Argument &A : B.GetInsertBlock()->getParent()->args())
      if (A.hasNestAttr())
        return {B.CreatePtrToInt(&A, F.M.I64Ty)};
    return {ConstantInt::get(F.M.I64Ty, 0)};
  case IntrinsicKind::OpaqueBit: {
    // Masks made of it must not become branches again: nothing is known of the
    // value, not even that it is 0 or 1.
    auto *Asm = InlineAsm::get(FunctionType::get(F.M.I8Ty, {F.M.I8Ty}, false),
                               "", "=r,0", /*hasSideEffects=*/false);
    return {B.CreateCall(Asm, {arg(0)})};
  }
  case IntrinsicKind::Nothing:
    return {}; // Only escape analysis sees the call (EscapeFlow::call).
  case IntrinsicKind::FuncPC: {
    // The interface's data word is the func value: a pointer to its code word.
    auto *Code =
        B.CreateAlignedLoad(F.M.PtrTy, F.extract(Args[0], 1), Align(8));
    return {B.CreatePtrToInt(Code, F.M.I64Ty)};
  }
  }
  llvm_unreachable("not an intrinsic");
}

} // namespace

bool lowerIntrinsic(FunctionLowering &F, Func *Fn, ArrayRef<Value> Args,
                    SmallVectorImpl<Value> &Results) {
  IntrinsicKind K = kindOf(F.M, Fn);
  if (K == IntrinsicKind::None)
    return false;
  IntrinsicLowering L(F, Fn, Args);
  auto Values = L.lower(K);
  for (unsigned I = 0; I < Values.size(); ++I)
    Results.push_back({L.ResultTypes[I], Values[I]});
  return true;
}

void defineIntrinsicBodies(ModuleLowering &M) {
  for (File *File : M.Pkg.Files)
    for (Decl *D : File->Decls) {
      auto *FD = dyn_cast<FuncDecl>(D);
      if (!FD || FD->Body || FD->Recv)
        continue;
      auto *Fn = dyn_cast_or_null<Func>(M.Pkg.Facts.defOf(FD->FuncName));
      if (!Fn || kindOf(M, Fn) == IntrinsicKind::None)
        continue;
      llvm::Function *Code = M.function(Fn, {});
      if (!Code->isDeclaration())
        continue;
      M.attachSubprogram(Code, FD->pos(), Code->getName());
      FunctionLowering F(M, Code, &M.Pkg, nullptr);
      F.Decl = Fn;
      F.Sig = Fn->signature();
      F.ABI = &M.abi(F.Sig, nullptr);
      F.setPos(FD->pos());
      SmallVector<Value, 4> Args, Results;
      incomingParams(F, 0, Args);
      lowerIntrinsic(F, Fn, Args, Results);
      returnValues(F, Results);
      finishFunction(F);
    }
}

} // namespace ogo
