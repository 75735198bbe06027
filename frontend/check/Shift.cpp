//===- Shift.cpp - Shifts -------------------------------------------------===//
//
// "If the left operand of a non-constant shift expression is an untyped
// constant, it is first implicitly converted to the type it would assume if
// the shift expression were replaced by its left operand alone." That type is
// known later, so such an operand is only marked here.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Expr.h"
#include "frontend/types/Predicates.h"

using namespace ogo;
using Kind = ConstantValue::Kind;

static void notInteger(Checker &C, Operand &X) {
  C.error(X, DiagCode::InvalidShiftOperand,
          "invalid operation: shifted operand " + C.str(X) +
              " must be integer");
  X.Mode = OperandMode::Invalid;
}

/// Checks the shift count; YVal gets a constant one as an integer.
static bool checkCount(Checker &C, Operand &Y, ConstantValue &YVal) {
  if (Y.Mode == OperandMode::Constant) {
    YVal = constant::toInt(Y.Val);
    if (YVal.kind() == Kind::Int && YVal.sign() < 0) {
      C.error(Y, DiagCode::InvalidShiftCount,
              "invalid operation: negative shift count " + C.str(Y));
      return false;
    }
    if (!isUntyped(Y.T))
      return true;
    // Tested here, because untyped integers pass as integers below.
    representable(C, Y, C.basic(BasicKind::Uint));
    return !Y.invalid();
  }
  if (allInteger(Y.T)) {
    constexpr LangVersion SignedCounts{13};
    if (allUnsigned(Y.T) || C.allowVersion(SignedCounts))
      return true;
    return C.verifyVersion(Y.X, SignedCounts,
                           "invalid operation: signed shift count " + C.str(Y));
  }
  if (isUntyped(Y.T)) {
    convertUntyped(C, Y, C.basic(BasicKind::Uint));
    return !Y.invalid();
  }
  C.error(Y, DiagCode::InvalidShiftCount,
          "invalid operation: shift count " + C.str(Y) + " must be integer");
  return false;
}

static void constantShift(Checker &C, Operand &X, const ConstantValue &XVal,
                          const Operand &Y, const ConstantValue &YVal, Expr *E,
                          Op O) {
  bool Unknown = X.Val.kind() == Kind::Unknown || Y.Val.kind() == Kind::Unknown;
  // Large enough for the smallest float64.
  constexpr uint64_t MaxCount = 1023 - 1 + 52;
  if (!Unknown) {
    auto Count = YVal.uint64Val();
    if (!Count || *Count > MaxCount) {
      C.error(Y, DiagCode::InvalidShiftCount,
              "invalid operation: invalid shift count " + C.str(Y));
      X.Mode = OperandMode::Invalid;
      return;
    }
    X.Val = constant::shift(XVal, O, static_cast<unsigned>(*Count));
  } else {
    X.Val = ConstantValue::unknown();
  }
  // The operand may be an integral untyped float; the result is an integer.
  if (!isInteger(X.T))
    X.T = C.basic(BasicKind::UntypedInt);
  if (Unknown)
    return;
  X.X = E;
  overflow(C, X, opPos(E));
}

void ogo::shift(Checker &C, Operand &X, Operand &Y, Expr *E, Op O) {
  ConstantValue XVal, YVal;
  bool XConst = X.Mode == OperandMode::Constant;
  if (XConst)
    XVal = constant::toInt(X.Val);
  if (!allInteger(X.T) &&
      !(isUntyped(X.T) && XConst && XVal.kind() == Kind::Int))
    return notInteger(C, X);
  if (!checkCount(C, Y, YVal)) {
    X.Mode = OperandMode::Invalid;
    return;
  }

  if (XConst && Y.Mode == OperandMode::Constant)
    return constantShift(C, X, XVal, Y, YVal, E, O);
  if (XConst && isUntyped(X.T)) {
    // The entry may be missing if the expression is evaluated twice because
    // of a declaration cycle.
    auto Found = C.Untyped.find(X.X);
    if (Found != C.Untyped.end())
      Found->second.IsLhs = true;
    X.Mode = OperandMode::Value; // keeps its type
    return;
  }
  if (!allInteger(X.T))
    return notInteger(C, X);
  X.Mode = OperandMode::Value;
}
