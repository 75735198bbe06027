//===- Operand.h - An expression while it is being checked -----*- C++ -*-===//
#ifndef OGO_FRONTEND_CHECK_OPERAND_H
#define OGO_FRONTEND_CHECK_OPERAND_H

#include "frontend/basic/Diagnostics.h"
#include "frontend/types/Info.h"

namespace ogo {

class Checker;

/// Mode, type and value of an expression; X is its node (null: synthesized,
/// At is then used).
struct Operand {
  OperandMode Mode = OperandMode::Invalid;
  Expr *X = nullptr;
  Type *T = nullptr;
  ConstantValue Val;
  BuiltinId Id = BuiltinId::Append;
  Pos At;

  Pos pos() const { return X ? X->pos() : At; }
  bool isNil() const { return Mode == OperandMode::NilValue; }
  bool invalid() const { return Mode == OperandMode::Invalid; }
};

/// "x (variable of type T)" etc., as gc words it.
std::string operandString(Checker &C, const Operand &X);

/// Spec "Assignability". On false Cause may say why; Code gets the error code.
bool assignableTo(Checker &C, const Operand &X, Type *T, std::string *Cause,
                  DiagCode *Code);

} // namespace ogo

#endif
