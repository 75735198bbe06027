// reflect's own tests look at the pointer masks of types. The collector here is
// conservative and never reads them, so this is the only proof that compiled
// and reflect-made masks are right.
#include "runtime/abi/GoFunction.h"
#include "runtime/mem/Heap.h"

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

/// What a mask that the compiler and reflect leave to the runtime says: the
/// words of a T, of which Out has room for all.
static void addPointers(const Type *T, Words &Out) {
  uint64_t End = Out.N + T->Size / 8;
  switch (T->kind()) {
  case KindArray: {
    auto *A = (const ArrayType *)T;
    for (uintptr_t I = 0; T->PtrBytes && I < A->Len; ++I)
      addPointers(A->Elem, Out);
    break;
  }
  case KindStruct: {
    auto *S = (const StructType *)T;
    uint64_t Start = Out.N;
    for (int64_t I = 0; I < S->NumFields; ++I) {
      if (!S->Fields[I].Typ->PtrBytes)
        continue;
      while (Out.N < Start + S->Fields[I].Offset / 8)
        Out.add(0);
      addPointers(S->Fields[I].Typ, Out);
    }
    break;
  }
  default:
    for (uint64_t I = 0; I < T->PtrBytes / 8; ++I)
      Out.add(T->kind() == KindInterface || I == 0);
    break;
  }
  while (Out.N < End)
    Out.add(0);
}

// gcbits(x any) []byte: the mask of what the pointer x points at, to the end of
// its allocation, without what is no pointer at the end.
OGO_GO_FN(GoSlice, reflectGCBits, "reflect.gcbits", (Type * T, void *P)) {
  const Type *Elem = ((const PtrType *)T)->Elem;
  uint64_t Size = Elem->Size;
  objectAt(P, &Size);
  Words Out{(uint8_t *)allocate(Size / 8 + 1, true), Size / 8};
  while (Elem->Size >= 8 && Out.N + Elem->Size / 8 <= Out.Max) {
    uint64_t Start = Out.N;
    if (Elem->TFlag & TFlagGCMaskOnDemand)
      addPointers(Elem, Out);
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
