// internal/bytealg, on libc's vectorized routines where those are fast: libc's
// search for a string costs more to begin than most searches take, and nothing
// there counts.
#include "runtime/abi/GoFunction.h"
#include "runtime/data/Bytes.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"

#include <string.h>

namespace ogo::rt {

using Bytes = const uint8_t *;
#define PKG "internal/bytealg."

static int64_t offset(const void *Found, const void *Base) {
  return Found ? (Bytes)Found - (Bytes)Base : -1;
}

OGO_GO_FN(int64_t, baIndexByte, PKG "IndexByte",
          (Bytes P, int64_t Len, int64_t, uint32_t C)) {
  return Len ? offset(memchr(P, (uint8_t)C, (size_t)Len), P) : -1;
}
OGO_GO_FN(int64_t, baIndexByteString, PKG "IndexByteString",
          (Bytes P, int64_t Len, uint32_t C)) {
  return Len ? offset(memchr(P, (uint8_t)C, (size_t)Len), P) : -1;
}
OGO_GO_FN(int64_t, baLastIndexByte, PKG "LastIndexByte",
          (Bytes P, int64_t Len, int64_t, uint32_t C)) {
  return Len ? offset(memrchr(P, (uint8_t)C, (size_t)Len), P) : -1;
}
OGO_GO_FN(int64_t, baLastIndexByteString, PKG "LastIndexByteString",
          (Bytes P, int64_t Len, uint32_t C)) {
  return Len ? offset(memrchr(P, (uint8_t)C, (size_t)Len), P) : -1;
}

/// Counts from I on while Width bytes are left. Each lane counts in a byte of
/// its own, as often as a byte can.
template <int64_t Width>
static int64_t countVectors(Bytes P, int64_t &I, int64_t Len, uint8_t C) {
  using Vector = uint8_t __attribute__((vector_size(Width)));
  int64_t N = 0;
  while (Len - I >= Width) {
    int64_t Steps = (Len - I) / Width < 255 ? (Len - I) / Width : 255;
    Vector Counts{};
    for (; Steps > 0; --Steps, I += Width) {
      Vector Next;
      memcpy(&Next, P + I, Width);
      Counts -= (Vector)(Next == C);
    }
    uint64_t Sum = 0;
    for (int64_t L = 0; L < Width; ++L)
      Sum += Counts[L];
    N += (int64_t)Sum;
  }
  return N;
}

static int64_t count(Bytes P, int64_t Len, uint8_t C) {
  int64_t I = 0, N = countVectors<64>(P, I, Len, C);
  N += countVectors<16>(P, I, Len, C);
  for (; I < Len; ++I)
    N += P[I] == C;
  return N;
}
OGO_GO_FN(int64_t, baCount, PKG "Count",
          (Bytes P, int64_t Len, int64_t, uint32_t C)) {
  return count(P, Len, (uint8_t)C);
}
OGO_GO_FN(int64_t, baCountString, PKG "CountString",
          (Bytes P, int64_t Len, uint32_t C)) {
  return count(P, Len, (uint8_t)C);
}

/// What LLVM makes of comparisons of strings in compiled code, instead of
/// libc's.
extern "C" [[clang::no_builtin("bcmp")]] int bcmp(const void *X, const void *Y,
                                                  size_t N) {
  if (N <= 16 || X == Y)
    return !equalBytes((Bytes)X, (Bytes)Y, N);
  // What differs mostly differs soon.
  return load64((Bytes)X) != load64((Bytes)Y) || memcmp(X, Y, N);
}

OGO_GO_FN(int64_t, baCompare, PKG "Compare",
          (Bytes P, int64_t L, int64_t, Bytes Q, int64_t M, int64_t)) {
  return compareStrings(P, L, Q, M);
}
OGO_GO_FN(int64_t, baCompareString, PKG "CompareString",
          (Bytes P, int64_t L, Bytes Q, int64_t M)) {
  return compareStrings(P, L, Q, M);
}
/// The first of P's sixteen positions from I on where Q begins, or -1.
/// Candidates have Q's first and last byte.
static int64_t indexAmong16(Bytes P, int64_t I, Bytes Q, int64_t M,
                            Bytes16 First, Bytes16 Last) {
  for (ByteMask Bits = Bytes16::load(P + I).equal(First) &
                       Bytes16::load(P + I + M - 1).equal(Last);
       Bits; Bits.pop()) {
    int64_t At = I + Bits.first();
    if (M <= 2 || equalBytes(P + At + 1, Q + 1, (size_t)M - 2))
      return At;
  }
  return -1;
}

static int64_t index(Bytes P, int64_t L, Bytes Q, int64_t M) {
  // Where candidates are many, time is the product of the lengths.
  constexpr int64_t MaxShort = 64, Width = Bytes16::Width;
  if (M == 0)
    return 0;
  if (L < M)
    return -1;
  if (M > MaxShort)
    return offset(memmem(P, (size_t)L, Q, (size_t)M), P);
  int64_t Positions = L - M + 1, I = 0;
  if (Positions >= Width) {
    Bytes16 First = Bytes16::all(Q[0]), Last = Bytes16::all(Q[M - 1]);
    for (; I < Positions; I += Width) {
      if (I > Positions - Width)
        I = Positions - Width; // Some of them again.
      if (int64_t At = indexAmong16(P, I, Q, M, First, Last); At >= 0)
        return At;
    }
    return -1;
  }
  for (; I < Positions; ++I)
    if (P[I] == Q[0] && equalBytes(P + I, Q, (size_t)M))
      return I;
  return -1;
}

OGO_GO_FN(int64_t, baIndex, PKG "Index",
          (Bytes P, int64_t L, int64_t, Bytes Q, int64_t M, int64_t)) {
  return index(P, L, Q, M);
}
OGO_GO_FN(int64_t, baIndexString, PKG "IndexString",
          (Bytes P, int64_t L, Bytes Q, int64_t M)) {
  return index(P, L, Q, M);
}
OGO_GO_FN(GoSlice, baMakeNoZero, PKG "MakeNoZero", (int64_t Len)) {
  if (Len < 0 || (uint64_t)Len > MaxAlloc)
    panicError("makeslice: len out of range");
  size_t Cap = roundUpSize((size_t)Len, true);
  return {allocateBytes(Cap), Len, (int64_t)Cap};
}

} // namespace ogo::rt
