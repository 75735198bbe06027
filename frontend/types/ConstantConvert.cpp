//===- ConstantConvert.cpp - Changing the kind of a constant --------------===//
//
// Spec "Representability": which values survive as an integer, a float or a
// complex number, and rounding to float32 and float64.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/ConstantRep.h"

#include <cmath>

using namespace ogo;
using Ops = ConstantOps;

BigIntRep *ConstantOps::bigFromInt64(int64_t V) {
  auto *R = new BigIntRep;
  mpz_set_si(R->V, V);
  return R;
}
RatRep *ConstantOps::ratFromInt64(int64_t V) {
  auto *R = new RatRep;
  mpq_set_si(R->V, V, 1);
  return R;
}
RatRep *ConstantOps::ratFromBig(const Value &V) {
  auto *R = new RatRep;
  mpq_set_z(R->V, bigInt(V));
  return R;
}
FloatRep *ConstantOps::floatFromInt64(int64_t V) {
  auto *R = new FloatRep;
  mpfr_set_si(R->V, V, MPFR_RNDN);
  return R;
}
FloatRep *ConstantOps::floatFromBig(const Value &V) {
  auto *R = new FloatRep;
  mpfr_set_z(R->V, bigInt(V), MPFR_RNDN);
  return R;
}
FloatRep *ConstantOps::floatFromRat(const Value &V) {
  auto *R = new FloatRep;
  mpfr_set_q(R->V, rat(V), MPFR_RNDN);
  return R;
}

bool ConstantOps::isSmall(mpfr_srcptr F) {
  if (!mpfr_number_p(F))
    return false;
  if (mpfr_zero_p(F))
    return true;
  mpfr_exp_t E = mpfr_get_exp(F);
  return -SmallBits < E && E < SmallBits;
}

/// The integer F stands for. Floats carry the rounding errors of the
/// operations before; a value that becomes an integer when its last few bits
/// are rounded either way counts as one.
static ConstantValue integerFromFloat(mpfr_srcptr F) {
  if (!Ops::isSmall(F))
    return ConstantValue::unknown();
  auto Exact = [](mpfr_srcptr X) {
    auto *R = new BigIntRep;
    mpfr_get_z(R->V, X, MPFR_RNDZ);
    return Ops::makeInt(R);
  };
  if (mpfr_integer_p(F))
    return Exact(F);
  constexpr mpfr_prec_t Slack = 4;
  mpfr_t T;
  mpfr_init2(T, Ops::Precision - Slack);
  ConstantValue Result = ConstantValue::unknown();
  for (mpfr_rnd_t Mode : {MPFR_RNDZ, MPFR_RNDA}) {
    mpfr_set(T, F, Mode);
    if (mpfr_integer_p(T)) {
      Result = Exact(T);
      break;
    }
  }
  mpfr_clear(T);
  return Result;
}

ConstantValue constant::toInt(const ConstantValue &X) {
  switch (Ops::form(X)) {
  case ConstantForm::Int64:
  case ConstantForm::BigInt:
    return X;
  case ConstantForm::Rat: {
    if (mpz_cmp_ui(mpq_denref(Ops::rat(X)), 1) != 0)
      break;
    auto *R = new BigIntRep;
    mpz_set(R->V, mpq_numref(Ops::rat(X)));
    return Ops::makeInt(R);
  }
  case ConstantForm::Float:
    return integerFromFloat(Ops::flt(X));
  case ConstantForm::Complex: {
    ConstantValue Re = toFloat(X);
    if (Re.kind() == ConstantValue::Kind::Float)
      return toInt(Re);
    break;
  }
  case ConstantForm::Unknown:
  case ConstantForm::Bool:
  case ConstantForm::String:
    break;
  }
  return ConstantValue::unknown();
}

ConstantValue constant::toFloat(const ConstantValue &X) {
  switch (Ops::form(X)) {
  case ConstantForm::Int64:
    return Ops::wrap(Ops::ratFromInt64(Ops::int64(X)));
  case ConstantForm::BigInt:
    if (X.bitLen() < Ops::SmallBits)
      return Ops::wrap(Ops::ratFromBig(X));
    return Ops::wrap(Ops::floatFromBig(X));
  case ConstantForm::Rat:
  case ConstantForm::Float:
    return X;
  case ConstantForm::Complex:
    if (X.imag().sign() == 0)
      return toFloat(X.real());
    break;
  case ConstantForm::Unknown:
  case ConstantForm::Bool:
  case ConstantForm::String:
    break;
  }
  return ConstantValue::unknown();
}

ConstantValue constant::toComplex(const ConstantValue &X) {
  switch (Ops::form(X)) {
  case ConstantForm::Int64:
  case ConstantForm::BigInt:
  case ConstantForm::Rat:
  case ConstantForm::Float:
    return Ops::makeComplex(X, ConstantValue::makeInt(0));
  case ConstantForm::Complex:
    return X;
  case ConstantForm::Unknown:
  case ConstantForm::Bool:
  case ConstantForm::String:
    break;
  }
  return ConstantValue::unknown();
}

ConstantValue constant::makeImag(const ConstantValue &X) {
  return Ops::makeComplex(ConstantValue::makeInt(0), X);
}

ConstantValue constant::makeComplex(const ConstantValue &Re,
                                    const ConstantValue &Im) {
  return Ops::makeComplex(Re, Im);
}

//===----------------------------------------------------------------------===//
// Machine floats
//===----------------------------------------------------------------------===//

/// Calls Get on a Float that rounds to any type of at most 198 bits as the
/// rational does: the last bit records whether anything was cut off, so that
/// the second rounding cannot see a tie that is none.
template <typename T>
static T roundRat(mpq_srcptr Q, T (*Get)(mpfr_srcptr, mpfr_rnd_t)) {
  mpfr_t F;
  mpfr_init2(F, 200);
  int Inexact = mpfr_set_q(F, Q, MPFR_RNDZ);
  if (Inexact && mpfr_regular_p(F)) {
    mpfr_prec_round(F, 201, MPFR_RNDZ);
    if (mpfr_sgn(F) > 0)
      mpfr_nextabove(F);
    else
      mpfr_nextbelow(F);
  }
  T Result = Get(F, MPFR_RNDN);
  mpfr_clear(F);
  return Result;
}

template <typename T>
static T machineFloat(const ConstantValue &X,
                      T (*Get)(mpfr_srcptr, mpfr_rnd_t)) {
  switch (Ops::form(X)) {
  case ConstantForm::Int64:
    return static_cast<T>(Ops::int64(X));
  case ConstantForm::BigInt: {
    ConstantValue F = Ops::wrap(Ops::floatFromBig(X));
    return Get(Ops::flt(F), MPFR_RNDN);
  }
  case ConstantForm::Rat:
    return roundRat(Ops::rat(X), Get);
  case ConstantForm::Float:
    return Get(Ops::flt(X), MPFR_RNDN);
  case ConstantForm::Unknown:
  case ConstantForm::Bool:
  case ConstantForm::String:
  case ConstantForm::Complex:
    break;
  }
  return 0;
}

double ConstantValue::doubleVal() const {
  return machineFloat<double>(*this, mpfr_get_d);
}
float ConstantValue::floatVal() const {
  return machineFloat<float>(*this, mpfr_get_flt);
}

ConstantValue constant::roundFloat32(const ConstantValue &X) {
  float F = X.floatVal();
  return std::isinf(F) ? ConstantValue::unknown() : ConstantValue::makeFloat(F);
}
ConstantValue constant::roundFloat64(const ConstantValue &X) {
  double F = X.doubleVal();
  return std::isinf(F) ? ConstantValue::unknown() : ConstantValue::makeFloat(F);
}
