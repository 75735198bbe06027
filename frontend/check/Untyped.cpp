//===- Untyped.cpp - Types of untyped expressions -------------------------===//
//
// An untyped expression gets its final type from the context it is used in,
// which is seen after the expression. Until then it waits in Checker::Untyped;
// updateExprType walks back down the tree once the type is known.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Expr.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

#include "llvm/Support/ErrorHandling.h"

using namespace ogo;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;

void ogo::rememberUntyped(Checker &C, Expr *E, bool Lhs, OperandMode Mode,
                          BasicType *T, const ConstantValue &Val) {
  C.Untyped[E] = UntypedExpr{Lhs, Mode, T, Val};
}

static bool isShiftOp(Op O) { return O == Op::Shl || O == Op::Shr; }
static bool isComparisonOp(Op O) { return opPrecedence(O) == 3; }

/// Gives the operands that share X's type that type; false if X is of a kind
/// that is never untyped.
static bool updateOperands(Checker &C, Expr *X, bool IsConst, Type *T,
                           bool Final) {
  switch (X->kind()) {
  case NodeKind::CallExpr:
  case NodeKind::Name:
  case NodeKind::BasicLit:
  case NodeKind::SelectorExpr:
    return true; // no operands of the same type
  case NodeKind::ParenExpr:
    updateExprType(C, cast<ParenExpr>(X)->X, T, Final);
    return true;
  case NodeKind::Operation: {
    auto *O = cast<Operation>(X);
    if (O->isUnary() && O->Opcode == Op::Mul)
      return false;
    // Operands of a constant are never materialized.
    if (IsConst)
      return true;
    if (O->isUnary() || isShiftOp(O->Opcode)) {
      updateExprType(C, O->X, T, Final);
    } else if (!isComparisonOp(O->Opcode)) {
      updateExprType(C, O->X, T, Final);
      updateExprType(C, O->Y, T, Final);
    }
    return true;
  }
  default:
    return false;
  }
}

void ogo::updateExprType(Checker &C, Expr *X, Type *T, bool Final) {
  auto Found = C.Untyped.find(X);
  if (Found == C.Untyped.end())
    return;
  UntypedExpr Old = Found->second;
  if (!updateOperands(C, X, !Old.Val.isNull(), T, Final))
    return;

  if (!Final && isUntyped(T)) {
    C.Untyped[X].T = cast<BasicType>(under(T));
    return;
  }
  C.Untyped.erase(X);

  if (Old.IsLhs && !allInteger(T)) {
    C.error(X, DiagCode::InvalidShiftOperand,
            "invalid operation: shifted operand " + C.str(X) + " (type " +
                C.str(T) + ") must be integer");
    return;
  }
  if (!Old.Val.isNull()) {
    // A constant must be representable in its final type.
    Operand Const;
    Const.Mode = Old.Mode;
    Const.X = X;
    Const.T = Old.T;
    Const.Val = Old.Val;
    convertUntyped(C, Const, T);
    if (Const.invalid())
      return;
    // The value is rounded as the type demands: lowering takes it as it is.
    if (!Const.Val.isNull())
      Old.Val = Const.Val;
  }
  C.recordTypeAndValue(X, Old.Mode, T, Old.Val);
}

/// A non-constant untyped value (comparison, shift) as a basic type.
static bool untypedValueFits(const BasicType *From, const Type *Target) {
  switch (From->Kind) {
  case BasicKind::UntypedBool:
    return isBoolean(Target);
  case BasicKind::UntypedInt:
  case BasicKind::UntypedRune:
  case BasicKind::UntypedFloat:
  case BasicKind::UntypedComplex:
    return isNumeric(Target);
  case BasicKind::UntypedString:
    return isString(Target);
  default:
    return false;
  }
}

Type *ogo::implicitTypeAndValue(Checker &C, const Operand &X, Type *Target,
                                ConstantValue &Val, DiagCode &Code) {
  if (X.invalid() || isTyped(X.T) || !isValid(Target))
    return X.T;
  Code = DiagCode::InvalidUntypedConversion;
  if (isUntyped(Target))
    return maxType(X.T, Target);
  if (X.isNil())
    return hasNil(Target) ? Target : nullptr;

  Type *U = under(Target);
  if (auto *B = dyn_cast<BasicType>(U)) {
    if (X.Mode == OperandMode::Constant)
      return representation(C, X, B, Val, Code) ? Target : nullptr;
    return untypedValueFits(cast<BasicType>(X.T), Target) ? Target : nullptr;
  }
  auto *I = dyn_cast<Interface>(U);
  if (!I)
    return nullptr;
  if (isTypeParam(Target)) {
    bool Ok = typeSet(I).underIs([&](Type *T) {
      ConstantValue Ignored;
      DiagCode IgnoredCode;
      return T && implicitTypeAndValue(C, X, T, Ignored, IgnoredCode);
    });
    return Ok ? Target : nullptr;
  }
  // Values in interfaces have concrete types: the default type is used.
  return typeSet(I).isAll() ? defaultType(C.Ctx, X.T) : nullptr;
}

void ogo::invalidConversion(Checker &C, DiagCode Code, Operand &X,
                            Type *Target) {
  std::string What = C.str(X), To = C.str(Target);
  if (Code == DiagCode::TruncatedFloat)
    C.error(X, Code, What + " truncated to " + To);
  else if (Code == DiagCode::NumericOverflow)
    C.error(X, Code, What + " overflows " + To);
  else
    C.error(X, Code, "cannot convert " + What + " to type " + To);
}

/// Underlying type that may still be unknown while Named is being declared.
static Type *safeUnderlying(Type *T) {
  if (Named *N = asNamed(T))
    return N->Underlying ? N->Underlying : T;
  return under(T);
}

void ogo::convertUntyped(Checker &C, Operand &X, Type *Target) {
  ConstantValue Val;
  DiagCode Code;
  Type *NewType = implicitTypeAndValue(C, X, Target, Val, Code);
  if (!NewType) {
    invalidConversion(C, Code, X,
                      isTypeParam(Target) ? Target : safeUnderlying(Target));
    X.Mode = OperandMode::Invalid;
    return;
  }
  if (!Val.isNull()) {
    X.Val = Val;
    auto Found = C.Untyped.find(X.X);
    if (Found != C.Untyped.end())
      Found->second.Val = Val;
  }
  if (NewType != X.T) {
    X.T = NewType;
    updateExprType(C, X.X, NewType, false);
  }
}
