// Interface conversions and assertions.
#include "runtime/abi/GoFunction.h"
#include "runtime/data/TypeInfo.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"

#include <string.h>

namespace ogo::rt {

namespace {
/// Boxes of the integers 0..255, so that small values do not allocate. Words,
/// so the same table serves every width on a little-endian target; ir may point
/// one-byte values here itself (runtime.staticuint64s).
struct SmallInts {
  uint64_t V[256];
  constexpr SmallInts() : V() {
    for (unsigned I = 0; I < 256; ++I)
      V[I] = I;
  }
};
} // namespace

extern "C" const SmallInts StaticInts __asm__("runtime.staticuint64s");
OGO_GO_FN(const SmallInts *, goGetStaticInts, "runtime.getStaticuint64s", ()) {
  return &StaticInts;
}
const SmallInts StaticInts{};

/// The zero value of any type up to this size, for reflect.Zero and friends.
extern "C" uint8_t ZeroValue[1024] __asm__("runtime.zeroVal");
alignas(16) uint8_t ZeroValue[1024];

OGO_GO_FN(const void *, goConvT64, "runtime.convT64", (uint64_t V)) {
  if (V < 256)
    return &StaticInts.V[V];
  auto *P = (uint64_t *)allocateBytes(8);
  *P = V;
  return P;
}
OGO_GO_FN(void *, goConvTString, "runtime.convTstring",
          (const uint8_t *P, int64_t Len)) {
  if (Len == 0)
    return ZeroValue;
  auto *S = (GoString *)allocate(sizeof(GoString), false);
  *S = {P, Len};
  return S;
}
OGO_GO_FN(void *, goConvTSlice, "runtime.convTslice",
          (void *P, int64_t Len, int64_t Cap)) {
  if (!P)
    return ZeroValue;
  auto *S = (GoSlice *)allocate(sizeof(GoSlice), false);
  *S = {P, Len, Cap};
  return S;
}

// The overlay makes *TypeAssertionError: (static interface, dynamic type,
// wanted type, missing method).
OGO_GO_NORETURN_FN(goPanicTypeAssert, "runtime.panicTypeAssert",
                   (const Type *Interface, const Type *Concrete,
                    const Type *Asserted, const uint8_t *Missing,
                    int64_t MissingLen));

OGO_RUNTIME_FN(Itab *, goAssertE2I, assertE2I,
               (const InterfaceType *Inter, const Type *T)) {
  if (!T)
    goPanicTypeAssert(nullptr, nullptr, &Inter->T, nullptr, 0);
  Itab *Tab = getItab(Inter, T);
  if (!Tab) [[unlikely]] {
    GoString M = missingMethod(Inter, T);
    goPanicTypeAssert(nullptr, T, &Inter->T, M.Ptr, M.Len);
  }
  return Tab;
}
OGO_RUNTIME_FN(Itab *, goAssertE2I2, assertE2I2,
               (const InterfaceType *Inter, const Type *T)) {
  return T ? getItab(Inter, T) : nullptr;
}
OGO_RUNTIME_NORETURN_FN(goPanicDotTypeE, panicdottypeE,
                        (const Type *Have, const Type *Want,
                         const Type *Static)) {
  goPanicTypeAssert(Static, Have, Want, nullptr, 0);
}
OGO_RUNTIME_NORETURN_FN(goPanicNilDotType, panicnildottype,
                        (const Type *Want)) {
  goPanicTypeAssert(nullptr, nullptr, Want, nullptr, 0);
}

// ifaceE2I(interface type, e, *dst): reflect stores e as the non-empty
// interface type.
#define IFACE_E2I(CXXNAME, SYMBOL)                                             \
  OGO_GO_FN(void, CXXNAME, SYMBOL,                                             \
            (const InterfaceType *Inter, Type *T, void *Data, Iface *Dst)) {   \
    Dst->Tab = goAssertE2I(Inter, T);                                          \
    Dst->Data = Data;                                                          \
  }
IFACE_E2I(reflectIfaceE2I, "reflect.ifaceE2I")
IFACE_E2I(reflectliteIfaceE2I, "internal/reflectlite.ifaceE2I")
#undef IFACE_E2I

// Memory operations of reflect; without write barriers typed and untyped agree.

OGO_GO_FN(void *, reflectUnsafeNew, "reflect.unsafe_New", (const Type *T)) {
  return allocateTyped(T, T->Size);
}
OGO_GO_FN(void *, reflectliteUnsafeNew, "internal/reflectlite.unsafe_New",
          (const Type *T)) {
  return allocateTyped(T, T->Size);
}
OGO_GO_FN(void *, reflectUnsafeNewArray, "reflect.unsafe_NewArray",
          (const Type *T, int64_t N)) {
  uint64_t Bytes;
  if (N < 0 || __builtin_mul_overflow(T->Size, (uint64_t)N, &Bytes) ||
      Bytes > MaxAlloc)
    panicPlain("runtime: allocation size out of range");
  return allocateTyped(T, Bytes);
}
OGO_GO_FN(void, reflectTypedMemMove, "reflect.typedmemmove",
          (const Type *T, void *Dst, const void *Src)) {
  memmove(Dst, Src, T->Size);
}
OGO_GO_FN(void, reflectliteTypedMemMove, "internal/reflectlite.typedmemmove",
          (const Type *T, void *Dst, const void *Src)) {
  memmove(Dst, Src, T->Size);
}
OGO_GO_FN(void, reflectMemMove, "reflect.memmove",
          (void *Dst, const void *Src, uint64_t N)) {
  memmove(Dst, Src, N);
}
OGO_GO_FN(void, reflectTypedMemClr, "reflect.typedmemclr",
          (const Type *T, void *P)) {
  memset(P, 0, T->Size);
}
OGO_GO_FN(void, reflectTypedMemClrPartial, "reflect.typedmemclrpartial",
          (const Type *, void *P, uint64_t Off, uint64_t Size)) {
  memset(P, 0, Size); // P already points at the field; Off is for barriers.
}
OGO_GO_FN(void, reflectTypedArrayClear, "reflect.typedarrayclear",
          (const Type *T, void *P, int64_t Len)) {
  memset(P, 0, T->Size * (uint64_t)Len);
}
OGO_GO_FN(int64_t, reflectTypedSliceCopy, "reflect.typedslicecopy",
          (const Type *T, void *Dst, int64_t DstLen, int64_t, const void *Src,
           int64_t SrcLen, int64_t)) {
  int64_t N = DstLen < SrcLen ? DstLen : SrcLen;
  if (N > 0)
    memmove(Dst, Src, (uint64_t)N * T->Size);
  return N;
}
// Only gc has memory that its pointers may not refer to.
OGO_GO_FN(uint8_t, reflectVerifyNotInHeap, "reflect.verifyNotInHeapPtr",
          (uintptr_t P)) {
  return 1;
}

} // namespace ogo::rt
