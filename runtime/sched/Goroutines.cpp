// The life of a goroutine: made from a pooled one or anew, started, ended,
// pooled.
#include "runtime/abi/GoFunction.h"
#include "runtime/mem/Heap.h"
#include "runtime/os/Print.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Sanitizer.h"
#include "runtime/sched/SchedulerState.h"
#include "runtime/sched/Stack.h"

#include <stddef.h>
#include <string.h>

namespace ogo::rt {

G *AllGoroutines;

/// Goroutines pass between a worker's pool and the shared one in batches.
static constexpr int64_t PoolBatch = 32;
static constexpr int64_t IdBatch = 16;

void freeGoroutine(Worker *W, G *Gp) {
  // A system call per goroutine would cost more than the goroutine: give deep
  // stacks back only now and then.
  uint32_t Uses = Gp->Uses + 1;
  if (Uses % 64 == 0)
    trimStack(Gp);
  if (!Gp->System)
    __atomic_store_n(&W->NumGoroutines, W->NumGoroutines - 1, __ATOMIC_RELAXED);
  uint8_t *StackLo = Gp->StackLo, *StackHi = Gp->StackHi;
  uint8_t Unguarded = Gp->Unguarded;
  void *Buffer = Gp->ResultBuffer, *Spare = Gp->SpareDeferChunk;
  uint64_t Capacity = Gp->ResultCapacity;
  void *Chunk = Gp->DeferChunk, *Timer = Gp->Timer;
  OGO_TSAN(void *Fiber = Gp->Fiber);
  memset((void *)Gp, 0, offsetof(G, AllNext));
  Gp->StackLo = StackLo;
  Gp->StackHi = StackHi;
  Gp->Unguarded = Unguarded;
  Gp->ResultBuffer = Buffer;
  Gp->ResultCapacity = Capacity;
  Gp->SpareDeferChunk = Spare;
  Gp->DeferChunk = Chunk;
  Gp->Timer = Timer;
  Gp->Uses = Uses;
  OGO_TSAN(Gp->Fiber = Fiber);
  Gp->SchedLink = W->Free;
  W->Free = Gp;
  if (++W->NumFree < 2 * PoolBatch)
    return;
  G *First = Gp, *Last = Gp;
  for (int64_t I = 1; I < PoolBatch; ++I)
    Last = Last->SchedLink;
  W->Free = Last->SchedLink;
  W->NumFree -= PoolBatch;
  LockGuard Guard(Sched.L);
  Last->SchedLink = Sched.Free;
  Sched.Free = First;
}

/// A pooled goroutine, or null.
static G *takePooled(Worker *W) {
  if (!W) {
    LockGuard Guard(Sched.L);
    G *Gp = Sched.Free;
    if (Gp)
      Sched.Free = Gp->SchedLink;
    return Gp;
  }
  if (!W->Free && __atomic_load_n(&Sched.Free, __ATOMIC_RELAXED)) {
    LockGuard Guard(Sched.L);
    while (W->NumFree < PoolBatch && Sched.Free) {
      G *Gp = Sched.Free;
      Sched.Free = Gp->SchedLink;
      Gp->SchedLink = W->Free;
      W->Free = Gp;
      ++W->NumFree;
    }
  }
  G *Gp = W->Free;
  if (Gp) {
    W->Free = Gp->SchedLink;
    --W->NumFree;
  }
  return Gp;
}

/// Goroutine objects are never given back, so they are made a few at a time.
static G *newObject() {
  static G *Spare;
  static int64_t NumSpare;
  constexpr int64_t Batch = 16;
  void *More = nullptr;
  if (__atomic_load_n(&NumSpare, __ATOMIC_RELAXED) == 0)
    More = allocatePermanent(Batch * sizeof(G) + alignof(G));
  LockGuard Guard(Sched.L);
  if (NumSpare == 0) {
    if (!More) {
      // Another thread took the last: rare enough to start over.
      return nullptr;
    }
    Spare = (G *)(((uintptr_t)More + alignof(G) - 1) & ~(alignof(G) - 1));
    NumSpare = Batch;
  }
  G *Gp = Spare++;
  __atomic_store_n(&NumSpare, NumSpare - 1, __ATOMIC_RELAXED);
  __atomic_store_n(Sched.LastGoroutine ? &Sched.LastGoroutine->AllNext
                                       : &AllGoroutines,
                   Gp, __ATOMIC_RELEASE);
  Sched.LastGoroutine = Gp;
  return Gp;
}

/// The main goroutine is number 1; workers set numbers aside.
static int64_t nextId(Worker *W) {
  if (!W)
    return __atomic_add_fetch(&Sched.NextId, 1, __ATOMIC_RELAXED);
  if (W->NextId == W->EndId) {
    int64_t N = Sched.NextId ? IdBatch : 1;
    W->EndId = __atomic_add_fetch(&Sched.NextId, N, __ATOMIC_RELAXED) + 1;
    W->NextId = W->EndId - N;
  }
  return W->NextId++;
}

static void countGoroutine(Worker *W, int Delta) {
  int64_t &N = W ? W->NumGoroutines : Sched.NumGoroutines;
  __atomic_fetch_add(&N, Delta, __ATOMIC_RELAXED);
}

void exitGoroutine() {
  G *Gp = getg();
  if (Gp->Coro)
    leaveCoro(Gp);
  if (Gp->Id == 1) {
    Sched.L.lock();
    Sched.MainExited = true;
    Sched.L.unlock();
    countGoroutine(getWorker(), -1);
    // The main goroutine stays for ever; the others go on.
    Gp->System = 1;
    park(nullptr, nullptr, WaitReason::None);
  }
  Gp->Status = GStatus::Dead;
  Gp->ParkUnlock = nullptr;
  switchToLoop(Gp);
  __builtin_unreachable();
}

using EntryFn = OGO_SWIFTCALL void (*)();

void ogoGoroutineMain() {
  __atomic_store_n(&getWorker()->Switching, 0u, __ATOMIC_RELEASE);
  G *Gp = getg();
  OGO_CALL_CLOSURE(EntryFn, Gp->Entry);
  exitGoroutine();
}

static G *createGoroutine(Closure *Entry, void *CreatorPC) {
  Worker *W = getWorker();
  G *Gp = takePooled(W);
  while (!Gp)
    Gp = newObject();
  int64_t Id = nextId(W);
  Gp->SchedLink = nullptr;
  allocateStack(Gp, Id == 1);
  OGO_TSAN(if (!Gp->Fiber) Gp->Fiber = __tsan_create_fiber(0));
  Gp->Id = Id;
  Gp->Entry = Entry;
  Gp->CreatorPC = CreatorPC;
  G *Parent = getg();
  Gp->ParentId = Parent ? Parent->Id : 0;
  Gp->Labels = Parent ? Parent->Labels : nullptr;
  Gp->Status = GStatus::Runnable;
  if (W)
    __atomic_store_n(&W->NumGoroutines, W->NumGoroutines + 1, __ATOMIC_RELAXED);
  else
    countGoroutine(W, 1);
  return Gp;
}

/// The main goroutine begins on the process's first thread: no other is started
/// for it.
void newMainGoroutine(Closure *Entry) {
  G *Gp = createGoroutine(Entry, nullptr);
  getWorker()->NextG = Gp;
}

G *newGoroutine(Closure *Entry, void *CreatorPC) {
  if (CreatorPC)
    startMonitor();
  G *Gp = createGoroutine(Entry, CreatorPC);
  ready(Gp);
  return Gp;
}

G *newParkedGoroutine(Closure *Entry, void *CreatorPC) {
  G *Gp = createGoroutine(Entry, CreatorPC);
  Gp->Status = GStatus::Waiting;
  return Gp;
}

void markSystemGoroutine(G *Gp) {
  if (!Gp->System) {
    Gp->System = 1;
    countGoroutine(getWorker(), -1);
  }
}

int64_t countGoroutines() {
  int64_t N = __atomic_load_n(&Sched.NumGoroutines, __ATOMIC_RELAXED);
  for (Worker *W = __atomic_load_n(&AllWorkers, __ATOMIC_ACQUIRE); W;
       W = W->AllNext)
    N += __atomic_load_n(&W->NumGoroutines, __ATOMIC_RELAXED);
  return N;
}

void forEachGoroutine(void (*Fn)(G *, void *), void *Arg) {
  for (G *Gp = __atomic_load_n(&AllGoroutines, __ATOMIC_ACQUIRE); Gp;
       Gp = __atomic_load_n(&Gp->AllNext, __ATOMIC_ACQUIRE))
    if (Gp->Status != GStatus::Idle && Gp->Status != GStatus::Dead)
      Fn(Gp, Arg);
}

OGO_GO_FN(void, goNewProc, "runtime.newproc", (Closure * Entry)) {
  // Unrecoverable in gc, too: there is no goroutine that could panic.
  if (!Entry)
    fatal("go of nil func value");
  newGoroutine(Entry, __builtin_return_address(0));
}

void lockGoroutineToThread(G *Gp) {
  Worker *W = getWorker();
  Gp->LockedWorker = W;
  W->LockedG = Gp;
}
void unlockGoroutineFromThread(G *Gp) {
  Worker *W = getWorker();
  W->LockedG = nullptr;
  Gp->LockedWorker = nullptr;
}

} // namespace ogo::rt
