// make, append's growth and copy. Growth follows gc exactly: the new capacity
// is visible through cap().
#include "runtime/abi/GoFunction.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"

#include <string.h>

namespace ogo::rt {

static bool sizeOverflows(uint64_t ElemSize, int64_t N, uint64_t &Bytes) {
  return __builtin_mul_overflow(ElemSize, (uint64_t)N, &Bytes) ||
         Bytes > MaxAlloc;
}

OGO_RUNTIME_FN(void *, goMakeSlice, makeslice,
               (const Type *T, int64_t Len, int64_t Cap)) {
  uint64_t Bytes;
  if (Len < 0 || Cap < Len || sizeOverflows(T->Size, Cap, Bytes)) {
    // gc blames the length when the length alone is impossible.
    if (Len < 0 || sizeOverflows(T->Size, Len, Bytes))
      panicError("makeslice: len out of range");
    panicError("makeslice: cap out of range");
  }
  return allocate(Bytes, T->PtrBytes == 0);
}

/// Doubling up to 256 elements, then a smooth step towards 1.25 times.
static int64_t nextCapacity(int64_t NewLen, int64_t OldCap) {
  int64_t Double = OldCap + OldCap;
  if (NewLen > Double)
    return NewLen;
  constexpr int64_t Threshold = 256;
  if (OldCap < Threshold)
    return Double;
  int64_t NewCap = OldCap;
  do {
    NewCap =
        (int64_t)((uint64_t)NewCap + (uint64_t)((NewCap + 3 * Threshold) >> 2));
  } while ((uint64_t)NewCap < (uint64_t)NewLen);
  return NewCap <= 0 ? NewLen : NewCap;
}

OGO_RUNTIME_FN(GoSlice, goGrowSlice, growslice,
               (const void *Old, int64_t NewLen, int64_t OldCap, int64_t Num,
                const Type *T)) {
  int64_t OldLen = NewLen - Num;
  if (NewLen < 0)
    panicError("growslice: len out of range");
  if (T->Size == 0)
    return {ZeroBase, NewLen, NewLen};
  bool NoScan = T->PtrBytes == 0;
  uint64_t Bytes;
  if (sizeOverflows(T->Size, nextCapacity(NewLen, OldCap), Bytes))
    panicError("growslice: len out of range");
  Bytes = roundUpSize(Bytes, NoScan);
  int64_t NewCap = (int64_t)(Bytes / T->Size);
  Bytes = (uint64_t)NewCap * T->Size;
  if (Bytes > MaxAlloc)
    panicError("growslice: len out of range");
  uint64_t OldBytes = (uint64_t)OldLen * T->Size;
  void *P;
  if (NoScan) {
    P = allocateBytes(Bytes);
    uint64_t NewBytes = (uint64_t)NewLen * T->Size;
    memset((uint8_t *)P + NewBytes, 0, Bytes - NewBytes);
  } else {
    P = allocate(Bytes, false);
  }
  memcpy(P, Old, OldBytes);
  return {P, NewLen, NewCap};
}

// reflect.growslice(t, old, num): capacity for num more; the length stays
// old's.
OGO_GO_FN(GoSlice, reflectGrowSlice, "reflect.growslice",
          (const Type *T, void *Old, int64_t Len, int64_t Cap, int64_t Num)) {
  // Grow beyond the capacity, not the length, as gc's reflect_growslice does.
  Num -= Cap - Len;
  GoSlice S = goGrowSlice(Old, Cap + Num, Cap, Num, T);
  if (T->PtrBytes == 0)
    memset((uint8_t *)S.Ptr + Cap * T->Size, 0, (Cap + Num - Cap) * T->Size);
  S.Len = Len;
  return S;
}

OGO_GO_FN(void, goMemMove, "runtime.memmove",
          (void *To, const void *From, uint64_t N)) {
  memmove(To, From, N);
}

OGO_GO_FN(void, goMemClr, "runtime.memclrNoHeapPointers",
          (void *P, uint64_t N)) {
  memset(P, 0, N);
}

OGO_RUNTIME_FN(void, goUnsafeSlice, unsafeslice,
               (const Type *T, const void *P, int64_t Len)) {
  uint64_t Bytes;
  if (Len < 0)
    panicError("unsafe.Slice: len out of range");
  if (T->Size == 0) {
    if (!P && Len > 0)
      panicError("unsafe.Slice: ptr is nil and len is not zero");
    return;
  }
  bool Overflow = __builtin_mul_overflow(T->Size, (uint64_t)Len, &Bytes);
  if (Overflow || Bytes > -(uintptr_t)P) {
    if (!P && !Overflow && Len > 0)
      panicError("unsafe.Slice: ptr is nil and len is not zero");
    panicError("unsafe.Slice: len out of range");
  }
  if (!P && Len > 0)
    panicError("unsafe.Slice: ptr is nil and len is not zero");
}

OGO_GO_FN(void, reflectUnsafeSlice, "reflect.unsafeslice",
          (const Type *T, const void *P, int64_t Len)) {
  goUnsafeSlice(T, P, Len);
}

OGO_RUNTIME_FN(void, goUnsafeString, unsafestring,
               (const void *P, int64_t Len)) {
  if (Len < 0)
    panicError("unsafe.String: len out of range");
  if ((uint64_t)Len > -(uintptr_t)P) {
    if (P)
      panicError("unsafe.String: len out of range");
  }
  if (!P && Len > 0)
    panicError("unsafe.String: ptr is nil and len is not zero");
}

} // namespace ogo::rt
