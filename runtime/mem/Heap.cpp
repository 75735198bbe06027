// Allocation on libgc. Pointer-free objects are atomic: never scanned, and not
// cleared unless asked. Goroutine stacks are pushed by runtime/sched.
//
// Each thread counts its allocations by size class, and goes a slow way now and
// then (AllocStats::UntilSlow): for the heap profile, GODEBUG=gcstress and the
// memory limit, none of which costs the fast path anything.
#include "runtime/mem/Heap.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/mem/AllocStats.h"
#include "runtime/mem/StaticRoots.h"
#include "runtime/panic/Panic.h"

#define GC_THREADS
#include <gc/gc.h>
#include <string.h>

namespace ogo::rt {

alignas(16) uint8_t ZeroBase[16];

static void *outOfMemory(size_t) { throwError("runtime: out of memory"); }

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
  GC_set_no_dls(1); // there is no dynamic linker to ask
  GC_set_dont_precollect(1);
  GC_INIT();
  addStaticRoots();
  // libgc reckons from its latest collection when to collect, and collects at
  // once if there was none.
  GC_gcollect();
  GC_allow_register_threads();
  setHeapGrowth(100);
}

static int64_t GrowthPercent;
static uint64_t RootBytes;

/// libgc's own rule leaves out the goroutines, which it does not know. As many
/// bytes as those, but at least gc's least heap, are allocated first.
static uint64_t leastGrowth() {
  uint64_t Bytes = RootBytes > 4 << 20 ? RootBytes : 4 << 20;
  return Bytes / 100 * (uint64_t)(GrowthPercent < 1 ? 1 : GrowthPercent);
}

uint64_t heapGoal(uint64_t Live) {
  uint64_t Growth = Live / 100 * (uint64_t)GrowthPercent;
  return Live + (Growth > leastGrowth() ? Growth : leastGrowth());
}

void setHeapGrowth(int64_t Percent) {
  // libgc collects when twice the bytes with pointers in use, divided by this,
  // have been allocated: 2 lets a heap double, as 100 % does in gc.
  int64_t Divisor = Percent > 0 ? (200 + Percent / 2) / Percent : 200;
  GC_set_free_space_divisor((GC_word)(Divisor < 1 ? 1 : Divisor));
  GrowthPercent = Percent;
  GC_set_min_bytes_allocd(leastGrowth());
}

void noteRootBytes(uint64_t Bytes) {
  RootBytes = Bytes;
  GC_set_min_bytes_allocd(leastGrowth());
}

void collect(bool Unmap) {
  bool Off = GC_is_disabled();
  if (Off)
    GC_enable();
  if (Unmap)
    GC_gcollect_and_unmap();
  else
    GC_gcollect();
  if (Off)
    GC_disable();
}

/// libgc gives objects of more than half a block whole blocks, which begin
/// where pages do: the rows of a matrix would all compete for the same lines of
/// the cache. \returns how far into its block the next object of Size bytes
/// begins, for which there is room behind it.
static inline size_t nextOffset(size_t Size) {
  constexpr size_t Block = 4096, Line = 64, MaxLines = 31;
  if (Size <= Block / 2) [[likely]]
    return 0;
  // libgc keeps a byte behind an object, for pointers to its end.
  size_t Lines = (Block - 1 - Size % Block) / Line;
  if (Lines > MaxLines)
    Lines = MaxLines;
  return ThreadAllocs.NumBlocks++ % (Lines + 1) * Line;
}

void *allocate(size_t Size, bool NoScan) {
  if (Size == 0)
    return ZeroBase;
  bool Slow = countAllocation(Size, NoScan);
  size_t Offset = nextOffset(Size);
  void *P;
  if (NoScan) {
    P = (char *)GC_malloc_atomic(Size + Offset) + Offset;
    memset(P, 0, Size);
  } else {
    P = (char *)GC_malloc(Size + Offset) + Offset;
  }
  if (Slow) [[unlikely]]
    afterAllocation(P, Size);
  return P;
}

void *allocateBytes(size_t Size) {
  if (Size == 0)
    return ZeroBase;
  bool Slow = countAllocation(Size, true);
  size_t Offset = nextOffset(Size);
  void *P = (char *)GC_malloc_atomic(Size + Offset) + Offset;
  if (Slow) [[unlikely]]
    afterAllocation(P, Size);
  return P;
}

void *allocatePermanent(size_t Size) { return GC_malloc_uncollectable(Size); }
void freePermanent(void *P) { GC_free(P); }
void *allocateUnscanned(size_t Size) {
  return GC_malloc_atomic_uncollectable(Size);
}

void *objectAt(void *P, uint64_t *Size) {
  void *Base = GC_base(P);
  if (Base && Size)
    *Size = GC_size(Base) - (uint64_t)((uint8_t *)P - (uint8_t *)Base);
  return Base;
}

void clearWhenCollected(void **Link, void *Object) {
  GC_register_long_link(Link, Object);
}
void forgetLink(void **Link) { GC_unregister_long_link(Link); }

OGO_RUNTIME_FN(void *, goNewObject, newobject, (const Type *T)) {
  return allocate(T->Size, T->PtrBytes == 0);
}

OGO_GO_FN(void *, goMallocGC, "runtime.mallocgc",
          (uint64_t Size, const Type *T, uint32_t NeedZero)) {
  if (!T || T->PtrBytes == 0)
    return (uint8_t)NeedZero ? allocate(Size, true) : allocateBytes(Size);
  return allocate(Size, false);
}

OGO_RUNTIME_FN(void *, goNewClosure, newclosure, (uint64_t Size)) {
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
