//===- ConstantOps.cpp - Arithmetic on constants --------------------------===//
//
// Spec "Constant expressions": operations are exact. Both operands are brought
// to the simpler common form first, so each form has one implementation.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/ConstantRep.h"

#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/ErrorHandling.h"

using namespace ogo;
using Ops = ConstantOps;
using Value = ConstantValue;

void ConstantOps::match(Value &X, Value &Y) {
  Form FX = form(X), FY = form(Y);
  if (FX == FY)
    return;
  bool Swap = FX > FY;
  Value &Lo = Swap ? Y : X;
  Form Low = std::min(FX, FY), High = std::max(FX, FY);
  if (Low < Form::Int64) {
    X = Y = Value::unknown();
    return;
  }
  switch (High) {
  case Form::BigInt:
    Lo = wrap(bigFromInt64(int64(Lo)));
    return;
  case Form::Rat:
    Lo = wrap(Low == Form::Int64 ? ratFromInt64(int64(Lo)) : ratFromBig(Lo));
    return;
  case Form::Float:
    Lo = wrap(Low == Form::Int64    ? floatFromInt64(int64(Lo))
              : Low == Form::BigInt ? floatFromBig(Lo)
                                    : floatFromRat(Lo));
    return;
  case Form::Complex:
    Lo = wrap(new ComplexRep(Lo, Value::makeInt(0)));
    return;
  default:
    llvm_unreachable("operand forms do not match");
  }
}

//===----------------------------------------------------------------------===//
// Unary
//===----------------------------------------------------------------------===//

static Value negate(const Value &X) {
  switch (Ops::form(X)) {
  case ConstantForm::Int64: {
    int64_t V = Ops::int64(X);
    if (V != INT64_MIN)
      return Value::makeInt(-V);
    auto *R = Ops::bigFromInt64(V);
    mpz_neg(R->V, R->V);
    return Ops::makeInt(R);
  }
  case ConstantForm::BigInt: {
    auto *R = new BigIntRep;
    mpz_neg(R->V, Ops::bigInt(X));
    return Ops::makeInt(R);
  }
  case ConstantForm::Rat: {
    auto *R = new RatRep;
    mpq_neg(R->V, Ops::rat(X));
    return Ops::wrap(R);
  }
  case ConstantForm::Float: {
    auto *R = new FloatRep;
    mpfr_neg(R->V, Ops::flt(X), MPFR_RNDN);
    return Ops::makeFloat(R);
  }
  case ConstantForm::Complex:
    return Ops::makeComplex(negate(X.real()), negate(X.imag()));
  case ConstantForm::Unknown:
  case ConstantForm::Bool:
  case ConstantForm::String:
    break;
  }
  return Value::unknown();
}

static Value complement(const Value &X, unsigned Width) {
  auto *R = new BigIntRep;
  if (Ops::form(X) == ConstantForm::Int64)
    mpz_set_si(R->V, ~Ops::int64(X));
  else
    mpz_com(R->V, Ops::bigInt(X));
  // The complement of an unsigned value is not negative.
  if (Width > 0)
    mpz_fdiv_r_2exp(R->V, R->V, Width);
  return Ops::makeInt(R);
}

Value constant::unaryOp(Op O, const Value &X, unsigned Width) {
  if (Ops::form(X) == ConstantForm::Unknown)
    return Value::unknown();
  switch (O) {
  case Op::Add:
    return X;
  case Op::Sub:
    return negate(X);
  case Op::Xor:
    if (X.kind() == Value::Kind::Int)
      return complement(X, Width);
    break;
  case Op::Not:
    if (X.kind() == Value::Kind::Bool)
      return Value::makeBool(!X.boolVal());
    break;
  default:
    break;
  }
  return Value::unknown();
}

//===----------------------------------------------------------------------===//
// Binary
//===----------------------------------------------------------------------===//

static Value bigOp(mpz_srcptr A, Op O, mpz_srcptr B, bool IntDiv) {
  if (O == Op::Div && !IntDiv) {
    auto *Q = new RatRep;
    mpz_set(mpq_numref(Q->V), A);
    mpz_set(mpq_denref(Q->V), B);
    mpq_canonicalize(Q->V);
    return Ops::makeRat(Q);
  }
  auto *R = new BigIntRep;
  switch (O) {
  case Op::Add:
    mpz_add(R->V, A, B);
    break;
  case Op::Sub:
    mpz_sub(R->V, A, B);
    break;
  case Op::Mul:
    mpz_mul(R->V, A, B);
    break;
  case Op::Div:
    mpz_tdiv_q(R->V, A, B);
    break;
  case Op::Rem:
    mpz_tdiv_r(R->V, A, B);
    break;
  case Op::And:
    mpz_and(R->V, A, B);
    break;
  case Op::Or:
    mpz_ior(R->V, A, B);
    break;
  case Op::Xor:
    mpz_xor(R->V, A, B);
    break;
  case Op::AndNot:
    mpz_com(R->V, B);
    mpz_and(R->V, A, R->V);
    break;
  default:
    delete R;
    return Value::unknown();
  }
  return Ops::makeInt(R);
}

/// Nothing if the result does not fit or needs a fraction.
static std::optional<int64_t> int64Op(int64_t A, Op O, int64_t B, bool IntDiv) {
  int64_t C;
  switch (O) {
  case Op::Add:
    return __builtin_add_overflow(A, B, &C) ? std::nullopt : std::optional(C);
  case Op::Sub:
    return __builtin_sub_overflow(A, B, &C) ? std::nullopt : std::optional(C);
  case Op::Mul:
    return __builtin_mul_overflow(A, B, &C) ? std::nullopt : std::optional(C);
  case Op::Div:
    if (!IntDiv || (A == INT64_MIN && B == -1))
      return std::nullopt;
    return A / B;
  case Op::Rem:
    return B == -1 ? 0 : A % B;
  case Op::And:
    return A & B;
  case Op::Or:
    return A | B;
  case Op::Xor:
    return A ^ B;
  case Op::AndNot:
    return A & ~B;
  default:
    return std::nullopt;
  }
}

static Value ratOp(const Value &X, Op O, const Value &Y) {
  auto *R = new RatRep;
  switch (O) {
  case Op::Add:
    mpq_add(R->V, Ops::rat(X), Ops::rat(Y));
    break;
  case Op::Sub:
    mpq_sub(R->V, Ops::rat(X), Ops::rat(Y));
    break;
  case Op::Mul:
    mpq_mul(R->V, Ops::rat(X), Ops::rat(Y));
    break;
  case Op::Div:
    mpq_div(R->V, Ops::rat(X), Ops::rat(Y));
    break;
  default:
    delete R;
    return Value::unknown();
  }
  return Ops::makeRat(R);
}

static Value floatOp(const Value &X, Op O, const Value &Y) {
  auto *R = new FloatRep;
  switch (O) {
  case Op::Add:
    mpfr_add(R->V, Ops::flt(X), Ops::flt(Y), MPFR_RNDN);
    break;
  case Op::Sub:
    mpfr_sub(R->V, Ops::flt(X), Ops::flt(Y), MPFR_RNDN);
    break;
  case Op::Mul:
    mpfr_mul(R->V, Ops::flt(X), Ops::flt(Y), MPFR_RNDN);
    break;
  case Op::Div:
    mpfr_div(R->V, Ops::flt(X), Ops::flt(Y), MPFR_RNDN);
    break;
  default:
    delete R;
    return Value::unknown();
  }
  return Ops::makeFloat(R);
}

static Value complexOp(const Value &X, Op O, const Value &Y) {
  using constant::binaryOp;
  Value A = X.real(), B = X.imag(), C = Y.real(), D = Y.imag();
  switch (O) {
  case Op::Add:
  case Op::Sub:
    return Ops::makeComplex(binaryOp(A, O, C), binaryOp(B, O, D));
  case Op::Mul:
  case Op::Div:
    break;
  default:
    return Value::unknown();
  }
  Value AC = binaryOp(A, Op::Mul, C), BD = binaryOp(B, Op::Mul, D);
  Value BC = binaryOp(B, Op::Mul, C), AD = binaryOp(A, Op::Mul, D);
  if (O == Op::Mul)
    return Ops::makeComplex(binaryOp(AC, Op::Sub, BD),
                            binaryOp(BC, Op::Add, AD));
  Value S = binaryOp(binaryOp(C, Op::Mul, C), Op::Add, binaryOp(D, Op::Mul, D));
  return Ops::makeComplex(binaryOp(binaryOp(AC, Op::Add, BD), Op::Div, S),
                          binaryOp(binaryOp(BC, Op::Sub, AD), Op::Div, S));
}

Value constant::binaryOp(const Value &XIn, Op O, const Value &YIn,
                         bool IntDiv) {
  Value X = XIn, Y = YIn;
  Ops::match(X, Y);
  switch (Ops::form(X)) {
  case ConstantForm::Unknown:
    return Value::unknown();
  case ConstantForm::Bool:
    if (O == Op::AndAnd)
      return Value::makeBool(X.boolVal() && Y.boolVal());
    if (O == Op::OrOr)
      return Value::makeBool(X.boolVal() || Y.boolVal());
    return Value::unknown();
  case ConstantForm::String:
    if (O == Op::Add)
      return Ops::wrap(new StringRep(X, Y));
    return Value::unknown();
  case ConstantForm::Int64: {
    if (auto V = int64Op(Ops::int64(X), O, Ops::int64(Y), IntDiv))
      return Value::makeInt(*V);
    Value A = Ops::wrap(Ops::bigFromInt64(Ops::int64(X)));
    Value B = Ops::wrap(Ops::bigFromInt64(Ops::int64(Y)));
    return bigOp(Ops::bigInt(A), O, Ops::bigInt(B), IntDiv);
  }
  case ConstantForm::BigInt:
    return bigOp(Ops::bigInt(X), O, Ops::bigInt(Y), IntDiv);
  case ConstantForm::Rat:
    return ratOp(X, O, Y);
  case ConstantForm::Float:
    return floatOp(X, O, Y);
  case ConstantForm::Complex:
    return complexOp(X, O, Y);
  }
  llvm_unreachable("unknown constant form");
}

Value constant::shift(const Value &X, Op O, unsigned S) {
  if (X.kind() != Value::Kind::Int)
    return Value::unknown();
  if (S == 0)
    return X;
  bool Small = Ops::form(X) == ConstantForm::Int64;
  if (O == Op::Shr && Small)
    return Value::makeInt(Ops::int64(X) >> std::min(S, 63u));
  auto *R = Small ? Ops::bigFromInt64(Ops::int64(X)) : new BigIntRep;
  mpz_srcptr From = Small ? R->V : Ops::bigInt(X);
  if (O == Op::Shl)
    mpz_mul_2exp(R->V, From, S);
  else
    mpz_fdiv_q_2exp(R->V, From, S);
  return Ops::makeInt(R);
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

static bool holds(int Cmp, Op O) {
  switch (O) {
  case Op::Eql:
    return Cmp == 0;
  case Op::Neq:
    return Cmp != 0;
  case Op::Lss:
    return Cmp < 0;
  case Op::Leq:
    return Cmp <= 0;
  case Op::Gtr:
    return Cmp > 0;
  case Op::Geq:
    return Cmp >= 0;
  default:
    llvm_unreachable("not a comparison");
  }
}

bool constant::compare(const Value &XIn, Op O, const Value &YIn) {
  Value X = XIn, Y = YIn;
  Ops::match(X, Y);
  switch (Ops::form(X)) {
  case ConstantForm::Unknown:
    return false;
  case ConstantForm::Bool:
    return holds(X.boolVal() - Y.boolVal(), O);
  case ConstantForm::String:
    return holds(X.stringVal().compare(Y.stringVal()), O);
  case ConstantForm::Int64:
    return holds(
        (Ops::int64(X) > Ops::int64(Y)) - (Ops::int64(X) < Ops::int64(Y)), O);
  case ConstantForm::BigInt:
    return holds(mpz_cmp(Ops::bigInt(X), Ops::bigInt(Y)), O);
  case ConstantForm::Rat:
    return holds(mpq_cmp(Ops::rat(X), Ops::rat(Y)), O);
  case ConstantForm::Float:
    return holds(mpfr_cmp(Ops::flt(X), Ops::flt(Y)), O);
  case ConstantForm::Complex: {
    bool Same = compare(X.real(), Op::Eql, Y.real()) &&
                compare(X.imag(), Op::Eql, Y.imag());
    return O == Op::Eql ? Same : !Same;
  }
  }
  llvm_unreachable("unknown constant form");
}

Value constant::runeToString(const Value &X) {
  uint32_t Rune = 0xFFFD;
  if (auto V = X.uint64Val();
      V && *V <= 0x10FFFF && (*V < 0xD800 || *V > 0xDFFF))
    Rune = static_cast<uint32_t>(*V);
  char Buffer[4];
  char *End = Buffer;
  llvm::ConvertCodePointToUTF8(Rune, End);
  return Value::makeString({Buffer, static_cast<size_t>(End - Buffer)});
}
