//===- Binary.cpp - Binary arithmetic, logic and string operations --------===//
#include "frontend/check/Expr.h"
#include "frontend/types/Predicates.h"

using namespace ogo;
using llvm::isa;
using Kind = ConstantValue::Kind;

/// Whether an untyped operand among X and Y may be converted to the other's
/// type. If not, the operands are left alone and the caller reports a
/// mismatch, which reads better than a failed conversion.
static bool mayConvert(const Operand &X, const Operand &Y) {
  if (isTyped(X.T) && isTyped(Y.T))
    return false;
  // A number only converts to a number.
  if (allNumeric(X.T) != allNumeric(Y.T))
    return false;
  if (isNonTypeParamInterface(X.T) || isNonTypeParamInterface(Y.T))
    return true;
  if (allBoolean(X.T) != allBoolean(Y.T))
    return false;
  if (allString(X.T) != allString(Y.T))
    return false;
  if (X.isNil())
    return hasNil(Y.T);
  if (Y.isNil())
    return hasNil(X.T);
  return !isa<Pointer>(under(X.T)) && !isa<Pointer>(under(Y.T));
}

void ogo::matchTypes(Checker &C, Operand &X, Operand &Y) {
  if (!mayConvert(X, Y))
    return;
  convertUntyped(C, X, Y.T);
  if (X.invalid())
    return;
  convertUntyped(C, Y, X.T);
  if (Y.invalid())
    X.Mode = OperandMode::Invalid;
}

static void mismatch(Checker &C, const Operand &X, const Operand &Y, Expr *E,
                     Expr *Lhs, Expr *Rhs, Op O) {
  if (!isValid(X.T) || !isValid(Y.T))
    return; // reported before
  std::string What =
      E ? C.str(E) : C.str(Lhs) + " " + opText(O).str() + "= " + C.str(Rhs);
  C.error(X, DiagCode::MismatchedTypes,
          "invalid operation: " + What + " (mismatched types " + C.str(X.T) +
              " and " + C.str(Y.T) + ")");
}

/// Reports a constant divisor that is zero or, for complex division, whose
/// square underflows to zero.
static bool zeroDivisor(Checker &C, const Operand &X, const Operand &Y) {
  if (Y.Mode != OperandMode::Constant)
    return false;
  bool XConst = X.Mode == OperandMode::Constant;
  bool Zero = (XConst || allInteger(X.T)) && Y.Val.sign() == 0;
  if (!Zero && XConst && isComplex(X.T)) {
    ConstantValue Re = Y.Val.real(), Im = Y.Val.imag();
    Zero = constant::binaryOp(Re, Op::Mul, Re).sign() == 0 &&
           constant::binaryOp(Im, Op::Mul, Im).sign() == 0;
  }
  if (Zero)
    C.error(Y, DiagCode::DivByZero, "invalid operation: division by zero");
  return Zero;
}

void ogo::binary(Checker &C, Operand &X, Expr *E, Expr *Lhs, Expr *Rhs, Op O,
                 Pos OpPos) {
  Operand Y;
  expr(C, nullptr, X, Lhs);
  expr(C, nullptr, Y, Rhs);
  if (X.invalid())
    return;
  if (Y.invalid()) {
    X.Mode = OperandMode::Invalid;
    X.X = Y.X;
    return;
  }
  if (O == Op::Shl || O == Op::Shr)
    return shift(C, X, Y, E, O);

  matchTypes(C, X, Y);
  if (X.invalid())
    return;
  if (opPrecedence(O) == 3)
    return comparison(C, X, Y, O, /*SwitchCase=*/false);

  if (!identical(X.T, Y.T)) {
    mismatch(C, X, Y, E, Lhs, Rhs, O);
    X.Mode = OperandMode::Invalid;
    return;
  }
  if (!opDefined(C, X, O, /*Unary=*/false) ||
      ((O == Op::Div || O == Op::Rem) && zeroDivisor(C, X, Y))) {
    X.Mode = OperandMode::Invalid;
    return;
  }

  if (X.Mode != OperandMode::Constant || Y.Mode != OperandMode::Constant) {
    X.Mode = OperandMode::Value;
    return;
  }
  if (X.Val.kind() == Kind::Unknown || Y.Val.kind() == Kind::Unknown) {
    X.Val = ConstantValue::unknown();
    return;
  }
  X.Val = constant::binaryOp(X.Val, O, Y.Val,
                             /*IntDiv=*/O == Op::Div && isInteger(X.T));
  X.X = E;
  overflow(C, X, opPos(E));
}
