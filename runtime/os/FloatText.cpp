// The shortest decimal that reads back as a float, by the method of Steele and
// White: the value and half the distances to its neighbours are kept as exact
// fractions over a common denominator, and digits are taken until what is left
// lies within those distances. Tables would be faster, but a printed float
// costs a system call anyway.
#include "runtime/os/FloatText.h"

#include <string.h>

namespace ogo::rt {

namespace {
/// A natural number of fixed capacity. The largest is a denominator of 2^1075,
/// or 10^324 (1077 bits), with a few bits to spare.
class Natural {
  static constexpr unsigned Capacity = 36;
  uint32_t Words[Capacity] = {};
  unsigned Used = 0; ///< Words[Used-1] != 0.

public:
  explicit Natural(uint64_t V) {
    for (; V; V >>= 32)
      Words[Used++] = (uint32_t)V;
  }
  void multiply(uint32_t M) {
    uint64_t Carry = 0;
    for (unsigned I = 0; I < Used; ++I) {
      Carry += (uint64_t)Words[I] * M;
      Words[I] = (uint32_t)Carry;
      Carry >>= 32;
    }
    if (Carry)
      Words[Used++] = (uint32_t)Carry;
  }
  void multiplyByPowerOf10(unsigned N) {
    for (; N >= 9; N -= 9)
      multiply(1000000000);
    for (; N; --N)
      multiply(10);
  }
  void shiftLeft(unsigned N) {
    for (; N >= 31; N -= 31)
      multiply(1u << 31);
    multiply(1u << N);
  }
  void add(const Natural &O) {
    uint64_t Carry = 0;
    for (unsigned I = 0; I < Used || I < O.Used || Carry; ++I) {
      if (I == Used)
        Words[Used++] = 0;
      Carry += (uint64_t)Words[I] + (I < O.Used ? O.Words[I] : 0);
      Words[I] = (uint32_t)Carry;
      Carry >>= 32;
    }
  }
  /// O is not larger.
  void subtract(const Natural &O) {
    int64_t Borrow = 0;
    for (unsigned I = 0; I < Used; ++I) {
      Borrow += (int64_t)Words[I] - (I < O.Used ? O.Words[I] : 0);
      Words[I] = (uint32_t)Borrow;
      Borrow >>= 32;
    }
    while (Used && Words[Used - 1] == 0)
      --Used;
  }
  /// < 0, 0, > 0 as this is less than, equal to or greater than O.
  int compare(const Natural &O) const {
    if (Used != O.Used)
      return Used < O.Used ? -1 : 1;
    for (unsigned I = Used; I--;)
      if (Words[I] != O.Words[I])
        return Words[I] < O.Words[I] ? -1 : 1;
    return 0;
  }
};

struct Digits {
  char Text[18];
  unsigned Count;
  int Point; ///< The value is 0.Text * 10^Point.
};
} // namespace

/// \p Mantissa * 2^Exponent, not 0. \p NearBelow: the next smaller float is
/// half as far away as the next larger one.
static Digits shortestDigits(uint64_t Mantissa, int Exponent, bool NearBelow) {
  // Rest / Unit is the value. A number that differs from it by less than
  // Below / Unit or Above / Unit reads back as the same float; just as much is
  // enough if ties are rounded towards this one.
  bool TiesHere = Mantissa % 2 == 0;
  Natural Rest(Mantissa), Unit(1), Below(1), Above(1);
  unsigned Halves = NearBelow ? 2 : 1;
  Rest.shiftLeft(Halves);
  Unit.shiftLeft(Halves);
  Above.shiftLeft(Halves - 1);
  if (Exponent >= 0) {
    Rest.shiftLeft((unsigned)Exponent);
    Below.shiftLeft((unsigned)Exponent);
    Above.shiftLeft((unsigned)Exponent);
  } else {
    Unit.shiftLeft((unsigned)-Exponent);
  }

  // Of the least power of ten above the value, rounded up, the estimate is
  // exact or one too low: 1262611 / 2^22 stands for log10(2).
  int TopBit = Exponent + 63 - __builtin_clzll(Mantissa);
  int Power = ((TopBit * 1262611) >> 22) + 1;
  if (Power >= 0) {
    Unit.multiplyByPowerOf10((unsigned)Power);
  } else {
    Rest.multiplyByPowerOf10((unsigned)-Power);
    Below.multiplyByPowerOf10((unsigned)-Power);
    Above.multiplyByPowerOf10((unsigned)-Power);
  }
  auto ReachesUp = [&] {
    Natural Sum = Rest;
    Sum.add(Above);
    int C = Sum.compare(Unit);
    return C > 0 || (TiesHere && C == 0);
  };
  if (ReachesUp()) {
    ++Power;
    Unit.multiply(10);
  }

  Digits D{{}, 0, Power};
  for (;;) {
    Rest.multiply(10);
    Below.multiply(10);
    Above.multiply(10);
    char Digit = '0';
    for (; Rest.compare(Unit) >= 0; ++Digit)
      Rest.subtract(Unit);
    int C = Rest.compare(Below);
    bool Down = C < 0 || (TiesHere && C == 0), Up = ReachesUp();
    if (Down &&
        Up) { // Both read back: the nearer one, and the even one of two.
      Rest.multiply(2);
      int Half = Rest.compare(Unit);
      Up = Half > 0 || (Half == 0 && (Digit - '0') % 2);
    }
    D.Text[D.Count++] = Up ? (char)(Digit + 1) : Digit;
    if (Down || Up)
      return D;
  }
}

static unsigned put(char *Out, const char *S) {
  size_t N = strlen(S);
  memcpy(Out, S, N);
  return (unsigned)N;
}

unsigned formatFloat(double V, unsigned Bits, char *Out) {
  uint64_t Mantissa;
  int Exponent, MinExponent;
  unsigned MantissaBits;
  if (Bits == 32) {
    float F = (float)V;
    uint32_t W;
    memcpy(&W, &F, 4);
    Mantissa = W & ((1u << 23) - 1);
    Exponent = (int)(W >> 23 & 0xFF);
    MantissaBits = 23;
    MinExponent = -149;
  } else {
    uint64_t W;
    memcpy(&W, &V, 8);
    Mantissa = W & ((1ull << 52) - 1);
    Exponent = (int)(W >> 52 & 0x7FF);
    MantissaBits = 52;
    MinExponent = -1074;
  }
  if (V != V)
    return put(Out, "NaN");
  bool Negative = __builtin_signbit(V);
  if (__builtin_isinf(V) || Exponent == (Bits == 32 ? 0xFF : 0x7FF))
    return put(Out, Negative ? "-Inf" : "+Inf");
  char *P = Out;
  if (Negative)
    *P++ = '-';
  if (!Mantissa && !Exponent) {
    *P++ = '0';
    return (unsigned)(P - Out);
  }
  bool NearBelow = Mantissa == 0 && Exponent > 1;
  if (Exponent) {
    Mantissa |= 1ull << MantissaBits;
    --Exponent;
  }
  Digits D = shortestDigits(Mantissa, Exponent + MinExponent, NearBelow);

  int Power = D.Point - 1; // Of the first digit.
  int Count = (int)D.Count;
  if (Power < -4 || Power >= 6) {
    *P++ = D.Text[0];
    if (Count > 1) {
      *P++ = '.';
      memcpy(P, D.Text + 1, (size_t)Count - 1);
      P += Count - 1;
    }
    *P++ = 'e';
    *P++ = Power < 0 ? '-' : '+';
    if (Power < 0)
      Power = -Power;
    if (Power >= 100)
      *P++ = (char)('0' + Power / 100);
    *P++ = (char)('0' + Power / 10 % 10);
    *P++ = (char)('0' + Power % 10);
    return (unsigned)(P - Out);
  }
  if (D.Point <= 0) {
    *P++ = '0';
    *P++ = '.';
    for (int I = D.Point; I < 0; ++I)
      *P++ = '0';
    memcpy(P, D.Text, (size_t)Count);
    return (unsigned)(P + Count - Out);
  }
  for (int I = 0; I < Count || I < D.Point; ++I) {
    if (I == D.Point)
      *P++ = '.';
    *P++ = I < Count ? D.Text[I] : '0';
  }
  return (unsigned)(P - Out);
}

} // namespace ogo::rt
