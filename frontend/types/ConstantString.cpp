//===- ConstantString.cpp - Constants in messages -------------------------===//
//
// Upstream's tests match the digits, so floats are shortened just as Go's %.6g
// shortens them, and strings are quoted as strconv.Quote does.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/CharInfo.h"
#include "frontend/types/ConstantRep.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>

using namespace ogo;
using llvm::StringRef;
using Ops = ConstantOps;

template <typename... Args>
static std::string print(const char *Format, Args... A) {
  std::string Out;
  llvm::raw_string_ostream(Out) << llvm::format(Format, A...);
  return Out;
}

/// Double-quoted Go string; MaxRunes > 0 cuts it off with "...".
static std::string quote(StringRef S, unsigned MaxRunes) {
  std::string Out = quoteString(S);
  if (MaxRunes == 0)
    return Out;
  auto IsStart = [](char C) { return (C & 0xC0) != 0x80; };
  if (static_cast<size_t>(llvm::count_if(Out, IsStart)) <= MaxRunes)
    return Out;
  size_t Cut = 0;
  for (unsigned Runes = 0; Cut < Out.size(); ++Cut)
    if (IsStart(Out[Cut]) && Runes++ == MaxRunes - 3)
      break;
  Out.resize(Cut);
  return Out + "...";
}

/// As Go's %g: the fewest digits that give X back.
static std::string shortest(double X) {
  for (int Digits = 1; Digits <= 17; ++Digits) {
    std::string E = print("%.*e", Digits - 1, X);
    if (std::strtod(E.c_str(), nullptr) != X)
      continue;
    int Exp = std::atoi(E.c_str() + E.find('e') + 1);
    if (Exp < -4 || Exp >= 6)
      return E;
    return print("%.*f", std::max(Digits - 1 - Exp, 0), X);
  }
  return print("%g", X);
}

static std::string floatString(mpfr_srcptr F) {
  double X = mpfr_get_d(F, MPFR_RNDN);
  if ((mpfr_zero_p(F) != 0) == (X == 0) && !std::isinf(X)) {
    std::string S = print("%.6g", X);
    // A value that is no integer must not look like one.
    if (!mpfr_integer_p(F) && !StringRef(S).contains('.'))
      S = shortest(X);
    return S;
  }
  // Beyond float64: the mantissa as float64 with a decimal exponent.
  mpfr_exp_t Exp2 = mpfr_get_exp(F);
  // Rounded with exponent 0, as go/constant does: it may become 1.
  mpfr_t Mant;
  mpfr_init2(Mant, mpfr_get_prec(F));
  mpfr_set(Mant, F, MPFR_RNDN);
  mpfr_set_exp(Mant, 0);
  double M = mpfr_get_d(Mant, MPFR_RNDN);
  mpfr_clear(Mant);
  double D = static_cast<double>(Exp2) * (M_LN2 / M_LN10);
  auto E = static_cast<int64_t>(D);
  M *= std::pow(10, D - static_cast<double>(E));
  double Abs = std::fabs(M);
  if (Abs < 1 - 0.5e-6) {
    M *= 10;
    --E;
  } else if (Abs >= 10) {
    M /= 10;
    ++E;
  }
  return print("%.6ge%+lld", M, static_cast<long long>(E));
}

static std::string bigString(mpz_srcptr Z) {
  std::string Out(mpz_sizeinbase(Z, 10) + 2, '\0');
  mpz_get_str(Out.data(), 10, Z);
  Out.resize(std::strlen(Out.c_str()));
  return Out;
}

/// Hexadecimal mantissa in [0.5, 1) with a binary exponent.
static std::string exactFloatString(mpfr_srcptr F) {
  if (mpfr_zero_p(F))
    return "0";
  mpz_t M;
  mpz_init(M);
  mpfr_get_z_2exp(M, F);
  bool Negative = mpz_sgn(M) < 0;
  mpz_abs(M, M);
  // Precision is a multiple of four, so the first digit starts at the point.
  std::string Hex(mpz_sizeinbase(M, 16) + 2, '\0');
  mpz_get_str(Hex.data(), 16, M);
  Hex.resize(std::strlen(Hex.c_str()));
  mpz_clear(M);
  return (Negative ? "-0x." : "0x.") + StringRef(Hex).rtrim('0').str() +
         print("p%+lld", static_cast<long long>(mpfr_get_exp(F)));
}

std::string ConstantValue::str() const {
  switch (Ops::form(*this)) {
  case ConstantForm::Unknown:
    return "unknown";
  case ConstantForm::Bool:
    return boolVal() ? "true" : "false";
  case ConstantForm::String:
    return quote(stringVal(), 72);
  case ConstantForm::Int64:
    return std::to_string(Ops::int64(*this));
  case ConstantForm::BigInt:
    return bigString(Ops::bigInt(*this));
  case ConstantForm::Rat: {
    ConstantValue F = Ops::wrap(Ops::floatFromRat(*this));
    return floatString(Ops::flt(F));
  }
  case ConstantForm::Float:
    return floatString(Ops::flt(*this));
  case ConstantForm::Complex:
    return "(" + real().str() + " + " + imag().str() + "i)";
  }
  llvm_unreachable("unknown constant form");
}

std::string ConstantValue::exactStr() const {
  switch (Ops::form(*this)) {
  case ConstantForm::Unknown:
  case ConstantForm::Bool:
  case ConstantForm::Int64:
  case ConstantForm::BigInt:
    return str();
  case ConstantForm::String:
    return quote(stringVal(), 0);
  case ConstantForm::Rat: {
    mpq_srcptr Q = Ops::rat(*this);
    std::string S = bigString(mpq_numref(Q));
    if (mpz_cmp_ui(mpq_denref(Q), 1) != 0)
      S += "/" + bigString(mpq_denref(Q));
    return S;
  }
  case ConstantForm::Float:
    return exactFloatString(Ops::flt(*this));
  case ConstantForm::Complex:
    return "(" + real().exactStr() + " + " + imag().exactStr() + "i)";
  }
  llvm_unreachable("unknown constant form");
}
