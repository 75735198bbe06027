//===- ConstantValue.h - Exact untyped constants ---------------*- C++ -*-===//
//
// Go constants are exact: integers have any size, floats at least 256 bits of
// mantissa, rationals stay rational where they can. Integers are GMP integers
// (int64 inline), floats are GMP rationals while small and MPFR floats of 512
// bits beyond, as in go/constant, so that the same programs are rejected for
// overflow and the same digits come out.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_TYPES_CONSTANTVALUE_H
#define OGO_FRONTEND_TYPES_CONSTANTVALUE_H

#include "frontend/syntax/Token.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/APInt.h"

#include <optional>
#include <string>

namespace ogo {

/// An immutable constant; copying shares the representation. A default
/// constructed value is "no constant" (isNull); Unknown is the value of an
/// erroneous constant expression.
class ConstantValue {
public:
  enum class Kind : uint8_t { Unknown, Bool, String, Int, Float, Complex };
  struct Rep; // in ConstantValue.cpp

  ConstantValue();
  ~ConstantValue();
  ConstantValue(const ConstantValue &);
  ConstantValue(ConstantValue &&) noexcept;
  ConstantValue &operator=(const ConstantValue &);
  ConstantValue &operator=(ConstantValue &&) noexcept;

  bool isNull() const { return !R; }
  explicit operator bool() const { return static_cast<bool>(R); }
  Kind kind() const;

  static ConstantValue unknown();
  static ConstantValue makeBool(bool B);
  static ConstantValue makeString(llvm::StringRef S);
  static ConstantValue makeInt(int64_t V);
  static ConstantValue makeUint(uint64_t V);
  static ConstantValue makeFloat(double V); // V finite
  /// From a literal's source text (underscores, all bases, hex floats,
  /// imaginary suffix, runes, raw and interpreted strings). Unknown if
  /// malformed.
  static ConstantValue fromLiteral(llvm::StringRef Text, LitKind K);

  bool boolVal() const;
  llvm::StringRef stringVal() const;
  /// Length of a String, without putting a concatenation together.
  uint64_t stringLen() const;
  /// The integer as int64/uint64 if it fits exactly.
  std::optional<int64_t> int64Val() const;
  std::optional<uint64_t> uint64Val() const;
  /// Two's complement bits of an Int value, truncated to Width.
  llvm::APInt toAPInt(unsigned Width) const;
  /// Nearest float64/float32 (infinite if too large); kind Int or Float.
  double doubleVal() const;
  float floatVal() const;
  /// Sign of a numeric value: -1, 0, 1 (complex: 0 only if zero).
  int sign() const;
  unsigned bitLen() const; // of an Int's magnitude
  ConstantValue real() const, imag() const;

  /// As go/constant's String (short, for messages) and ExactString.
  std::string str() const;
  std::string exactStr() const;

private:
  friend class ConstantOps;
  explicit ConstantValue(Rep *R);
  Rep *R = nullptr; // reference counted
};

namespace constant {
/// Convert to the given kind if the value is representable in it, else Unknown.
ConstantValue toInt(const ConstantValue &X);
ConstantValue toFloat(const ConstantValue &X);
ConstantValue toComplex(const ConstantValue &X);
ConstantValue makeImag(const ConstantValue &X); // X * i
ConstantValue makeComplex(const ConstantValue &Re, const ConstantValue &Im);
/// Unary +, -, ^, !. Width > 0 limits ^ to an unsigned type of that many bits.
ConstantValue unaryOp(Op O, const ConstantValue &X, unsigned Width);
/// Binary operators but comparisons and shifts. Int / Int is exact rational
/// division unless IntDiv. The divisor is not zero.
ConstantValue binaryOp(const ConstantValue &X, Op O, const ConstantValue &Y,
                       bool IntDiv = false);
ConstantValue shift(const ConstantValue &X, Op O, unsigned S);
bool compare(const ConstantValue &X, Op O, const ConstantValue &Y);
/// Round an Int/Float to float32/float64; Unknown if it overflows.
ConstantValue roundFloat32(const ConstantValue &X);
ConstantValue roundFloat64(const ConstantValue &X);
/// string(X) for an Int (UTF-8 of the rune, U+FFFD if invalid).
ConstantValue runeToString(const ConstantValue &X);
} // namespace constant

} // namespace ogo

#endif
