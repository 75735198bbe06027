//===- Const.cpp - Values of constant operands ----------------------------===//
//
// Spec "Representability": a constant x is representable by a value of type T
// if it is in T's set of values, for floats after rounding.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Expr.h"
#include "frontend/types/Predicates.h"

#include <cmath>

using namespace ogo;
using llvm::cast;
using llvm::dyn_cast_or_null;
using llvm::StringRef;
using Kind = ConstantValue::Kind;

Pos ogo::opPos(const Expr *X) {
  if (!X)
    return Pos();
  if (auto *O = dyn_cast_or_null<Operation>(X))
    return O->pos();
  return startPos(X);
}

/// Name of an operation that may overflow, with a space; else empty.
static StringRef overflowingOp(const Expr *X) {
  auto *O = dyn_cast_or_null<Operation>(X);
  if (!O)
    return "";
  if (O->isUnary())
    return O->Opcode == Op::Xor ? "bitwise complement " : "";
  switch (O->Opcode) {
  case Op::Add:
    return "addition ";
  case Op::Sub:
    return "subtraction ";
  case Op::Xor:
    return "bitwise XOR ";
  case Op::Mul:
    return "multiplication ";
  case Op::Shl:
    return "shift ";
  default:
    return "";
  }
}

void ogo::overflow(Checker &C, Operand &X, Pos OpPos) {
  if (X.Val.kind() == Kind::Unknown) {
    C.error(OpPos, DiagCode::InvalidConstVal,
            "constant result is not representable");
    return;
  }
  if (isTyped(X.T)) {
    representable(C, X, cast<BasicType>(under(X.T)));
    return;
  }
  // Untyped integers must not grow without bound.
  constexpr unsigned MaxBits = 512;
  if (X.Val.kind() == Kind::Int && X.Val.bitLen() > MaxBits) {
    C.error(OpPos, DiagCode::InvalidConstVal,
            "constant " + overflowingOp(X.X) + "overflow");
    X.Val = ConstantValue::unknown();
    return;
  }
  // Nor must strings: this is the most a symbol can hold.
  constexpr uint64_t MaxLength = 2000000000;
  if (X.Val.kind() == Kind::String && X.Val.stringLen() > MaxLength) {
    C.error(OpPos, DiagCode::InvalidConstVal,
            "constant string too long (" + llvm::Twine(X.Val.stringLen()) +
                " bytes > " + llvm::Twine(MaxLength) + " bytes)");
    X.Val = ConstantValue::unknown();
  }
}

/// Bits of an integer type; Signed tells how they are read. 0: unbounded.
static unsigned integerBits(BasicKind K, bool &Signed) {
  Signed = false;
  switch (K) {
  case BasicKind::Int8:
    Signed = true;
    return 8;
  case BasicKind::Int16:
    Signed = true;
    return 16;
  case BasicKind::Int32:
    Signed = true;
    return 32;
  case BasicKind::Int:
  case BasicKind::Int64:
    Signed = true;
    return 64;
  case BasicKind::Uint8:
    return 8;
  case BasicKind::Uint16:
    return 16;
  case BasicKind::Uint32:
    return 32;
  case BasicKind::Uint:
  case BasicKind::Uint64:
  case BasicKind::Uintptr:
    return 64;
  default:
    return 0; // untyped int or rune
  }
}

static bool representableInt(const ConstantValue &X, BasicType *T,
                             ConstantValue *Rounded) {
  ConstantValue I = constant::toInt(X);
  if (I.kind() != Kind::Int)
    return false;
  if (Rounded)
    *Rounded = I;
  bool Signed;
  unsigned Bits = integerBits(T->Kind, Signed);
  if (Bits == 0)
    return true;
  if (auto V = I.int64Val()) {
    if (Signed)
      return Bits == 64 || (*V >= -(int64_t(1) << (Bits - 1)) &&
                            *V < (int64_t(1) << (Bits - 1)));
    return *V >= 0 && (Bits == 64 || *V < (int64_t(1) << Bits));
  }
  return !Signed && Bits == 64 && I.uint64Val().has_value();
}

/// Rounds X to a float of 32 or 64 bits; without Rounded it is only tested.
static bool fitsFloat(const ConstantValue &X, bool Is32,
                      ConstantValue *Rounded) {
  if (!Rounded)
    return Is32 ? !std::isinf(X.floatVal()) : !std::isinf(X.doubleVal());
  ConstantValue R =
      Is32 ? constant::roundFloat32(X) : constant::roundFloat64(X);
  if (R.kind() == Kind::Unknown)
    return false;
  *Rounded = std::move(R);
  return true;
}

static bool representableFloat(const ConstantValue &X, BasicType *T,
                               ConstantValue *Rounded) {
  ConstantValue F = constant::toFloat(X);
  if (F.kind() != Kind::Float)
    return false;
  if (T->Kind == BasicKind::UntypedFloat)
    return true;
  return fitsFloat(F, T->Kind == BasicKind::Float32, Rounded);
}

static bool representableComplex(const ConstantValue &X, BasicType *T,
                                 ConstantValue *Rounded) {
  ConstantValue Z = constant::toComplex(X);
  if (Z.kind() != Kind::Complex)
    return false;
  if (T->Kind == BasicKind::UntypedComplex)
    return true;
  bool Is32 = T->Kind == BasicKind::Complex64;
  if (!Rounded)
    return fitsFloat(Z.real(), Is32, nullptr) &&
           fitsFloat(Z.imag(), Is32, nullptr);
  ConstantValue Re, Im;
  if (!fitsFloat(Z.real(), Is32, &Re) || !fitsFloat(Z.imag(), Is32, &Im))
    return false;
  *Rounded = constant::makeComplex(Re, Im);
  return true;
}

bool ogo::representableConst(const ConstantValue &V, BasicType *T,
                             ConstantValue *Rounded) {
  if (V.kind() == Kind::Unknown)
    return true; // reported before
  if (T->Info & IsInteger)
    return representableInt(V, T, Rounded);
  if (T->Info & IsFloat)
    return representableFloat(V, T, Rounded);
  if (T->Info & IsComplex)
    return representableComplex(V, T, Rounded);
  if (T->Info & IsString)
    return V.kind() == Kind::String;
  if (T->Info & IsBoolean)
    return V.kind() == Kind::Bool;
  return false;
}

void ogo::representable(Checker &C, Operand &X, BasicType *T) {
  ConstantValue V;
  DiagCode Code;
  if (!representation(C, X, T, V, Code)) {
    invalidConversion(C, Code, X, T);
    X.Mode = OperandMode::Invalid;
    return;
  }
  X.Val = std::move(V);
}

bool ogo::representation(Checker &C, const Operand &X, BasicType *T,
                         ConstantValue &V, DiagCode &Code) {
  V = X.Val;
  if (representableConst(X.Val, T, &V))
    return true;
  if (!isNumeric(X.T) || !isNumeric(T))
    Code = DiagCode::InvalidConstVal;
  else if (!isInteger(X.T) && isInteger(T))
    Code = DiagCode::TruncatedFloat;
  else
    Code = DiagCode::NumericOverflow;
  return false;
}
