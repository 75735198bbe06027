//===- Comparison.cpp - Comparison operators ------------------------------===//
//
// Spec "Comparison operators": which operands may be compared, and why others
// may not: the reason is part of gc's message.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Expr.h"
#include "frontend/types/Predicates.h"

using namespace ogo;
using llvm::isa;

std::string ogo::incomparableCause(Checker &C, Type *T) {
  Type *U = under(T);
  if (isa<Slice, Signature, Map>(U))
    return compositeKind(T).str() + " can only be compared to nil";
  std::string Why;
  comparableType(T, /*Dynamic=*/true, &Why,
                 [&C](const Package *P) { return C.qualify(P); });
  return Why;
}

namespace {
struct Problem {
  const Operand *At = nullptr; // null: no problem
  DiagCode Code = DiagCode::UndefinedOp;
  std::string Cause;
};
} // namespace

static Problem checkEquality(Checker &C, const Operand &X, const Operand &Y) {
  // "Slice, map, and function types are not comparable. However, as a special
  // case, a slice, map, or function value may be compared to nil."
  if (X.isNil() || Y.isNil()) {
    if (!hasNil(X.isNil() ? Y.T : X.T))
      return {&Y, DiagCode::UndefinedOp, ""}; // nil == nil
    return {};
  }
  if (!comparableType(X.T))
    return {&X, DiagCode::UndefinedOp, incomparableCause(C, X.T)};
  if (!comparableType(Y.T))
    return {&Y, DiagCode::UndefinedOp, incomparableCause(C, Y.T)};
  return {};
}

static Problem checkComparison(Checker &C, const Operand &X, const Operand &Y,
                               Op O) {
  // "In any comparison, the first operand must be assignable to the type of
  // the second operand, or vice versa."
  if (!assignableTo(C, X, Y.T, nullptr, nullptr) &&
      !assignableTo(C, Y, X.T, nullptr, nullptr))
    return {&Y, DiagCode::MismatchedTypes,
            "mismatched types " + C.str(X.T) + " and " + C.str(Y.T)};
  if (O == Op::Eql || O == Op::Neq)
    return checkEquality(C, X, Y);
  if (!allOrdered(X.T))
    return {&X, DiagCode::UndefinedOp, ""};
  if (!allOrdered(Y.T))
    return {&Y, DiagCode::UndefinedOp, ""};
  return {};
}

static void reportComparison(Checker &C, const Operand &X, const Operand &Y,
                             Op O, bool SwitchCase, Problem P) {
  if (P.Cause.empty()) {
    if (isTypeParam(X.T) || isTypeParam(Y.T)) {
      if (!isTypeParam(X.T))
        P.At = &Y;
      P.Cause = "type parameter " + C.str(P.At->T) + " cannot use operator " +
                opText(O).str();
    } else {
      llvm::StringRef Kind = compositeKind(P.At->T);
      P.Cause = "operator " + opText(O).str() + " not defined on " +
                (Kind.empty() ? C.str(P.At->T) : Kind.str());
    }
  }
  if (SwitchCase)
    C.error(X, P.Code,
            "invalid case " + C.str(X.X) + " in switch on " + C.str(Y.X) +
                " (" + P.Cause + ")");
  else
    C.error(*P.At, P.Code,
            "invalid operation: " + C.str(X.X) + " " + opText(O) + " " +
                C.str(Y.X) + " (" + P.Cause + ")");
}

void ogo::comparison(Checker &C, Operand &X, Operand &Y, Op O,
                     bool SwitchCase) {
  if (!isValid(X.T) || !isValid(Y.T)) {
    X.Mode = OperandMode::Invalid;
    return;
  }
  if (SwitchCase)
    O = Op::Eql;
  if (Problem P = checkComparison(C, X, Y, O); P.At) {
    reportComparison(C, X, Y, O, SwitchCase, std::move(P));
    X.Mode = OperandMode::Invalid;
    return;
  }

  if (X.Mode == OperandMode::Constant && Y.Mode == OperandMode::Constant) {
    X.Val = ConstantValue::makeBool(constant::compare(X.Val, O, Y.Val));
  } else {
    // The operands exist at run time and so get final types now.
    X.Mode = OperandMode::Value;
    updateExprType(C, X.X, defaultType(C.Ctx, X.T), true);
    updateExprType(C, Y.X, defaultType(C.Ctx, Y.T), true);
  }
  // "Comparison operators compare two operands and yield an untyped boolean
  // value."
  X.T = C.basic(BasicKind::UntypedBool);
}
