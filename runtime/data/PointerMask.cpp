// reflect's own tests look at the pointer masks of types. The collector here is
// conservative and never reads them, so this is the only proof that compiled
// and reflect-made masks are right.
#include "runtime/abi/GoFunction.h"
#include "runtime/abi/Varint.h"
#include "runtime/mem/Heap.h"

#define GC_THREADS
#include <gc/gc.h>

namespace ogo::rt {

namespace {
/// One byte for each word of memory.
struct Words {
  uint8_t *Mask;
  uint64_t Max, N = 0;

  void add(uint8_t IsPointer) {
    if (N < Max)
      Mask[N++] = IsPointer;
  }
};
} // namespace

/// Instructions: 0 ends; n < 128 adds n bits that follow; n | 128 repeats the
/// last n bits (0: a varint follows) as often as the varint after it says.
static void runProgram(const uint8_t *P, Words &Out) {
  while (uint8_t Op = *P++) {
    uint64_t N = Op & 0x7F;
    if (!(Op & 0x80)) {
      for (uint64_t I = 0; I < N; ++I)
        Out.add(P[I / 8] >> (I % 8) & 1);
      P += (N + 7) / 8;
      continue;
    }
    if (N == 0)
      N = readVarint(P);
    uint64_t Times = readVarint(P);
    if (N > Out.N)
      return; // The words before were cut off.
    for (uint64_t I = 0; I < N * Times && Out.N < Out.Max; ++I)
      Out.add(Out.Mask[Out.N - N]);
  }
}

// gcbits(x any) []byte: the mask of what the pointer x points at, to the end of
// its allocation, without what is no pointer at the end.
OGO_GO_FN(GoSlice, reflectGCBits, "reflect.gcbits", (Type * T, void *P)) {
  const Type *Elem = ((const PtrType *)T)->Elem;
  uint64_t Size = Elem->Size;
  if (void *Base = GC_base(P))
    Size = GC_size(Base) - (uint64_t)((uint8_t *)P - (uint8_t *)Base);
  Words Out{(uint8_t *)allocate(Size / 8 + 1, true), Size / 8};
  while (Elem->Size >= 8 && Out.N + Elem->Size / 8 <= Out.Max) {
    uint64_t Start = Out.N;
    if (Elem->PtrBytes && (Elem->Kind_ & KindGCProg))
      runProgram(Elem->GCData + 4, Out);
    else
      for (uint64_t I = 0; I < Elem->PtrBytes / 8; ++I)
        Out.add(Elem->GCData[I / 8] >> (I % 8) & 1);
    while (Out.N < Start + Elem->Size / 8)
      Out.add(0);
  }
  while (Out.N && !Out.Mask[Out.N - 1])
    --Out.N;
  return {Out.Mask, (int64_t)Out.N, (int64_t)Out.N};
}

} // namespace ogo::rt
