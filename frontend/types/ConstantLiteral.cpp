//===- ConstantLiteral.cpp - Constants from source text -------------------===//
//
// The lexer has checked the syntax; what can still fail here is a float whose
// exponent is out of all bounds.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/Literal.h"
#include "frontend/types/ConstantRep.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

using namespace ogo;
using llvm::StringRef;
using Ops = ConstantOps;
using Text = llvm::SmallString<64>;

static Text withoutUnderscores(StringRef S) {
  Text Out;
  for (char C : S)
    if (C != '_')
      Out.push_back(C);
  return Out;
}

/// Base given by a 0b, 0o or 0x prefix, which is removed; else 10.
static unsigned takeBasePrefix(StringRef &S) {
  if (S.size() < 2 || S[0] != '0')
    return 10;
  unsigned Base = 10;
  switch (S[1] | 0x20) {
  case 'b':
    Base = 2;
    break;
  case 'o':
    Base = 8;
    break;
  case 'x':
    Base = 16;
    break;
  }
  if (Base != 10)
    S = S.drop_front(2);
  return Base;
}

static ConstantValue integer(StringRef Source) {
  Text Digits = withoutUnderscores(Source);
  StringRef S = Digits;
  unsigned Base = takeBasePrefix(S);
  if (Base == 10 && S.size() > 1 && S[0] == '0') {
    Base = 8;
    S = S.drop_front();
  }
  if (S.empty())
    return ConstantValue::unknown();
  int64_t Small;
  if (!S.getAsInteger(Base, Small))
    return ConstantValue::makeInt(Small);
  auto *R = new BigIntRep;
  if (mpz_set_str(R->V, S.str().c_str(), static_cast<int>(Base)) != 0) {
    delete R;
    return ConstantValue::unknown();
  }
  return Ops::makeInt(R);
}

namespace {
/// Digits (without point) in Base times Base^-Fraction times ExpBase^Exp.
struct FloatParts {
  Text Digits;
  unsigned Base = 10;
  int64_t Fraction = 0;
  unsigned ExpBase = 10;
  int64_t Exp = 0;
};
} // namespace

static bool split(StringRef S, FloatParts &P) {
  P.Base = takeBasePrefix(S);
  size_t E = S.find_first_of(P.Base == 16   ? "pP"
                             : P.Base == 10 ? "eEpP"
                                            : "pP");
  if (E != StringRef::npos) {
    if ((S[E] | 0x20) == 'p')
      P.ExpBase = 2;
    StringRef Exp = S.substr(E + 1);
    S = S.take_front(E);
    bool Negative = Exp.consume_front("-");
    Exp.consume_front("+");
    // Anything this large over- or underflows.
    constexpr int64_t Huge = int64_t(1) << 40;
    if (Exp.getAsInteger(10, P.Exp) || P.Exp > Huge)
      P.Exp = Huge;
    if (Negative)
      P.Exp = -P.Exp;
  }
  auto [Whole, Frac] = S.split('.');
  P.Digits = Whole;
  P.Digits += Frac;
  P.Fraction = static_cast<int64_t>(Frac.size());
  return !P.Digits.empty() && llvm::all_of(P.Digits, llvm::isHexDigit);
}

/// Digits * Base^Scale exactly; Scale is small.
static ConstantValue exactFloat(const FloatParts &P) {
  auto *R = new RatRep;
  ConstantValue V = Ops::wrap(R);
  if (mpz_set_str(mpq_numref(R->V), P.Digits.str().str().c_str(),
                  static_cast<int>(P.Base)) != 0)
    return ConstantValue::unknown();
  auto Scale = [&](unsigned Base, int64_t Exp) {
    mpz_t Power;
    mpz_init(Power);
    mpz_ui_pow_ui(Power, Base, static_cast<unsigned long>(std::abs(Exp)));
    mpz_ptr Part = Exp < 0 ? mpq_denref(R->V) : mpq_numref(R->V);
    mpz_mul(Part, Part, Power);
    mpz_clear(Power);
  };
  if (P.Base == P.ExpBase) {
    Scale(P.Base, P.Exp - P.Fraction);
  } else {
    Scale(P.Base, -P.Fraction);
    Scale(P.ExpBase, P.Exp);
  }
  mpq_canonicalize(R->V);
  return V;
}

static ConstantValue floating(StringRef Source) {
  Text Clean = withoutUnderscores(Source);
  FloatParts P;
  if (!split(Clean, P))
    return ConstantValue::unknown();
  StringRef Digits = StringRef(P.Digits).ltrim('0');
  if (Digits.empty())
    return Ops::wrap(Ops::ratFromInt64(0));

  // First as a float, to see the magnitude without building a huge fraction.
  auto *R = new FloatRep;
  ConstantValue F = Ops::wrap(R);
  mpfr_exp_t Bound = mpfr_exp_t(1) << 31;
  double Log2Base = P.Base == 10 ? 3.3219280948873623 : llvm::Log2_32(P.Base);
  double Log2Exp = P.ExpBase == 10 ? 3.3219280948873623 : 1;
  double Magnitude = Log2Base * (static_cast<double>(Digits.size()) -
                                 static_cast<double>(P.Fraction)) +
                     Log2Exp * static_cast<double>(P.Exp);
  if (Magnitude > static_cast<double>(Bound) + 8)
    return ConstantValue::unknown();
  if (Magnitude < -static_cast<double>(Bound) - 8)
    return Ops::wrap(Ops::ratFromInt64(0));
  if (Magnitude > -Ops::SmallBits - 8 && Magnitude < Ops::SmallBits + 8) {
    ConstantValue Q = exactFloat(P);
    if (Q.kind() == ConstantValue::Kind::Unknown)
      return Q;
    F = Ops::wrap(Ops::floatFromRat(Q));
    return Ops::isSmall(Ops::flt(F)) ? Q : Ops::makeFloat([&] {
      auto *Copy = new FloatRep;
      mpfr_set(Copy->V, Ops::flt(F), MPFR_RNDN);
      return Copy;
    }());
  }

  // MPFR reads decimal and binary exponents itself.
  std::string Str = P.Digits.str().str();
  int64_t Exp = P.Exp;
  if (P.Base == P.ExpBase)
    Exp -= P.Fraction;
  else
    Exp -= P.Fraction * llvm::Log2_32(P.Base); // Base is a power of two
  Str += P.Base == 16 ? "p" : P.Base == 10 ? "e" : "@";
  auto *Out = new FloatRep;
  if (P.Base == 10 && P.ExpBase == 10) {
    mpfr_set_str(Out->V, (Str + std::to_string(Exp)).c_str(), 10, MPFR_RNDN);
  } else {
    Str.pop_back();
    mpfr_set_str(Out->V, Str.c_str(), static_cast<int>(P.Base), MPFR_RNDN);
    mpfr_mul_2si(Out->V, Out->V, Exp, MPFR_RNDN);
  }
  if (mpfr_zero_p(Out->V)) {
    delete Out;
    return Ops::wrap(Ops::ratFromInt64(0));
  }
  return Ops::makeFloat(Out);
}

ConstantValue ConstantValue::fromLiteral(StringRef Source, LitKind K) {
  switch (K) {
  case LitKind::Int:
    return integer(Source);
  case LitKind::Float:
    return floating(Source);
  case LitKind::Imag:
    if (!Source.consume_back("i"))
      return unknown();
    return Ops::makeComplex(makeInt(0), floating(Source));
  case LitKind::Rune:
    return makeInt(unquoteRune(Source));
  case LitKind::String:
    return ConstantValue(new StringRep(unquoteString(Source)));
  }
  return unknown();
}
