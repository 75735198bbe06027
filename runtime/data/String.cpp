// Strings: concatenation, conversions between strings, bytes and runes, UTF-8.
// An invalid byte decodes as U+FFFD of width 1, as the spec says for range and
// conversions.
#include "runtime/data/String.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/data/Bytes.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Goroutine.h"

#include <string.h>

namespace ogo::rt {

namespace {
/// S as the result of a concatenation. Go strings are immutable, so the operand
/// itself may be the result, unless it is in a frame that the result outlives.
GoString operandAsResult(GoString S, const uint8_t *Tmp) {
  if (Tmp || !S.Len)
    return S;
  G *Gp = getg();
  if (S.Ptr < Gp->StackLo || S.Ptr >= Gp->StackHi)
    return S;
  auto *P = (uint8_t *)allocateBytes((size_t)S.Len);
  memcpy(P, S.Ptr, (size_t)S.Len);
  return {P, S.Len};
}

uint8_t *bytesFor(uint64_t Len, uint8_t *Tmp) {
  return Tmp && Len <= TmpStringSize ? Tmp : (uint8_t *)allocateBytes(Len);
}

/// Tmp, if not null, holds short results.
GoString concat(const GoString *S, int64_t N, uint8_t *Tmp) {
  uint64_t Len = 0;
  int64_t NonEmpty = 0, Last = 0;
  for (int64_t I = 0; I < N; ++I) {
    if (S[I].Len == 0)
      continue;
    Len += (uint64_t)S[I].Len;
    if ((int64_t)Len < 0)
      throwError("string concatenation too long");
    ++NonEmpty;
    Last = I;
  }
  if (NonEmpty == 0)
    return {nullptr, 0};
  if (NonEmpty == 1)
    return operandAsResult(S[Last], Tmp);
  uint8_t *P = bytesFor(Len, Tmp);
  uint8_t *Out = P;
  for (int64_t I = 0; I < N; ++I) {
    memcpy(Out, S[I].Ptr, (size_t)S[I].Len);
    Out += S[I].Len;
  }
  return {P, (int64_t)Len};
}
} // namespace

OGO_RUNTIME_FN(GoString, goConcat2, concatstring2,
               (const uint8_t *P0, int64_t L0, const uint8_t *P1, int64_t L1)) {
  if (L0 == 0)
    return operandAsResult({P1, L1}, nullptr);
  if (L1 == 0)
    return operandAsResult({P0, L0}, nullptr);
  auto *P = (uint8_t *)allocateBytes((size_t)(L0 + L1));
  memcpy(P, P0, (size_t)L0);
  memcpy(P + L0, P1, (size_t)L1);
  return {P, L0 + L1};
}

OGO_RUNTIME_FN(GoString, goConcat2Tmp, concatstring2tmp,
               (uint8_t *Tmp, const uint8_t *P0, int64_t L0, const uint8_t *P1,
                int64_t L1)) {
  if (L0 == 0)
    return {P1, L1};
  if (L1 == 0)
    return {P0, L0};
  uint8_t *P = bytesFor((uint64_t)(L0 + L1), Tmp);
  memcpy(P, P0, (size_t)L0);
  memcpy(P + L0, P1, (size_t)L1);
  return {P, L0 + L1};
}

OGO_RUNTIME_FN(GoString, goConcatStringsTmp, concatstringstmp,
               (uint8_t *Tmp, const GoString *S, int64_t N)) {
  return concat(S, N, Tmp);
}

OGO_RUNTIME_FN(GoString, goConcat3, concatstring3,
               (const uint8_t *P0, int64_t L0, const uint8_t *P1, int64_t L1,
                const uint8_t *P2, int64_t L2)) {
  GoString S[] = {{P0, L0}, {P1, L1}, {P2, L2}};
  return concat(S, 3, nullptr);
}

OGO_RUNTIME_FN(GoString, goConcatStrings, concatstrings,
               (const GoString *S, int64_t N)) {
  return concat(S, N, nullptr);
}

static uint8_t OneByteStrings[256];
[[gnu::constructor]] static void initOneByteStrings() {
  for (int I = 0; I < 256; ++I)
    OneByteStrings[I] = (uint8_t)I;
}

GoString makeString(const void *P, int64_t Len) {
  if (Len == 0)
    return {nullptr, 0};
  if (Len == 1)
    return {&OneByteStrings[*(const uint8_t *)P], 1};
  void *Q = allocateBytes((size_t)Len);
  memcpy(Q, P, (size_t)Len);
  return {(uint8_t *)Q, Len};
}

OGO_RUNTIME_FN(GoString, goSliceByteToString, slicebytetostring,
               (const uint8_t *P, int64_t Len)) {
  return makeString(P, Len);
}

OGO_RUNTIME_FN(GoString, goSliceByteToStringTmp, slicebytetostringtmp,
               (uint8_t *Tmp, const uint8_t *P, int64_t Len)) {
  if ((uint64_t)Len > TmpStringSize)
    return makeString(P, Len);
  memcpy(Tmp, P, (size_t)Len);
  return {Tmp, Len};
}

OGO_RUNTIME_FN(GoSlice, goStringToSliceByte, stringtoslicebyte,
               (const uint8_t *P, int64_t Len)) {
  if (Len == 0)
    return {ZeroBase, 0, 0};
  int64_t Cap = (int64_t)roundUpSize((size_t)Len, true);
  auto *Q = (uint8_t *)allocateBytes((size_t)Cap);
  memcpy(Q, P, (size_t)Len);
  memset(Q + Len, 0, (size_t)(Cap - Len));
  return {Q, Len, Cap};
}

OGO_RUNTIME_FN(GoSlice, goStringToSliceByteTmp, stringtoslicebytetmp,
               (uint8_t *Tmp, const uint8_t *P, int64_t Len)) {
  if ((uint64_t)Len > TmpStringSize)
    return goStringToSliceByte(P, Len);
  memcpy(Tmp, P, (size_t)Len);
  memset(Tmp + Len, 0, (size_t)(TmpStringSize - (uint64_t)Len));
  return {Tmp, Len, (int64_t)TmpStringSize};
}

int encodeRune(uint8_t *Out, int32_t R) {
  auto U = (uint32_t)R;
  if (U < 0x80) {
    Out[0] = (uint8_t)U;
    return 1;
  }
  if (U < 0x800) {
    Out[0] = (uint8_t)(0xC0 | U >> 6);
    Out[1] = (uint8_t)(0x80 | (U & 0x3F));
    return 2;
  }
  if (U > 0x10FFFF || (U >= 0xD800 && U < 0xE000))
    U = RuneError;
  if (U < 0x10000) {
    Out[0] = (uint8_t)(0xE0 | U >> 12);
    Out[1] = (uint8_t)(0x80 | (U >> 6 & 0x3F));
    Out[2] = (uint8_t)(0x80 | (U & 0x3F));
    return 3;
  }
  Out[0] = (uint8_t)(0xF0 | U >> 18);
  Out[1] = (uint8_t)(0x80 | (U >> 12 & 0x3F));
  Out[2] = (uint8_t)(0x80 | (U >> 6 & 0x3F));
  Out[3] = (uint8_t)(0x80 | (U & 0x3F));
  return 4;
}

namespace {
struct RuneInt {
  int64_t Rune;
  int64_t Next;
};
} // namespace

OGO_RUNTIME_FN(RuneInt, goDecodeRune, decoderune,
               (const uint8_t *P, int64_t Len, int64_t K)) {
  Decoded D = decodeRune(P + K, Len - K);
  return {D.Rune, K + D.Width};
}

static int64_t countRunes(const uint8_t *P, int64_t Len) {
  int64_t N = 0;
  for (int64_t I = 0; I < Len; ++N)
    I += P[I] < 0x80 ? 1 : decodeRune(P + I, Len - I).Width;
  return N;
}

OGO_RUNTIME_FN(GoSlice, goStringToSliceRune, stringtoslicerune,
               (const uint8_t *P, int64_t Len)) {
  int64_t N = countRunes(P, Len);
  if (N == 0)
    return {ZeroBase, 0, 0};
  size_t Bytes = roundUpSize((size_t)N * 4, true);
  auto *Out = (int32_t *)allocateBytes(Bytes);
  memset((uint8_t *)Out + N * 4, 0, Bytes - (size_t)N * 4);
  int64_t J = 0;
  for (int64_t I = 0; I < Len;) {
    Decoded D = decodeRune(P + I, Len - I);
    Out[J++] = D.Rune;
    I += D.Width;
  }
  return {Out, N, (int64_t)(Bytes / 4)};
}

OGO_RUNTIME_FN(GoString, goSliceRuneToString, slicerunetostring,
               (const int32_t *P, int64_t N)) {
  uint8_t Tmp[4];
  int64_t Len = 0;
  for (int64_t I = 0; I < N; ++I)
    Len += encodeRune(Tmp, P[I]);
  if (Len == 0)
    return {nullptr, 0};
  auto *Out = (uint8_t *)allocateBytes((size_t)Len);
  uint8_t *Q = Out;
  for (int64_t I = 0; I < N; ++I)
    Q += encodeRune(Q, P[I]);
  return {Out, Len};
}

OGO_RUNTIME_FN(GoString, goIntStringTmp, intstringtmp,
               (uint8_t *Tmp, int64_t V)) {
  if ((int32_t)V != V)
    V = RuneError;
  return {Tmp, encodeRune(Tmp, (int32_t)V)};
}
OGO_RUNTIME_FN(GoString, goIntString, intstring, (int64_t V)) {
  uint8_t Tmp[4];
  GoString S = goIntStringTmp(Tmp, V);
  return makeString(S.Ptr, S.Len);
}

OGO_RUNTIME_FN(int64_t, goCmpString, cmpstring,
               (const uint8_t *P, int64_t L, const uint8_t *Q, int64_t M)) {
  return compareStrings(P, L, Q, M);
}

OGO_RUNTIME_FN(uint8_t, goMemEqual, memequal,
               (const uint8_t *P, const uint8_t *Q, uint64_t N)) {
  return equalBytes(P, Q, N);
}

} // namespace ogo::rt
