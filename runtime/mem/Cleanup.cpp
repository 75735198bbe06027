// runtime.AddCleanup. A cleanup is no finalizer: it neither keeps its object
// nor orders others, an object may have several, and they run only when the
// object is really gone, after its finalizer. libgc's long links are just that:
// a hidden pointer that is cleared once its object can never be reached again.
// The slots that hold them are searched after each collection.
#include "runtime/mem/Cleanup.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Scheduler.h"

#define GC_THREADS
#include <gc/gc.h>

namespace ogo::rt {

namespace {
struct Slot {
  uintptr_t Hidden; ///< ~address, cleared by libgc.
  Closure *Fn;      ///< func(); null: the slot is free.
  Slot *Next;       ///< In the queue, or of the free ones.
  uint64_t Id;      ///< Of the cleanup, unique for ever.
};
struct Chunk {
  static constexpr unsigned Size = 256;
  Chunk *Next;
  unsigned Used;
  Slot Slots[Size];
};
} // namespace

static RankedLock<LockRank::Cleanup> L;
static Chunk *Chunks GUARDED_BY(L); ///< Never freed; the first is being filled.
static Slot *Free GUARDED_BY(L);
static Slot *Queue GUARDED_BY(L), **QueueEnd GUARDED_BY(L) = &Queue;
static uint64_t LastId GUARDED_BY(L);
static uint32_t NumRunners GUARDED_BY(L), NumIdle GUARDED_BY(L),
    NumRunning GUARDED_BY(L);
static G *IdleRunners[16] GUARDED_BY(L);
static Closure RunnerClosure;
CleanupCounts CleanupTotals;

using CleanupFn = OGO_SWIFTCALL void (*)();

/// As a goroutine of its own; several may run at the same time.
OGO_GO_FN(void, runCleanups, "runtime.runCleanups", ()) {
  for (;;) {
    L.lock();
    Slot *S = Queue;
    if (!S) {
      IdleRunners[NumIdle++] = getg();
      parkUnlock(&L, WaitReason::CleanupWait);
      continue;
    }
    Queue = S->Next;
    if (!Queue)
      QueueEnd = &Queue;
    Closure *Fn = S->Fn;
    S->Fn = nullptr;
    S->Next = Free;
    Free = S;
    ++NumRunning;
    L.unlock();
    OGO_CALL_CLOSURE(CleanupFn, Fn);
    L.lock();
    --NumRunning;
    ++CleanupTotals.Executed;
    L.unlock();
  }
}

void queueCleanups() {
  L.lock();
  bool Any = false;
  for (Chunk *C = Chunks; C; C = C->Next)
    for (unsigned I = 0; I < C->Used; ++I) {
      Slot &S = C->Slots[I];
      if (!S.Fn || atomicAt(&S.Hidden).load(Order::Relaxed))
        continue;
      S.Hidden = ~(uintptr_t)0; // of nothing: queued once
      S.Next = nullptr;
      *QueueEnd = &S;
      QueueEnd = &S.Next;
      ++CleanupTotals.Queued;
      Any = true;
    }
  // As many as gc has, which leaves most processors to the program.
  int Most = getMaxProcs() / 4;
  Most = Most < 1 ? 1 : Most > 16 ? 16 : Most;
  G *Wake = nullptr;
  bool Start = false;
  if (Any && NumIdle)
    Wake = IdleRunners[--NumIdle];
  else if (Any && NumRunners < (uint32_t)Most)
    Start = ++NumRunners;
  L.unlock();
  if (Wake)
    ready(Wake);
  if (!Start)
    return;
  RunnerClosure.Code = (void *)runCleanups;
  G *Gp = newParkedGoroutine(&RunnerClosure, nullptr, WaitReason::None);
  markSystemGoroutine(Gp);
  ready(Gp);
}

bool cleanupsPending() {
  LockGuard Guard(L);
  return Queue || NumRunning;
}

namespace {
struct Handle {
  uint64_t Id;
  Slot *Where;
};
struct Object {
  uintptr_t Base, Size;
};
} // namespace

// addcleanup(ptr unsafe.Pointer, fn func()) (id uint64, slot uintptr): zero for
// what lives for ever.
OGO_GO_FN(Handle, goAddCleanup, "runtime.addcleanup", (void *P, Closure *Fn)) {
  void *Base = GC_base(P);
  if (!Base)
    return {0, nullptr};
  Slot *S = nullptr;
  for (Chunk *New = nullptr; !S;) {
    L.lock();
    if (New) {
      New->Next = Chunks;
      Chunks = New;
      New = nullptr;
    }
    if (Free) {
      S = Free;
      Free = S->Next;
    } else if (Chunks && Chunks->Used < Chunk::Size) {
      S = &Chunks->Slots[Chunks->Used++];
    } else {
      L.unlock();
      New = (Chunk *)allocatePermanent(sizeof(Chunk));
      continue;
    }
    S->Hidden = ~(uintptr_t)P;
    S->Fn = Fn;
    S->Id = ++LastId;
    L.unlock();
  }
  Handle H{S->Id, S};
  if (GC_register_long_link((void **)&S->Hidden, Base) == GC_NO_MEMORY)
    throwError("runtime: out of memory");
  return H;
}

OGO_GO_FN(void, goStopCleanup, "runtime.stopcleanup", (uint64_t Id, Slot *S)) {
  LockGuard Guard(L);
  // Not registered any more: the object is gone and the cleanup will run.
  if (!S || S->Id != Id || !S->Fn ||
      !GC_unregister_long_link((void **)&S->Hidden))
    return;
  S->Fn = nullptr;
  S->Next = Free;
  Free = S;
}

// findobject(p) (base, size uintptr): the heap object at p, 0 if it is none.
OGO_GO_FN(Object, goFindObject, "runtime.findobject", (void *P)) {
  void *Base = GC_base(P);
  return {(uintptr_t)Base, Base ? GC_size(Base) : 0};
}

extern "C" char ImageStart[] __asm__("__executable_start");
extern "C" char ImageEnd[] __asm__("_end");
OGO_GO_FN(uint8_t, goInImage, "runtime.inimage", (uintptr_t P)) {
  return P >= (uintptr_t)ImageStart && P < (uintptr_t)ImageEnd;
}

OGO_GO_FN(void, goCleanupCounts, "runtime.readcleanupcounts",
          (CleanupCounts * Out)) {
  LockGuard Guard(L);
  *Out = CleanupTotals;
}

// For tests: waits, but not for ever, until all queued cleanups have run.
OGO_GO_FN(uint8_t, goBlockUntilEmptyCleanups,
          "runtime.blockUntilEmptyCleanupQueue", (int64_t Timeout)) {
  int64_t Start = nanotime();
  while (cleanupsPending()) {
    if (nanotime() - Start >= Timeout)
      return 0;
    yieldGoroutine();
  }
  return 1;
}

} // namespace ogo::rt
