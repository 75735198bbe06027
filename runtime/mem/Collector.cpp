// The collector's knobs and figures: runtime.GC, MemStats, runtime/debug,
// sync's pool cleanup and weak pointers.
#include "runtime/mem/Collector.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/data/Hash.h"
#include "runtime/mem/AllocStats.h"
#include "runtime/mem/Cleanup.h"
#include "runtime/mem/GCTrace.h"
#include "runtime/mem/Heap.h"
#include "runtime/os/Environment.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Scheduler.h"
#include "runtime/sync/Lock.h"

#define GC_THREADS
#include <gc/gc.h>
#include <gc/gc_mark.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

namespace ogo::rt {

using HookFn = OGO_SWIFTCALL void (*)();

static Closure *PoolCleanup;
/// Pointers that every collection clears.
struct CacheRecord {
  CacheRecord *Next;
  void **Cache;
};
static Atomic<CacheRecord *> Caches;
static int64_t GCPercent = 100;
static int64_t MemoryLimit = INT64_MAX;
static Atomic<uint64_t> NumForced;
static int64_t PauseStart, PauseTotal, LastEnd;
static uint64_t Pauses[256], PauseEnds[256];
static Atomic<uint32_t> CleanupWanted;
static Atomic<bool> Forced; // the collection that runs

static int64_t wallNanos() {
  timespec T;
  clock_gettime(CLOCK_REALTIME, &T);
  return T.tv_sec * 1000000000ll + T.tv_nsec;
}

void noteCollection(int Event) {
  traceCollection(Event, Forced.own(), GCPercent);
  switch (Event) {
  case GC_EVENT_PRE_STOP_WORLD:
    PauseStart = nanotime();
    break;
  case GC_EVENT_MARK_START:
    // The world is stopped: nobody is inside a pool.
    if (PoolCleanup)
      OGO_CALL_CLOSURE(HookFn, PoolCleanup);
    for (CacheRecord *C = Caches.own(); C; C = C->Next)
      atomicAt(C->Cache).store(nullptr, Order::Relaxed);
    break;
  case GC_EVENT_POST_START_WORLD: {
    int64_t Pause = nanotime() - PauseStart;
    uint64_t I = GC_get_gc_no() % 256;
    Pauses[I] = (uint64_t)Pause;
    LastEnd = wallNanos();
    PauseEnds[I] = (uint64_t)LastEnd;
    PauseTotal += Pause;
    CleanupWanted.store(1u, Order::Release);
    break;
  }
  default:
    break;
  }
}

/// After a collection: what must run as ordinary Go code.
static void afterCollection() {
  if (CleanupWanted.exchange(0u, Order::AcqRel))
    queueCleanups();
  runFinalizers();
}

/// From the scheduler's loop, on a thread's own stack.
void pollCollector() {
  if (finalizersRequested() || CleanupWanted.load(Order::Relaxed))
    afterCollection();
}

/// Runs on the worker's own stack, so that the goroutine asking for it is
/// scanned from its saved stack pointer: the frames of a collection on its own
/// stack would show the collector whatever finished calls left below.
static bool collectForGoroutine(G *, void *Unmap) {
  Forced.store(true, Order::Relaxed);
  collect(Unmap);
  Forced.store(false, Order::Relaxed);
  afterCollection();
  return false;
}

static void forceCollection(bool Unmap) {
  NumForced.fetchAdd(1, Order::Relaxed);
  park(collectForGoroutine, Unmap ? &NumForced : nullptr, WaitReason::None);
  // Whoever starves behind a loop of collections.
  yieldGoroutine();
  waitForFinalizers();
}

OGO_GO_FN(void, goGC, "runtime.GC", ()) { forceCollection(false); }
OGO_GO_FN(void, debugFreeOSMemory, "runtime/debug.freeOSMemory", ()) {
  forceCollection(true);
}
static int64_t setGCPercent(int32_t P) {
  int64_t Old = GCPercent;
  GCPercent = P < 0 ? -1 : P;
  if (P < 0) {
    if (Old >= 0)
      GC_disable();
  } else {
    if (Old < 0)
      GC_enable();
    setHeapGrowth(P);
  }
  return Old;
}
OGO_GO_FN(int64_t, debugSetGCPercent, "runtime/debug.setGCPercent",
          (int32_t P)) {
  return setGCPercent(P);
}
OGO_GO_FN(int64_t, debugSetMemoryLimit, "runtime/debug.setMemoryLimit",
          (int64_t Limit)) {
  int64_t Old = MemoryLimit;
  if (Limit >= 0) {
    MemoryLimit = Limit;
    setMemoryLimit(Limit);
  }
  return Old;
}

/// "123", with a unit where \p Units (B, KiB, MiB, GiB, TiB). \returns < 0 when
/// it is no number.
static int64_t parseSize(const char *S, bool Units) {
  if (*S < '0' || *S > '9')
    return -1;
  int64_t N = 0;
  for (; *S >= '0' && *S <= '9'; ++S)
    if (__builtin_mul_overflow(N, 10, &N) ||
        __builtin_add_overflow(N, *S - '0', &N))
      return -1;
  if (!*S)
    return N;
  if (!Units)
    return -1;
  static const char Prefixes[] = "KMGT";
  int Shift = 0;
  if (const char *P = strchr(Prefixes, *S)) {
    Shift = 10 * (int)(P - Prefixes + 1);
    if (*++S != 'i')
      return -1;
    ++S;
  }
  return strcmp(S, "B") == 0 && N <= INT64_MAX >> Shift ? N << Shift : -1;
}

void initCollector() {
  initGCTrace();
  if (const char *Env = getenv("GOGC")) {
    int64_t P = parseSize(Env, false);
    if (strcmp(Env, "off") == 0)
      setGCPercent(-1);
    else if (P >= 0 && P <= INT32_MAX)
      setGCPercent((int32_t)P);
  }
  if (const char *Env = getenv("GOMEMLIMIT")) {
    int64_t Limit = parseSize(Env, true);
    if (Limit >= 0) {
      MemoryLimit = Limit;
      setMemoryLimit(Limit);
    }
  }
  GoString Stress = godebugValue("gcstress");
  int64_t N = 0;
  for (int64_t I = 0; I < Stress.Len && I < 9; ++I)
    if (Stress.Ptr[I] >= '0' && Stress.Ptr[I] <= '9')
      N = N * 10 + (Stress.Ptr[I] - '0');
  setGCStress(N);
}
namespace {
/// runtime.MemStats: field for field.
struct MemStats {
  uint64_t Alloc, TotalAlloc, Sys, Lookups, Mallocs, Frees;
  uint64_t HeapAlloc, HeapSys, HeapIdle, HeapInuse, HeapReleased, HeapObjects;
  uint64_t StackInuse, StackSys, MSpanInuse, MSpanSys, MCacheInuse, MCacheSys;
  uint64_t BuckHashSys, GCSys, OtherSys, NextGC, LastGC, PauseTotalNs;
  uint64_t PauseNs[256], PauseEnd[256];
  uint32_t NumGC, NumForcedGC;
  double GCCPUFraction;
  uint8_t EnableGC, DebugGC;
  struct {
    uint32_t Size;
    uint64_t Mallocs, Frees;
  } BySize[61];
};
} // namespace

/// libgc sweeps as it allocates; this finishes what the last collection left,
/// with libgc's lock held. Not in its public interface.
extern "C" int GC_reclaim_all(int (*Stop)(), int IgnoreOld);

OGO_GO_FN(void, goReadMemStats, "runtime.ReadMemStats", (MemStats * M)) {
  memset((void *)M, 0, sizeof(*M));
  GC_call_with_alloc_lock(
      [](void *) -> void * {
        GC_reclaim_all(nullptr, 0);
        return nullptr;
      },
      nullptr);
  GC_prof_stats_s P{};
  GC_get_prof_stats(&P, sizeof(P));
  AllocTotals T = totalAllocations();
  // Bytes are libgc's, which finds dead objects as it sweeps; how many there
  // were follows from their average size.
  uint64_t Allocated = P.bytes_allocd_since_gc + P.allocd_bytes_before_gc;
  uint64_t Reclaimed = P.bytes_reclaimed_since_gc +
                       P.reclaimed_bytes_before_gc +
                       P.expl_freed_bytes_since_gc;
  uint64_t InUse = P.heapsize_full - P.free_bytes_full;
  uint64_t Live = Allocated > Reclaimed ? Allocated - Reclaimed : 0;
  if (Live > InUse)
    Live = InUse;
  M->HeapAlloc = M->Alloc = Live;
  M->TotalAlloc = T.Bytes;
  M->HeapInuse = InUse;
  M->HeapSys = P.heapsize_full;
  M->HeapIdle = P.free_bytes_full;
  M->HeapReleased = P.unmapped_bytes;
  M->StackInuse = M->StackSys = (uint64_t)countGoroutines() * 8192;
  M->GCSys = P.obtained_from_os_bytes > P.heapsize_full
                 ? P.obtained_from_os_bytes - P.heapsize_full
                 : 0;
  M->Sys = M->HeapSys + M->StackSys + M->GCSys;
  M->NextGC = GCPercent < 0 ? Live + INT64_MAX / 2 : heapGoal(Live);
  M->LastGC = (uint64_t)LastEnd;
  M->PauseTotalNs = (uint64_t)PauseTotal;
  M->NumGC = (uint32_t)GC_get_gc_no();
  M->NumForcedGC = (uint32_t)NumForced.own();
  memcpy(M->PauseNs, Pauses, sizeof(Pauses));
  memcpy(M->PauseEnd, PauseEnds, sizeof(PauseEnds));
  M->Mallocs = T.Mallocs;
  double LiveShare = Allocated ? (double)Live / (double)Allocated : 0;
  M->HeapObjects = (uint64_t)((double)T.Mallocs * LiveShare);
  M->Frees = M->Mallocs - M->HeapObjects;
  M->EnableGC = 1;
  for (unsigned C = 1; C < 61; ++C) {
    M->BySize[C].Size = SizeClasses[C];
    M->BySize[C].Mallocs = T.Count[C];
    M->BySize[C].Frees =
        T.Count[C] - (uint64_t)((double)T.Count[C] * LiveShare);
  }
}

// runtime/debug.readGCStats(*[]time.Duration): pauses, then their ends, then
// LastGC, NumGC, PauseTotal.
OGO_GO_FN(void, debugReadGCStats, "runtime/debug.readGCStats",
          (GoSlice * Out)) {
  auto *P = (uint64_t *)Out->Ptr;
  uint64_t N = GC_get_gc_no();
  uint64_t Count = N < 256 ? N : 256;
  if ((int64_t)(2 * Count + 3) > Out->Cap)
    throwError("short slice passed to readGCStats");
  for (uint64_t I = 0; I < Count; ++I) {
    P[I] = Pauses[(N - I) % 256];
    P[Count + I] = PauseEnds[(N - I) % 256];
  }
  P[2 * Count] = (uint64_t)LastEnd;
  P[2 * Count + 1] = N;
  P[2 * Count + 2] = (uint64_t)PauseTotal;
  Out->Len = (int64_t)(2 * Count + 3);
}

OGO_GO_FN(void, syncRegisterPoolCleanup, "sync.runtime_registerPoolCleanup",
          (Closure * F)) {
  PoolCleanup = F;
}

OGO_GO_FN(void, bcacheRegister, "crypto/internal/boring/bcache.registerCache",
          (void **Cache)) {
  auto *C = (CacheRecord *)allocatePermanent(sizeof(CacheRecord));
  C->Cache = Cache;
  C->Next = Caches.load(Order::Acquire);
  while (!Caches.compareExchange(C->Next, C, Order::AcqRel, Order::Acquire))
    ;
}

// Weak pointers: one handle per object, a pointer-free cell with the hidden
// address, which libgc clears when the object goes.

namespace {
struct WeakHandle {
  uintptr_t Hidden; ///< ~address, 0 once the object is gone.
};
struct WeakTable {
  uint64_t Mask, Count;
  uintptr_t
      *Keys; ///< ~address; pointer-free, as the handles are kept elsewhere.
  WeakHandle **Handles;
};
} // namespace

static RankedLock<LockRank::Weak> WeakLock;
static WeakTable Weak GUARDED_BY(WeakLock);

static void insertWeak(uintptr_t Key, WeakHandle *H) REQUIRES(WeakLock) {
  uint64_t I = foldMul(Key, 0x9E3779B97F4A7C15);
  while (Weak.Keys[I & Weak.Mask])
    ++I;
  Weak.Keys[I & Weak.Mask] = Key;
  Weak.Handles[I & Weak.Mask] = H;
  ++Weak.Count;
}

/// Room for one more, dropping the handles of dead objects. Called unlocked:
/// allocation may collect.
static void growWeak() {
  WeakLock.lock();
  uint64_t Size = 64;
  while (Size < (Weak.Count + 1) * 2)
    Size *= 2;
  WeakLock.unlock();
  auto *Keys = (uintptr_t *)GC_malloc_atomic_uncollectable(Size * 8);
  memset(Keys, 0, Size * 8);
  auto **Handles = (WeakHandle **)allocatePermanent(Size * 8);
  LockGuard Guard(WeakLock);
  WeakTable Old = Weak;
  if (Old.Count * 2 > Size) { // Another thread was faster and put more in.
    freePermanent(Keys);
    freePermanent(Handles);
    return;
  }
  Weak = {Size - 1, 0, Keys, Handles};
  for (uint64_t I = 0; Old.Keys && I <= Old.Mask; ++I)
    if (Old.Keys[I] && Old.Handles[I]->Hidden)
      insertWeak(Old.Keys[I], Old.Handles[I]);
  if (Old.Keys) {
    freePermanent(Old.Keys);
    freePermanent(Old.Handles);
  }
}

OGO_GO_FN(void *, weakRegister, "weak.runtime_registerWeakPointer", (void *P)) {
  if (!P)
    return nullptr;
  for (;;) {
    WeakLock.lock();
    bool Full = !Weak.Keys || (Weak.Count + 1) * 4 > (Weak.Mask + 1) * 3;
    WeakLock.unlock();
    if (Full)
      growWeak();
    auto *New = (WeakHandle *)GC_malloc_atomic(sizeof(WeakHandle));
    New->Hidden = ~(uintptr_t)P;
    LockGuard Guard(WeakLock);
    if ((Weak.Count + 1) * 4 > (Weak.Mask + 1) * 3)
      continue;
    uintptr_t Key = ~(uintptr_t)P;
    for (uint64_t I = foldMul(Key, 0x9E3779B97F4A7C15);; ++I) {
      uintptr_t K = Weak.Keys[I & Weak.Mask];
      if (!K)
        break;
      if (K == Key && Weak.Handles[I & Weak.Mask]->Hidden == Key)
        return Weak.Handles[I & Weak.Mask];
    }
    insertWeak(Key, New);
    void *Base = GC_base(P);
    if (Base)
      GC_general_register_disappearing_link((void **)&New->Hidden, Base);
    return New;
  }
}

OGO_GO_FN(void *, weakMakeStrong, "weak.runtime_makeStrongFromWeak",
          (WeakHandle * H)) {
  if (!H)
    return nullptr;
  // Under libgc's lock no collection can clear the cell between the load and
  // the value's arrival in a register that will be scanned.
  return GC_call_with_alloc_lock(
      [](void *Arg) -> void * {
        uintptr_t V = ((WeakHandle *)Arg)->Hidden;
        return V ? (void *)~V : nullptr;
      },
      H);
}

} // namespace ogo::rt
