//===- Conversion.cpp - Conversions ---------------------------------------===//
//
// Spec "Conversions".
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Expr.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::dyn_cast;
using llvm::isa;

/// A constant X converted to basic type T; V gets the value if given.
static bool constConvertibleTo(const Operand &X, Type *T, ConstantValue *V) {
  auto *B = dyn_cast<BasicType>(under(T));
  if (!B)
    return false;
  if (representableConst(X.Val, B, V))
    return true;
  if (!isInteger(X.T) || !isString(B))
    return false;
  if (V)
    *V = constant::runeToString(X.Val);
  return true;
}

/// A constant is convertible to a type parameter if it is to each of its
/// specific types.
static bool constConvertibleToParam(Checker &C, const Operand &X, Type *T,
                                    std::string &Cause) {
  return typeSet(asTypeParam(T)).underIs([&](Type *U) {
    if (!U) {
      Cause = C.str(T) + " does not contain specific types";
      return false;
    }
    if (isString(X.T) && isBytesOrRunes(U))
      return true;
    if (constConvertibleTo(X, U, nullptr))
      return true;
    if (isInteger(X.T) && isInteger(U))
      Cause = "constant " + X.Val.str() + " overflows " + C.str(U) + " (in " +
              C.str(T) + ")";
    else
      Cause = "cannot convert " + C.str(X) + " to type " + C.str(U) + " (in " +
              C.str(T) + ")";
    return false;
  });
}

/// "A constant may be given a type explicitly by … conversion": the type the
/// untyped argument itself gets.
static Type *finalArgumentType(Checker &C, const Operand &X, Type *T,
                               bool ConstArg) {
  if (X.T == C.basic(BasicKind::UntypedNil))
    return T;
  if (isNonTypeParamInterface(T) || (ConstArg && !isConstType(T)))
    return defaultType(C.Ctx, X.T);
  if (X.Mode == OperandMode::Constant && isInteger(X.T) && allString(T))
    return X.T;
  return T;
}

void ogo::conversion(Checker &C, Operand &X, Type *T) {
  bool ConstArg = X.Mode == OperandMode::Constant;
  bool Ok = false;
  std::string Cause;
  if (ConstArg && isConstType(T)) {
    ConstantValue V = X.Val;
    Ok = constConvertibleTo(X, T, &V);
    X.Val = std::move(V);
    if (!Ok && isInteger(X.T) && isInteger(T)) {
      C.error(X, DiagCode::InvalidConversion,
              "constant " + X.Val.str() + " overflows " + C.str(T));
      X.Mode = OperandMode::Invalid;
      return;
    }
  } else if (ConstArg && isTypeParam(T)) {
    Ok = constConvertibleToParam(C, X, T, Cause);
    X.Mode = OperandMode::Value; // type parameters are no constant types
  } else if (convertibleTo(C, X, T, nullptr)) {
    Ok = true;
    X.Mode = OperandMode::Value;
  } else {
    convertibleTo(C, X, T, &Cause);
  }

  if (!Ok) {
    C.error(X, DiagCode::InvalidConversion,
            "cannot convert " + C.str(X) + " to type " + C.str(T) +
                (Cause.empty() ? "" : ": ") + Cause);
    X.Mode = OperandMode::Invalid;
    return;
  }
  if (isUntyped(X.T))
    updateExprType(C, X.X, finalArgumentType(C, X, T, ConstArg), true);
  X.T = T;
}

//===----------------------------------------------------------------------===//
// Convertibility
//===----------------------------------------------------------------------===//

static bool isKind(const Type *U, BasicKind K) {
  auto *B = dyn_cast<BasicType>(U);
  return B && B->Kind == K;
}

static bool isPointerOrUintptr(const Type *U) {
  return isa<Pointer>(U) || isKind(U, BasicKind::Uintptr);
}

/// Rules on the underlying types of V and T that hold without type parameters.
static bool basicConvertible(Type *Vu, Type *Tu) {
  // "x's type and T are both integer or floating point types."
  if (isBasicInfo(Vu, IsInteger | IsFloat) &&
      isBasicInfo(Tu, IsInteger | IsFloat))
    return true;
  // "x's type and T are both complex types."
  if (isComplex(Vu) && isComplex(Tu))
    return true;
  // "x is an integer or a slice of bytes or runes and T is a string type."
  if ((isInteger(Vu) || isBytesOrRunes(Vu)) && isString(Tu))
    return true;
  // "x is a string and T is a slice of bytes or runes."
  if (isString(Vu) && isBytesOrRunes(Tu))
    return true;
  // "Any pointer or value of underlying type uintptr can be converted to a
  // type of underlying type Pointer and vice versa."
  return (isPointerOrUintptr(Vu) && isKind(Tu, BasicKind::UnsafePointer)) ||
         (isKind(Vu, BasicKind::UnsafePointer) && isPointerOrUintptr(Tu));
}

/// "x is a slice, T is an array or a pointer to an array, and the slice and
/// array types have identical element types." Nothing if that is not so.
static std::optional<bool> sliceToArray(Checker &C, Type *Vu, Type *Tu,
                                        std::string *Cause) {
  auto *S = dyn_cast<Slice>(Vu);
  if (!S)
    return std::nullopt;
  auto *P = dyn_cast<Pointer>(Tu);
  auto *A = P ? underAs<Array>(P->Elem) : dyn_cast<Array>(Tu);
  if (!A || !identical(S->Elem, A->Elem))
    return std::nullopt;
  if (C.allowVersion(LangVersion{P ? 17 : 20}))
    return true;
  if (Cause)
    *Cause = P ? "conversion of slice to array pointer requires go1.17 or later"
               : "conversion of slice to array requires go1.20 or later";
  return false;
}

static void prependCause(std::string *Cause, std::string Msg) {
  if (!Cause->empty())
    Msg += "\n\t" + *Cause;
  *Cause = std::move(Msg);
}

/// "Converting a value of type parameter type …": for each of its types.
static bool paramConvertible(Checker &C, const Operand &XIn, TypeParam *Vp,
                             TypeParam *Tp, Type *OrigT, std::string *Cause) {
  Operand X = XIn;
  auto ToEach = [&](const UnionTerm *V) {
    return typeSet(Tp).typeSetIs([&](const UnionTerm *T) {
      if (!T)
        return false;
      if (convertibleTo(C, X, T->T, Cause))
        return true;
      if (Cause)
        prependCause(Cause, "cannot convert " + C.str(V ? V->T : X.T) +
                                (V ? " (in " + C.str(Vp) + ")" : "") +
                                " to type " + C.str(T->T) + " (in " +
                                C.str(Tp) + ")");
      return false;
    });
  };
  if (!Vp)
    return ToEach(nullptr);
  return typeSet(Vp).typeSetIs([&](const UnionTerm *V) {
    if (!V)
      return false;
    X.T = V->T;
    if (Tp)
      return ToEach(V);
    if (convertibleTo(C, X, OrigT, Cause))
      return true;
    if (Cause)
      prependCause(Cause, "cannot convert " + C.str(V->T) + " (in " +
                              C.str(Vp) + ") to type " + C.str(OrigT));
    return false;
  });
}

bool ogo::convertibleTo(Checker &C, Operand &X, Type *T, std::string *Cause) {
  if (assignableTo(C, X, T, Cause, nullptr))
    return true;

  Type *OrigT = T;
  Type *V = unalias(X.T);
  T = unalias(T);
  Type *Vu = under(V), *Tu = under(T);
  TypeParam *Vp = dyn_cast<TypeParam>(V), *Tp = dyn_cast<TypeParam>(T);

  // "Ignoring struct tags, x's type and T are not type parameters but have
  // identical underlying types."
  if (identicalIgnoreTags(Vu, Tu) && !Vp && !Tp)
    return true;
  // "Ignoring struct tags, x's type and T are pointer types, not named types,
  // and their pointer base types are not type parameters but have identical
  // underlying types."
  if (auto *PV = dyn_cast<Pointer>(V), *PT = dyn_cast<Pointer>(T); PV && PT)
    if (!isTypeParam(PV->Elem) && !isTypeParam(PT->Elem) &&
        identicalIgnoreTags(under(PV->Elem), under(PT->Elem)))
      return true;
  if (basicConvertible(Vu, Tu))
    return true;
  if (auto Known = sliceToArray(C, Vu, Tu, Cause))
    return *Known;
  if (!Vp && !Tp)
    return false;
  return paramConvertible(C, X, Vp, Tp, OrigT, Cause);
}
