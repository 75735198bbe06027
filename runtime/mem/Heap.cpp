// Allocation on libgc. Pointer-free objects are atomic: never scanned, and not
// cleared unless asked. Goroutine stacks are pushed by runtime/sched.
#include "runtime/mem/Heap.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/panic/Panic.h"

#define GC_THREADS
#include <gc/gc.h>
#include <string.h>

namespace ogo::rt {

alignas(16) uint8_t ZeroBase[16];

static void *outOfMemory(size_t) {
  fatal("runtime: out of memory");
}

static void silentWarning(char *, GC_word) {}

void initHeap() {
  GC_set_all_interior_pointers(1);
  GC_set_handle_fork(1);
  GC_set_warn_proc(silentWarning);
  GC_set_oom_fn(outOfMemory);
  // Finalizers run on a goroutine of ours, never inside an allocation.
  GC_set_finalize_on_demand(1);
  GC_set_java_finalization(0);
  initFinalizers();
  GC_INIT();
  GC_allow_register_threads();
}

void *allocate(size_t Size, bool NoScan) {
  if (Size == 0)
    return ZeroBase;
  if (NoScan) {
    void *P = GC_malloc_atomic(Size);
    memset(P, 0, Size);
    return P;
  }
  return GC_malloc(Size);
}

void *allocateBytes(size_t Size) {
  if (Size == 0)
    return ZeroBase;
  return GC_malloc_atomic(Size);
}

void *allocatePermanent(size_t Size) { return GC_malloc_uncollectable(Size); }
void freePermanent(void *P) { GC_free(P); }

OGO_GO_FN(void *, goNewObject, "runtime.newobject", (const Type *T)) {
  return allocate(T->Size, T->PtrBytes == 0);
}

OGO_GO_FN(void *, goMallocGC, "runtime.mallocgc",
          (uint64_t Size, const Type *T, uint32_t NeedZero)) {
  if (!T || T->PtrBytes == 0)
    return (uint8_t)NeedZero ? allocate(Size, true) : allocateBytes(Size);
  return allocate(Size, false);
}

OGO_GO_FN(void *, goNewClosure, "runtime.newclosure", (uint64_t Size)) {
  return allocate(Size, false);
}

OGO_GO_FN(void *, goNewArray, "runtime.newarray", (const Type *T, int64_t N)) {
  uint64_t Size;
  if (N < 0 || __builtin_mul_overflow(T->Size, (uint64_t)N, &Size) ||
      Size > MaxAlloc)
    panicPlain("runtime: allocation size out of range");
  return allocate(Size, T->PtrBytes == 0);
}

} // namespace ogo::rt
