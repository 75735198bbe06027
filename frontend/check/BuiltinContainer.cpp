//===- BuiltinContainer.cpp - Built-ins on slices, maps and channels
//-------===//
#include "frontend/check/BuiltinCall.h"
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;
using llvm::isa_and_nonnull;

bool BuiltinCall::append() {
  // "The variadic function append appends zero or more values x to a slice s
  // of type S … The core type of S must be a slice."
  Type *S = X.T;
  auto *Core = dyn_cast_or_null<Slice>(coreType(S));
  if (!Core) {
    std::string Cause;
    if (X.isNil())
      Cause = "have untyped nil";
    else if (!isTypeParam(S))
      Cause = "have " + C.str(X);
    else if (Type *U = coreType(S))
      Cause = C.str(X) + " has core type " + C.str(U);
    else
      Cause = C.str(X) + " has no core type";
    return fail(X, DiagCode::InvalidAppend,
                "first argument to append must be a slice; " + Cause);
  }

  // "As a special case, if the core type of s is []byte, append also accepts a
  // second argument with core type bytestring followed by ...".
  if (NumArgs == 2 && Call->HasDots) {
    Type *Bytes = C.Ctx.make<Slice>(C.Ctx.ByteType);
    Type *From = coreString(Args[1].T);
    if (From && isString(From) && assignableTo(C, X, Bytes, nullptr, nullptr)) {
      recordSignature(S, {S, Args[1].T}, /*Variadic=*/true);
      return value(S);
    }
  }

  auto *Sig = C.Ctx.make<Signature>();
  Sig->Params = C.Ctx.makeTuple({S, C.Ctx.make<Slice>(Core->Elem)});
  Sig->Results = C.Ctx.makeTuple(S);
  Sig->Variadic = true;
  // The result's type is known even if arguments are wrong.
  arguments(C, Call, Sig, {}, {}, Args, {}, {});
  C.recordBuiltinType(Call->Fun, Sig, Id);
  return value(S);
}

/// The array behind an unnamed pointer to one, else T.
static Type *arrayBehindPointer(Type *T) {
  if (auto *P = dyn_cast_or_null<Pointer>(T ? unalias(T) : nullptr))
    if (auto *A = underAs<Array>(P->Elem))
      return A;
  return T;
}

static bool hasLenOrCap(Type *U, bool IsLen) {
  Type *T = arrayBehindPointer(U);
  if (!T)
    return false;
  if (auto *B = dyn_cast<BasicType>(T))
    return IsLen && (B->Info & IsString);
  if (isa<Map>(T))
    return IsLen;
  return isa<Array, Slice, Chan>(T);
}

bool BuiltinCall::lenOrCap() {
  bool IsLen = Id == BuiltinId::Len;
  Type *U = under(X.T);
  bool Ok = isTypeParam(X.T)
                ? typeSet(llvm::cast<Interface>(U)).underIs([&](Type *T) {
                    return hasLenOrCap(T, IsLen);
                  })
                : hasLenOrCap(U, IsLen);
  if (!Ok) {
    if (isValid(U))
      fail(X, IsLen ? DiagCode::InvalidLen : DiagCode::InvalidCap,
           "invalid argument: " + C.str(X) + " for built-in " +
               builtinInfo(Id).Name);
    return false;
  }

  ConstantValue Val;
  Type *T = arrayBehindPointer(U);
  if (isa<BasicType>(T)) {
    // "The expression len(s) is constant if s is a string constant."
    if (X.Mode == OperandMode::Constant)
      Val = ConstantValue::makeInt(
          static_cast<int64_t>(X.Val.stringVal().size()));
  } else if (auto *A = dyn_cast<Array>(T)) {
    // "The expressions len(s) and cap(s) are constants if the type of s is an
    // array or pointer to an array and the expression s does not contain
    // channel receives or (non-constant) function calls."
    if (!C.Env.HasCallOrRecv)
      Val = A->Len >= 0 ? ConstantValue::makeInt(A->Len)
                        : ConstantValue::unknown();
  }
  Type *Int = C.basic(BasicKind::Int);
  if (Val.isNull()) {
    recordSignature(Int, X.T);
    return value(Int);
  }
  X.Mode = OperandMode::Constant;
  X.T = Int;
  X.Val = std::move(Val);
  return true;
}

bool BuiltinCall::clear() {
  requireVersion(21, "clear");
  bool Ok = underIs(X.T, [&](Type *U) {
    return isa_and_nonnull<Map, Slice>(U) ||
           fail(X, DiagCode::InvalidClear,
                "invalid argument: cannot clear " + C.str(X) +
                    ": argument must be (or constrained by) map or slice");
  });
  if (!Ok)
    return false;
  recordSignature(nullptr, X.T);
  return noValue();
}

bool BuiltinCall::close() {
  bool Ok = underIs(X.T, [&](Type *U) {
    auto *Ch = dyn_cast_or_null<Chan>(U);
    if (!Ch)
      return fail(X, DiagCode::InvalidClose,
                  "invalid operation: cannot close non-channel " + C.str(X));
    if (Ch->Dir == ChanDir::RecvOnly)
      return fail(X, DiagCode::InvalidClose,
                  "invalid operation: cannot close receive-only channel " +
                      C.str(X));
    return true;
  });
  if (!Ok)
    return false;
  recordSignature(nullptr, X.T);
  return noValue();
}

bool BuiltinCall::copy() {
  auto *Dst = dyn_cast_or_null<Slice>(coreType(X.T));
  const Operand &Y = Args[1];
  Type *From = coreString(Y.T);
  if (From && isString(From))
    From = C.Ctx.make<Slice>(C.Ctx.ByteType);
  auto *Src = dyn_cast_or_null<Slice>(From);
  if (!Dst || !Src)
    return fail(X, DiagCode::InvalidCopy,
                "invalid argument: copy expects slice arguments; found " +
                    C.str(X) + " and " + C.str(Y));
  if (!identical(Dst->Elem, Src->Elem))
    return fail(X, DiagCode::InvalidCopy,
                "invalid argument: arguments to copy " + C.str(X) + " and " +
                    C.str(Y) + " have different element types " +
                    C.str(Dst->Elem) + " and " + C.str(Src->Elem));
  Type *Int = C.basic(BasicKind::Int);
  recordSignature(Int, {X.T, Y.T});
  return value(Int);
}

bool BuiltinCall::deleteKey() {
  Type *MapType = X.T;
  Type *Key = nullptr;
  bool Ok = underIs(MapType, [&](Type *U) {
    auto *M = dyn_cast_or_null<Map>(U);
    if (!M)
      return fail(X, DiagCode::InvalidDelete,
                  "invalid argument: " + C.str(X) + " is not a map");
    if (Key && !identical(M->Key, Key))
      return fail(X, DiagCode::InvalidDelete,
                  "invalid argument: maps of " + C.str(X) +
                      " must have identical key types");
    Key = M->Key;
    return true;
  });
  if (!Ok)
    return false;
  X = Args[1];
  assignment(C, X, Key, "argument to delete");
  if (X.invalid())
    return false;
  recordSignature(nullptr, {MapType, Key});
  return noValue();
}

bool BuiltinCall::make() {
  Expr *Arg0 = Call->Args[0];
  Type *T = varType(C, Arg0);
  if (!isValid(T))
    return false;
  Type *U = coreType(T);
  if (!U)
    return fail(Arg0, DiagCode::InvalidMake,
                "invalid argument: cannot make " + C.str(Arg0) +
                    ": no core type");
  if (!isa<Slice, Map, Chan>(U))
    return fail(Arg0, DiagCode::InvalidMake,
                "invalid argument: cannot make " + C.str(Arg0) +
                    "; type must be slice, map, or channel");
  unsigned Min = isa<Slice>(U) ? 2 : 1;
  if (NumArgs < Min || NumArgs > Min + 1)
    return fail(Call, DiagCode::WrongArgCount,
                "invalid operation: " + C.str(Call) + " expects " +
                    llvm::Twine(Min) + " or " + llvm::Twine(Min + 1) +
                    " arguments; found " + llvm::Twine(NumArgs));

  llvm::SmallVector<Type *, 3> Types{T};
  llvm::SmallVector<int64_t, 2> Sizes;
  for (Expr *Arg : Call->Args.drop_front()) {
    int64_t Size;
    Types.push_back(indexValue(C, Arg, -1, Size));
    if (Size >= 0)
      Sizes.push_back(Size);
  }
  if (Sizes.size() == 2 && Sizes[0] > Sizes[1])
    C.error(Call->Args[1], DiagCode::SwappedMakeArgs,
            "invalid argument: length and capacity swapped");
  value(T);
  recordSignature(T, Types);
  return true;
}
