//===- BuiltinContainer.cpp - Built-ins on slices, maps and channels ------===//
#include "frontend/check/BuiltinCall.h"
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;
using llvm::isa_and_nonnull;

/// The element type of a slice, or of all slices X's type stands for; null and
/// Cause if there is none.
static Type *sliceElem(Checker &C, const Operand &X, std::string &Cause) {
  Type *Elem = nullptr;
  bool Ok = allTypes(X.T, [&](Type *, Type *U) {
    auto *S = dyn_cast_or_null<Slice>(U);
    if (!S) {
      Cause = "argument must be a slice; have " +
              (X.isNil() ? std::string("untyped nil") : C.str(X));
      return false;
    }
    if (Elem && !identical(Elem, S->Elem)) {
      Cause = "mismatched slice element types " + C.str(Elem) + " and " +
              C.str(S->Elem) + " in " + C.str(X);
      return false;
    }
    if (!Elem)
      Elem = S->Elem;
    return true;
  });
  return Ok ? Elem : nullptr;
}

/// Whether T stands for strings and byte slices only; HasString: strings, too.
static bool isBytesOrString(Checker &C, Type *T, bool &HasString) {
  HasString = false;
  return underIs(T, [&](Type *U) {
    if (auto *S = dyn_cast_or_null<Slice>(U))
      return identical(S->Elem, C.Ctx.ByteType);
    HasString |= U && isString(U);
    return U && isString(U);
  });
}

bool BuiltinCall::append() {
  // "The variadic function append appends zero or more values x to a slice s
  // of type S … If S is a type parameter, all types in its type set must have
  // the same underlying slice type []E."
  Type *S = X.T;
  std::string Cause;
  Type *Elem = sliceElem(C, X, Cause);
  if (!Elem)
    return fail(X, DiagCode::InvalidAppend, "invalid append: " + Cause);

  // "As a special case, append also accepts a first argument assignable to type
  // []byte with a second argument of string type followed by ... ."
  bool HasString;
  if (NumArgs == 2 && Call->HasDots &&
      assignableTo(C, X, C.Ctx.make<Slice>(C.Ctx.ByteType), nullptr, nullptr) &&
      isBytesOrString(C, Args[1].T, HasString) && HasString) {
    recordSignature(S, {S, Args[1].T}, /*Variadic=*/true);
    return value(S);
  }

  auto *Sig = C.Ctx.make<Signature>();
  Sig->Params = C.Ctx.makeTuple({S, C.Ctx.make<Slice>(Elem)});
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
      Val = ConstantValue::makeInt(static_cast<int64_t>(X.Val.stringLen()));
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
  // "The function copy copies slice elements from a source src to a destination
  // dst … Both arguments must have identical element type E and must be
  // assignable to a slice of type []E. As a special case, copy also accepts a
  // destination argument assignable to type []byte with a source argument of a
  // string type."
  std::string Cause;
  Type *DstElem = sliceElem(C, X, Cause);
  if (!DstElem)
    return fail(X, DiagCode::InvalidCopy, "invalid copy: " + Cause);
  const Operand &Y = Args[1];
  bool HasString;
  bool Special =
      assignableTo(C, X, C.Ctx.make<Slice>(C.Ctx.ByteType), nullptr, nullptr) &&
      isBytesOrString(C, Y.T, HasString);
  if (!Special) {
    Type *SrcElem = sliceElem(C, Y, Cause);
    // A string is something to copy from, only not for this destination.
    if (!SrcElem && allString(Y.T))
      SrcElem = C.Ctx.ByteType;
    if (!SrcElem)
      return fail(Y, DiagCode::InvalidCopy, "invalid copy: " + Cause);
    if (!identical(DstElem, SrcElem))
      return fail(X, DiagCode::InvalidCopy,
                  "invalid copy: arguments " + C.str(X) + " and " + C.str(Y) +
                      " have different element types " + C.str(DstElem) +
                      " and " + C.str(SrcElem));
  }
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
  std::string Cause;
  Type *U = commonUnder(
      C, T,
      [](Type *, Type *U) -> std::string {
        if (!U)
          return "no specific type";
        return isa<Slice, Map, Chan>(U) ? ""
                                        : "type must be slice, map, or channel";
      },
      Cause);
  if (!U)
    return fail(Arg0, DiagCode::InvalidMake,
                "invalid argument: cannot make " + C.str(Arg0) + ": " + Cause);
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
