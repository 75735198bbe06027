// Loading and comparing bytes: a few at any address, short strings without a
// call, and sixteen together with the SIMD that both targets always have (what
// maps probe control bytes with and byte searches step by).
#ifndef OGO_RUNTIME_DATA_BYTES_H
#define OGO_RUNTIME_DATA_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __x86_64__
#include <emmintrin.h>
#else
#include <arm_neon.h>
#endif

namespace ogo::rt {

inline uint64_t load64(const uint8_t *P) {
  uint64_t V;
  memcpy(&V, P, 8);
  return V;
}
inline uint32_t load32(const uint8_t *P) {
  uint32_t V;
  memcpy(&V, P, 4);
  return V;
}

/// For more than 16 bytes (Hash.cpp). The registers are kept, so that whoever
/// calls this rarely pays nothing for it otherwise.
[[clang::preserve_most]] bool equalLong(const uint8_t *X, const uint8_t *Y,
                                        size_t N);

/// Most strings are short: a call would cost more than the comparison, and
/// libc's is slow for no bytes at address 0.
[[gnu::always_inline]] inline bool equalBytes(const uint8_t *X,
                                              const uint8_t *Y, size_t N) {
  if (X == Y)
    return true;
  if (N > 16)
    return equalLong(X, Y, N);
  if (N >= 8)
    return ((load64(X) ^ load64(Y)) |
            (load64(X + N - 8) ^ load64(Y + N - 8))) == 0;
  if (N >= 4)
    return ((load32(X) ^ load32(Y)) |
            (load32(X + N - 4) ^ load32(Y + N - 4))) == 0;
  return N == 0 ||
         (X[0] == Y[0] && X[N / 2] == Y[N / 2] && X[N - 1] == Y[N - 1]);
}

/// Whether the bytes as numbers, first byte highest, are less (-1), the same or
/// greater.
inline int compareWords(uint64_t A, uint64_t B) {
  A = __builtin_bswap64(A);
  B = __builtin_bswap64(B);
  return A < B ? -1 : A > B;
}

/// The order of strings: -1, 0 or 1. Most differ in their first bytes.
[[gnu::always_inline]] inline int compareStrings(const uint8_t *X, int64_t L,
                                                 const uint8_t *Y, int64_t M) {
  auto N = (size_t)(L < M ? L : M);
  int C = 0;
  if (X == Y) {
  } else if (N >= 8) {
    C = compareWords(load64(X), load64(Y));
    if (C == 0 && N > 16)
      C = memcmp(X + 8, Y + 8, N - 8);
    else if (C == 0)
      C = compareWords(load64(X + N - 8), load64(Y + N - 8));
  } else if (N >= 4) {
    auto word = [&](const uint8_t *P) {
      return load32(P) | (uint64_t)load32(P + N - 4) << 32;
    };
    C = compareWords(word(X), word(Y));
  } else if (N > 0) {
    auto word = [&](const uint8_t *P) {
      return P[0] | (uint64_t)P[N / 2] << 8 | (uint64_t)P[N - 1] << 16;
    };
    C = compareWords(word(X), word(Y));
  }
  if (C != 0)
    return C < 0 ? -1 : 1;
  return L < M ? -1 : L > M;
}

/// A set of positions among sixteen, lowest first.
class ByteMask {
  uint64_t Bits;
#ifdef __x86_64__
  static constexpr unsigned Shift = 0;
#else
  static constexpr unsigned Shift = 2; // Four bits per position.
#endif

public:
  explicit ByteMask(uint64_t Bits) : Bits(Bits) {}
  explicit operator bool() const { return Bits; }
  unsigned first() const { return (unsigned)__builtin_ctzll(Bits) >> Shift; }
  void pop() { Bits &= Bits - 1; }
  ByteMask operator&(ByteMask O) const { return ByteMask(Bits & O.Bits); }
};

struct Bytes16 {
  static constexpr unsigned Width = 16;

#ifdef __x86_64__
  __m128i V;
  /// At any address.
  static Bytes16 load(const uint8_t *P) {
    return {_mm_loadu_si128((const __m128i *)P)};
  }
  static Bytes16 all(uint8_t C) { return {_mm_set1_epi8((char)C)}; }
  /// Where the bytes are the same.
  ByteMask equal(Bytes16 O) const {
    return ByteMask((uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(V, O.V)));
  }
  /// Where they are less, as signed numbers.
  ByteMask less(Bytes16 O) const {
    return ByteMask((uint32_t)_mm_movemask_epi8(_mm_cmpgt_epi8(O.V, V)));
  }
#else
  uint8x16_t V;
  static Bytes16 load(const uint8_t *P) { return {vld1q_u8(P)}; }
  static Bytes16 all(uint8_t C) { return {vdupq_n_u8(C)}; }
  static ByteMask narrow(uint8x16_t M) {
    uint8x8_t N = vshrn_n_u16(vreinterpretq_u16_u8(M), 4);
    return ByteMask(vget_lane_u64(vreinterpret_u64_u8(N), 0) &
                    0x1111111111111111);
  }
  ByteMask equal(Bytes16 O) const { return narrow(vceqq_u8(V, O.V)); }
  ByteMask less(Bytes16 O) const {
    return narrow(vcltq_s8(vreinterpretq_s8_u8(V), vreinterpretq_s8_u8(O.V)));
  }
#endif
};

} // namespace ogo::rt

#endif // OGO_RUNTIME_DATA_BYTES_H
