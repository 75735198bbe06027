// sync/atomic and internal/runtime/atomic as functions, for calls the compiler
// does not turn into instructions (calls through func values, reflection). All
// are sequentially consistent, as Go's memory model says.
#include "runtime/abi/GoFunction.h"

#include <stdint.h>

namespace ogo::rt {

#define SC __ATOMIC_SEQ_CST
#define PKG "sync/atomic."

#define ATOMIC_FAMILY(NAME, T)                                                 \
  OGO_GO_FN(T, swap##NAME, PKG "Swap" #NAME, (T * P, T V)) {                   \
    return __atomic_exchange_n(P, V, SC);                                      \
  }                                                                            \
  OGO_GO_FN(uint8_t, cas##NAME, PKG "CompareAndSwap" #NAME,                    \
            (T * P, T Old, T New)) {                                           \
    return __atomic_compare_exchange_n(P, &Old, New, false, SC, SC);           \
  }                                                                            \
  OGO_GO_FN(T, add##NAME, PKG "Add" #NAME, (T * P, T V)) {                     \
    return __atomic_add_fetch(P, V, SC);                                       \
  }                                                                            \
  OGO_GO_FN(T, and##NAME, PKG "And" #NAME, (T * P, T V)) {                     \
    return __atomic_fetch_and(P, V, SC);                                       \
  }                                                                            \
  OGO_GO_FN(T, or##NAME, PKG "Or" #NAME, (T * P, T V)) {                       \
    return __atomic_fetch_or(P, V, SC);                                        \
  }                                                                            \
  OGO_GO_FN(T, load##NAME, PKG "Load" #NAME, (const T *P)) {                   \
    return __atomic_load_n(P, SC);                                             \
  }                                                                            \
  OGO_GO_FN(void, store##NAME, PKG "Store" #NAME, (T * P, T V)) {              \
    __atomic_store_n(P, V, SC);                                                \
  }
ATOMIC_FAMILY(Int32, int32_t)
ATOMIC_FAMILY(Int64, int64_t)
ATOMIC_FAMILY(Uint32, uint32_t)
ATOMIC_FAMILY(Uint64, uint64_t)
ATOMIC_FAMILY(Uintptr, uintptr_t)
#undef ATOMIC_FAMILY

OGO_GO_FN(void *, swapPointer, PKG "SwapPointer", (void **P, void *V)) {
  return __atomic_exchange_n(P, V, SC);
}
OGO_GO_FN(uint8_t, casPointer, PKG "CompareAndSwapPointer",
          (void **P, void *Old, void *New)) {
  return __atomic_compare_exchange_n(P, &Old, New, false, SC, SC);
}
OGO_GO_FN(void *, loadPointer, PKG "LoadPointer", (void **P)) {
  return __atomic_load_n(P, SC);
}
OGO_GO_FN(void, storePointer, PKG "StorePointer", (void **P, void *V)) {
  __atomic_store_n(P, V, SC);
}
OGO_GO_FN(uintptr_t, syncLoadAcq, "sync.runtime_LoadAcquintptr", (uintptr_t * P)) {
  return __atomic_load_n(P, __ATOMIC_ACQUIRE);
}
OGO_GO_FN(uintptr_t, syncStoreRel, "sync.runtime_StoreReluintptr",
          (uintptr_t * P, uintptr_t V)) {
  __atomic_store_n(P, V, __ATOMIC_RELEASE);
  return 0;
}

} // namespace ogo::rt
