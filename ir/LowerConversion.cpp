//===- LowerConversion.cpp - Conversions ----------------------------------===//
//
// Spec "Conversions". Float to integer out of range is implementation-specific
// in Go but never undefined: each target gives what gc gives there.
//
//===----------------------------------------------------------------------===//
#include "frontend/escape/Escape.h"
#include "ir/EvaluationOrder.h"
#include "ir/FunctionLowering.h"
#include "llvm/IR/Intrinsics.h"
#include "llvm/IR/IntrinsicsX86.h"

namespace ogo {

/// amd64: cvttsd2si gives the "integer indefinite" value out of range.
static llvm::Value *floatToIntX86(FunctionLowering &F, llvm::Value *X,
                                  unsigned Width) {
  bool Single = X->getType()->isFloatTy();
  llvm::Type *Vec = llvm::FixedVectorType::get(X->getType(), Single ? 4 : 2);
  llvm::Value *V =
      F.B.CreateInsertElement(llvm::PoisonValue::get(Vec), X, F.B.getInt64(0));
  llvm::Intrinsic::ID Id;
  if (Width == 64)
    Id = Single ? llvm::Intrinsic::x86_sse_cvttss2si64
                : llvm::Intrinsic::x86_sse2_cvttsd2si64;
  else
    Id = Single ? llvm::Intrinsic::x86_sse_cvttss2si
                : llvm::Intrinsic::x86_sse2_cvttsd2si;
  return F.B.CreateIntrinsic(Id, {}, {V});
}

/// amd64 uint64: values from 2^63 on are converted after subtracting 2^63 and
/// the top bit is or-ed back, as gc's code does.
static llvm::Value *floatToUint64X86(FunctionLowering &F, llvm::Value *X) {
  llvm::Constant *Two63 = llvm::ConstantFP::get(X->getType(), 0x1p63);
  llvm::Value *Small = F.B.CreateFCmpOLT(X, Two63);
  llvm::Value *Low = floatToIntX86(F, X, 64);
  llvm::Value *High =
      F.B.CreateOr(floatToIntX86(F, F.B.CreateFSub(X, Two63), 64),
                   llvm::ConstantInt::get(F.M.I64Ty, uint64_t(1) << 63));
  return F.B.CreateSelect(Small, Low, High);
}

static llvm::Value *floatToInt(FunctionLowering &F, llvm::Value *X, Type *To) {
  llvm::Type *Ty = F.layout(To).Val;
  unsigned Width = Ty->getIntegerBitWidth();
  bool Unsigned = isUnsigned(To);
  if (F.M.Opts.Arch == TargetArch::AArch64) {
    // As gc's code does: uint32 by way of int64, shorter ones of int32.
    unsigned Wide = Width < 32 ? 32 : Unsigned ? 64 : Width;
    bool Sat = Unsigned && Width == 64;
    llvm::Value *R = F.B.CreateIntrinsic(
        Sat ? llvm::Intrinsic::fptoui_sat : llvm::Intrinsic::fptosi_sat,
        {F.B.getIntNTy(Wide), X->getType()}, {X});
    return F.B.CreateTrunc(R, Ty);
  }
  if (Width == 64)
    return Unsigned ? floatToUint64X86(F, X) : floatToIntX86(F, X, 64);
  unsigned Wide = Unsigned && Width == 32 ? 64 : 32;
  return F.B.CreateTrunc(floatToIntX86(F, X, Wide), Ty);
}

static llvm::Value *convertNumber(FunctionLowering &F, llvm::Value *X,
                                  Type *From, Type *To) {
  llvm::Type *Ty = F.layout(To).Val;
  if (isInteger(From)) {
    if (isInteger(To))
      return isUnsigned(From) ? F.B.CreateZExtOrTrunc(X, Ty)
                              : F.B.CreateSExtOrTrunc(X, Ty);
    return isUnsigned(From) ? F.B.CreateUIToFP(X, Ty) : F.B.CreateSIToFP(X, Ty);
  }
  if (isInteger(To))
    return floatToInt(F, X, To);
  return F.B.CreateFPCast(X, Ty);
}

bool isByteSlice(Type *T) {
  auto *S = underAs<Slice>(T);
  auto *E = S ? underAs<BasicType>(S->Elem) : nullptr;
  return E && E->Kind == BasicKind::Uint8;
}

static bool isRuneSlice(Type *T) {
  auto *S = underAs<Slice>(T);
  auto *E = S ? underAs<BasicType>(S->Elem) : nullptr;
  return E && E->Kind == BasicKind::Int32;
}

/// Slice to array or array pointer: the length must suffice.
static Value convertSliceToArray(FunctionLowering &F, Value V, Type *To,
                                 Pos At) {
  auto *Ptr = underAs<Pointer>(To);
  auto *A = underAs<Array>(Ptr ? Ptr->Elem : To);
  llvm::Value *Data = F.extract(V, 0), *Len = F.extract(V, 1);
  llvm::Value *Want = F.B.getInt64(A->Len);
  // The panic reports (length of the slice, length of the array).
  checkThat(F, F.B.CreateICmpSLT(Len, Want), At,
            [&] { F.callRuntime(RuntimeFn::PanicSliceConvert, {Len, Want}); });
  if (Ptr)
    return Value{To, Data};
  return F.copyToTemp(F.load(Data, To));
}

/// The argument of string(V) with an integer V.
static llvm::Value *runeArgument(FunctionLowering &F, Value V) {
  return isUnsigned(V.T) ? F.B.CreateZExt(V.V, F.M.I64Ty)
                         : F.B.CreateSExt(V.V, F.M.I64Ty);
}

static Value convertToString(FunctionLowering &F, Value V, Type *To) {
  llvm::Value *R;
  if (isInteger(V.T)) {
    R = F.callRuntime(RuntimeFn::IntString, {runeArgument(F, V)});
  } else if (isByteSlice(V.T)) {
    R = F.callRuntime(RuntimeFn::SliceByteToString,
                      {F.extract(V, 0), F.extract(V, 1)});
  } else {
    R = F.callRuntime(RuntimeFn::SliceRuneToString,
                      {F.extract(V, 0), F.extract(V, 1)});
  }
  return Value{To, R};
}

Value convert(FunctionLowering &F, Value V, Type *To, Pos At) {
  F.setPos(At);
  Type *From = V.T;
  if (From == To)
    return V;
  if (isInterface(To))
    return convertForAssign(F, V, To);
  Type *UF = under(From), *UT = under(To);
  if (isNumeric(UF) && isNumeric(UT)) {
    if (isComplex(UF)) {
      llvm::Type *Part =
          llvm::cast<llvm::StructType>(F.layout(To).Val)->getElementType(0);
      return F.make(To, {F.B.CreateFPCast(F.extract(V, 0), Part),
                         F.B.CreateFPCast(F.extract(V, 1), Part)});
    }
    return Value{To, convertNumber(F, V.V, From, To)};
  }
  if (isString(UT) && !isString(UF))
    return convertToString(F, V, To);
  if (isString(UF) && isByteSlice(To))
    return Value{To, F.callRuntime(RuntimeFn::StringToSliceByte,
                                   {F.extract(V, 0), F.extract(V, 1)})};
  if (isString(UF) && isRuneSlice(To))
    return Value{To, F.callRuntime(RuntimeFn::StringToSliceRune,
                                   {F.extract(V, 0), F.extract(V, 1)})};
  if (llvm::isa<Slice>(UF) && !llvm::isa<Slice>(UT))
    return convertSliceToArray(F, V, To, At);
  llvm::Type *FromTy = F.layout(From).Val, *ToTy = F.layout(To).Val;
  if (FromTy && ToTy && FromTy != ToTy) { // uintptr and unsafe.Pointer
    if (FromTy->isPointerTy() && ToTy->isIntegerTy())
      return Value{To, F.B.CreatePtrToInt(V.V, ToTy)};
    if (FromTy->isIntegerTy() && ToTy->isPointerTy())
      return Value{To, F.B.CreateIntToPtr(V.V, ToTy)};
    llvm_unreachable("conversion between unrelated representations");
  }
  return Value{To, V.V}; // same representation
}

Value lowerConversion(FunctionLowering &F, CallExpr *E) {
  Type *To = F.typeOf(E);
  Expr *Arg = E->Args[0];
  if (F.Facts.typeAndValue(Arg).Mode == OperandMode::NilValue)
    return F.zero(To);
  if (isInterface(To))
    return convertForAssign(F, lowerExpr(F, Arg), To, E);
  if (F.M.escape(F.Pkg).isZeroCopy(E))
    return lowerBorrowed(F, E);
  // T(3.14) of a type parameter that is complex here: no conversion at run time
  // does this, but the constant is representable in every type of the set.
  const TypeAndValue &TV = F.Facts.typeAndValue(Arg);
  if (TV.isConstant() && isNumeric(To) && isNumeric(F.typeOf(Arg)))
    return lowerConstant(F, TV.Val, To);
  Value V = lowerExpr(F, Arg);
  bool ToString = isString(To) && isByteSlice(V.T);
  if (ToString || (isString(V.T) && isByteSlice(To)))
    if (llvm::Value *Tmp = stringTemp(F, E)) {
      F.setPos(E->pos());
      return Value{To, F.callRuntime(ToString ? RuntimeFn::SliceByteToStringTmp
                                              : RuntimeFn::StringToSliceByteTmp,
                                     {Tmp, F.extract(V, 0), F.extract(V, 1)})};
    }
  if (isString(To) && isInteger(V.T))
    if (llvm::Value *Tmp = stringTemp(F, E)) {
      F.setPos(E->pos());
      return Value{To, F.callRuntime(RuntimeFn::IntStringTmp,
                                     {Tmp, runeArgument(F, V)})};
    }
  return convert(F, V, To, E->pos());
}

Value lowerBorrowed(FunctionLowering &F, Expr *E) {
  auto *C = llvm::dyn_cast<CallExpr>(unparen(E));
  if (!C || C->Args.size() != 1 || isHoisted(F, C) ||
      !F.Facts.typeAndValue(unparen(C->Fun)).isType() ||
      F.Facts.typeAndValue(C).isConstant() ||
      F.Facts.typeAndValue(C->Args[0]).Mode == OperandMode::NilValue)
    return lowerExpr(F, E);
  Type *To = F.typeOf(C), *From = F.typeOf(C->Args[0]);
  bool ToString = isString(under(To)) && isByteSlice(From);
  bool ToBytes = isByteSlice(To) && isString(under(From));
  if (!ToString && !ToBytes)
    return lowerExpr(F, E);
  Value V = lowerExpr(F, C->Args[0]);
  llvm::Value *Data = F.extract(V, 0), *Len = F.extract(V, 1);
  if (ToString)
    return F.make(To, {Data, Len});
  // []byte("") is empty but not nil.
  Data = F.B.CreateSelect(
      F.B.CreateIsNull(Data),
      F.M.Mod->getOrInsertGlobal("runtime.zerobase", F.M.I64Ty), Data);
  return F.make(To, {Data, Len, Len});
}

Value convertForAssign(FunctionLowering &F, Value V, Type *To,
                       const Node *Site) {
  if (V.T == To)
    return V;
  if (!isInterface(To))
    return Value{To, V.V};
  if (isInterface(V.T))
    return convertInterface(F, V, To);
  return makeInterface(F, V, To, Site);
}

} // namespace ogo
