// internal/bytealg on libc's vectorized routines.
#include "runtime/abi/GoFunction.h"
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

static int64_t count(Bytes P, int64_t Len, uint8_t C) {
  int64_t N = 0;
  for (int64_t I = 0; I < Len; ++I)
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

static int64_t compare(Bytes P, int64_t L, Bytes Q, int64_t M) {
  int64_t N = L < M ? L : M;
  int C = N ? memcmp(P, Q, (size_t)N) : 0;
  if (C != 0)
    return C < 0 ? -1 : 1;
  return L < M ? -1 : L > M;
}
OGO_GO_FN(int64_t, baCompare, PKG "Compare",
          (Bytes P, int64_t L, int64_t, Bytes Q, int64_t M, int64_t)) {
  return compare(P, L, Q, M);
}
OGO_GO_FN(int64_t, baCompareString, PKG "CompareString",
          (Bytes P, int64_t L, Bytes Q, int64_t M)) {
  return compare(P, L, Q, M);
}
OGO_GO_FN(int64_t, baIndex, PKG "Index",
          (Bytes P, int64_t L, int64_t, Bytes Q, int64_t M, int64_t)) {
  return offset(memmem(P, (size_t)L, Q, (size_t)M), P);
}
OGO_GO_FN(int64_t, baIndexString, PKG "IndexString",
          (Bytes P, int64_t L, Bytes Q, int64_t M)) {
  return offset(memmem(P, (size_t)L, Q, (size_t)M), P);
}
OGO_GO_FN(GoSlice, baMakeNoZero, PKG "MakeNoZero", (int64_t Len)) {
  if (Len < 0 || (uint64_t)Len > MaxAlloc)
    panicError("makeslice: len out of range");
  size_t Cap = roundUpSize((size_t)Len, true);
  return {allocateBytes(Cap), Len, (int64_t)Cap};
}

} // namespace ogo::rt
