//===- ConstantRep.h - Representations behind ConstantValue ----*- C++ -*-===//
//
// Private to the Constant*.cpp files. A number has the least complex of these
// forms that holds it: Int64, BigInt, Rat, Float, Complex. All but Float are
// exact; once a value had to become a Float it stays one, because going back
// to a Rat would suggest an exactness that is lost.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_TYPES_CONSTANTREP_H
#define OGO_FRONTEND_TYPES_CONSTANTREP_H

#include "frontend/types/ConstantValue.h"

#include <atomic>
#include <gmp.h>
#include <mpfr.h>
#include <utility>

namespace ogo {

/// Ordered by complexity, see ConstantOps::match.
enum class ConstantForm : uint8_t {
  Unknown,
  Bool,
  String,
  Int64,
  BigInt,
  Rat,
  Float,
  Complex,
};

struct ConstantValue::Rep {
  explicit Rep(ConstantForm F) : Form(F) {}
  std::atomic<uint32_t> Refs{1};
  ConstantForm Form;
};

struct BoolRep : ConstantValue::Rep {
  explicit BoolRep(bool V) : Rep(ConstantForm::Bool), V(V) {}
  bool V;
};

/// A string, or the concatenation of Left and Right that is only put together
/// when asked for: a chain of n additions would otherwise build n strings.
struct StringRep : ConstantValue::Rep {
  explicit StringRep(std::string S)
      : Rep(ConstantForm::String), Text(std::move(S)), Len(Text.size()),
        Flat(true) {}
  StringRep(ConstantValue L, ConstantValue R)
      : Rep(ConstantForm::String), Left(std::move(L)), Right(std::move(R)),
        Len(Left.stringLen() + Right.stringLen()), Flat(false) {}
  std::string Text;
  ConstantValue Left, Right;
  uint64_t Len;
  std::atomic<bool> Flat;
};

struct Int64Rep : ConstantValue::Rep {
  explicit Int64Rep(int64_t V) : Rep(ConstantForm::Int64), V(V) {}
  int64_t V;
};

/// An integer outside int64.
struct BigIntRep : ConstantValue::Rep {
  BigIntRep() : Rep(ConstantForm::BigInt) { mpz_init(V); }
  ~BigIntRep() { mpz_clear(V); }
  mpz_t V;
};

/// A fraction whose parts have fewer than SmallBits bits.
struct RatRep : ConstantValue::Rep {
  RatRep() : Rep(ConstantForm::Rat) { mpq_init(V); }
  ~RatRep() { mpq_clear(V); }
  mpq_t V;
};

struct FloatRep : ConstantValue::Rep {
  FloatRep();
  ~FloatRep() { mpfr_clear(V); }
  mpfr_t V;
};

struct ComplexRep : ConstantValue::Rep {
  ComplexRep(ConstantValue Re, ConstantValue Im)
      : Rep(ConstantForm::Complex), Re(std::move(Re)), Im(std::move(Im)) {}
  ConstantValue Re, Im; // Int or Float
};

/// Access to representations, and the normalizing constructors.
class ConstantOps {
public:
  using Value = ConstantValue;
  using Form = ConstantForm;

  static constexpr mpfr_prec_t Precision = 512;
  /// Fractions get too large to be worth it beyond this size of a part.
  static constexpr long SmallBits = 4 << 10;

  static Value wrap(Value::Rep *R) { return Value(R); }
  /// Takes V's reference over.
  static Value::Rep *detach(Value &V) { return std::exchange(V.R, nullptr); }
  static Form form(const Value &V) { return V.R ? V.R->Form : Form::Unknown; }
  template <typename T> static T &as(const Value &V) {
    return *static_cast<T *>(V.R);
  }
  static int64_t int64(const Value &V) { return as<Int64Rep>(V).V; }
  static mpz_ptr bigInt(const Value &V) { return as<BigIntRep>(V).V; }
  static mpq_ptr rat(const Value &V) { return as<RatRep>(V).V; }
  static mpfr_ptr flt(const Value &V) { return as<FloatRep>(V).V; }

  /// Int64 or BigInt from the value of R (taken over).
  static Value makeInt(BigIntRep *R);
  /// Rat, or Float if a part is too large.
  static Value makeRat(RatRep *R);
  /// Float; Unknown if infinite.
  static Value makeFloat(FloatRep *R);
  static Value makeComplex(const Value &Re, const Value &Im);

  // Widening; the argument has the form the name says.
  static BigIntRep *bigFromInt64(int64_t V);
  static RatRep *ratFromInt64(int64_t V);
  static RatRep *ratFromBig(const Value &V);
  static FloatRep *floatFromInt64(int64_t V);
  static FloatRep *floatFromBig(const Value &V);
  static FloatRep *floatFromRat(const Value &V);

  static bool isSmall(mpfr_srcptr F);
  /// Brings X and Y to the same form; both Unknown if either is, or if they do
  /// not go together.
  static void match(Value &X, Value &Y);
};

} // namespace ogo

#endif
