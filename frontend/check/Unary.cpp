//===- Unary.cpp - Unary operations but pointer indirection ---------------===//
#include "frontend/check/Decl.h"
#include "frontend/check/Expr.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/Sizes.h"

using namespace ogo;
using llvm::dyn_cast;
using llvm::isa;

static bool unaryDefined(Type *T, Op O) {
  switch (O) {
  case Op::Add:
  case Op::Sub:
    return allNumeric(T);
  case Op::Xor:
    return allInteger(T);
  case Op::Not:
    return allBoolean(T);
  default:
    return false;
  }
}

static bool binaryDefined(Type *T, Op O) {
  switch (O) {
  case Op::Add:
    return allNumericOrString(T);
  case Op::Sub:
  case Op::Mul:
  case Op::Div:
    return allNumeric(T);
  case Op::Rem:
  case Op::And:
  case Op::Or:
  case Op::Xor:
  case Op::AndNot:
    return allInteger(T);
  case Op::AndAnd:
  case Op::OrOr:
    return allBoolean(T);
  default:
    return false;
  }
}

bool ogo::opDefined(Checker &C, const Operand &X, Op O, bool Unary) {
  if (Unary ? unaryDefined(X.T, O) : binaryDefined(X.T, O))
    return true;
  C.error(X, DiagCode::UndefinedOp,
          "invalid operation: operator " + opText(O) + " not defined on " +
              C.str(X));
  return false;
}

static void addressOf(Checker &C, Operand &X, Operation *E) {
  // "As an exception to the addressability requirement, x may also be a
  // (possibly parenthesized) composite literal."
  if (!isa<CompositeLit>(unparen(E->X)) && X.Mode != OperandMode::Variable) {
    C.error(X, DiagCode::UnaddressableOperand,
            "invalid operation: cannot take address of " + C.str(X));
    X.Mode = OperandMode::Invalid;
    return;
  }
  X.Mode = OperandMode::Value;
  X.T = C.Ctx.make<Pointer>(X.T);
}

Type *ogo::chanElem(Checker &C, Pos At, const Operand &X, bool Receive) {
  std::string Cause;
  Type *U = commonUnder(
      C, X.T,
      [&](Type *T, Type *U) -> std::string {
        if (!U)
          return "no specific channel type";
        auto *Ch = dyn_cast<Chan>(U);
        if (!Ch)
          return "non-channel " + C.str(T);
        if (Receive && Ch->Dir == ChanDir::SendOnly)
          return "send-only channel " + C.str(T);
        if (!Receive && Ch->Dir == ChanDir::RecvOnly)
          return "receive-only channel " + C.str(T);
        return "";
      },
      Cause);
  if (U)
    return llvm::cast<Chan>(U)->Elem;
  std::string What =
      isTypeParam(X.T) ? C.str(X) + ": " + Cause : Cause + " " + C.str(X);
  if (Receive)
    C.error(At, DiagCode::InvalidReceive,
            "invalid operation: cannot receive from " + What);
  else
    C.error(At, DiagCode::InvalidSend,
            "invalid operation: cannot send to " + What);
  return nullptr;
}

static void receive(Checker &C, Operand &X) {
  Type *Elem = chanElem(C, startPos(X.X), X, /*Receive=*/true);
  if (!Elem || !isComplete(C, Elem)) {
    X.Mode = OperandMode::Invalid;
    return;
  }
  X.Mode = OperandMode::CommaOk;
  X.T = Elem;
  C.Env.HasCallOrRecv = true;
}

void ogo::unary(Checker &C, Operand &X, Operation *E) {
  expr(C, nullptr, X, E->X);
  if (X.invalid())
    return;

  Op O = E->Opcode;
  if (O == Op::And)
    return addressOf(C, X, E);
  if (O == Op::Recv)
    return receive(C, X);
  if (O == Op::Tilde) {
    bool Integer = allInteger(X.T);
    C.error(E, DiagCode::UndefinedOp,
            Integer ? "cannot use ~ outside of interface or type constraint "
                      "(use ^ for bitwise complement)"
                    : "cannot use ~ outside of interface or type constraint");
    if (!Integer) {
      X.Mode = OperandMode::Invalid;
      return;
    }
    O = Op::Xor;
  }

  if (!opDefined(C, X, O, /*Unary=*/true)) {
    X.Mode = OperandMode::Invalid;
    return;
  }
  if (X.Mode != OperandMode::Constant) {
    X.Mode = OperandMode::Value;
    return;
  }
  if (X.Val.kind() == ConstantValue::Kind::Unknown)
    return;
  unsigned Width = isUnsigned(X.T) ? static_cast<unsigned>(sizeOf(X.T)) * 8 : 0;
  X.Val = constant::unaryOp(O, X.Val, Width);
  X.X = E;
  overflow(C, X, opPos(E));
}
