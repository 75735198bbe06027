// The life of a goroutine: made from a pooled one or anew, started, ended,
// pooled.
#include "runtime/abi/GoFunction.h"
#include "runtime/mem/Heap.h"
#include "runtime/os/Print.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Bubble.h"
#include "runtime/sched/Sanitizer.h"
#include "runtime/sched/SchedulerState.h"
#include "runtime/sched/Stack.h"

#include <stddef.h>
#include <string.h>
#include <sys/mman.h>

namespace ogo::rt {

namespace {
/// Goroutine objects lie side by side in chunks, which are never given back.
struct Chunk {
  Chunk *Next;
  size_t Capacity;
  size_t Used;
  G *at(size_t I) { return (G *)(this + 1) + I; }
};
} // namespace

static Chunk *FirstChunk, *LastChunk;

static constexpr size_t SmallChunk = 64u << 10;
/// For so many goroutines that their objects do not fit the processor's address
/// translation buffers in small pages.
static constexpr size_t HugeChunk = 2u << 20;
static constexpr size_t ManyGoroutines = 2000;

/// Starts another chunk; Sched.L held.
static void newChunk() {
  bool Huge = (size_t)Sched.NumObjects >= ManyGoroutines;
  size_t Size = Huge ? HugeChunk : SmallChunk;
  auto *P = (uint8_t *)mapMemory(Huge ? 2 * Size : Size);
  if (Huge) {
    auto *Aligned = (uint8_t *)(((uintptr_t)P + Size - 1) & ~(Size - 1));
    if (Aligned != P)
      munmap(P, (size_t)(Aligned - P));
    munmap(Aligned + Size, (size_t)(P + Size - Aligned));
    madvise(Aligned, Size, MADV_HUGEPAGE);
    P = Aligned;
  }
  static_assert(sizeof(Chunk) <= alignof(G));
  auto *C = (Chunk *)(P + alignof(G) - sizeof(Chunk));
  C->Capacity = (Size - alignof(G)) / sizeof(G);
  __atomic_store_n(LastChunk ? &LastChunk->Next : &FirstChunk, C,
                   __ATOMIC_RELEASE);
  LastChunk = C;
}

static G *newObject() {
  LockGuard Guard(Sched.L);
  if (!LastChunk || LastChunk->Used == LastChunk->Capacity)
    newChunk();
  G *Gp = LastChunk->at(LastChunk->Used);
  __atomic_store_n(&LastChunk->Used, LastChunk->Used + 1, __ATOMIC_RELEASE);
  ++Sched.NumObjects;
  return Gp;
}

void forEachGoroutineObject(void (*Fn)(G *, void *), void *Arg) {
  for (Chunk *C = __atomic_load_n(&FirstChunk, __ATOMIC_ACQUIRE); C;
       C = __atomic_load_n(&C->Next, __ATOMIC_ACQUIRE))
    for (size_t I = 0; I < __atomic_load_n(&C->Used, __ATOMIC_ACQUIRE); ++I)
      Fn(C->at(I), Arg);
}

/// Identifiers are set aside for a worker in batches.
static constexpr int64_t IdBatch = 16;

void freeGoroutine(Worker *W, G *Gp) {
  // A system call per goroutine would cost more than the goroutine: give deep
  // stacks back only now and then.
  if (++Gp->Uses % 64 == 0)
    trimStack(Gp);
  if (!Gp->System)
    __atomic_store_n(&W->NumGoroutines, W->NumGoroutines - 1, __ATOMIC_RELAXED);
  // What createGoroutine does not set.
  Gp->SP = nullptr;
  Gp->ParkUnlock = nullptr;
  Gp->ParkArg = nullptr;
  Gp->LockedWorker = nullptr;
  Gp->Status = GStatus::Idle;
  Gp->Reason = WaitReason::None;
  Gp->OnThread = Gp->WantsLocked = Gp->PreemptRequested = 0;
  Gp->SelectDone = Gp->System = 0;
  Gp->Param = nullptr;
  Gp->Entry = nullptr;
  if (Gp->UsedPanicState) {
    Gp->UsedPanicState = false;
    memset((void *)&Gp->Panics, 0, offsetof(G, Coro) - offsetof(G, Panics));
  }
  if (W->NumFree == Worker::PoolSize) {
    // Half of them for other workers.
    LockGuard Guard(Sched.L);
    W->NumFree -= Batch::Capacity;
    pushBatch(Sched.Free, W->Free + W->NumFree);
  }
  Bubble *B = Gp->InBubble;
  Gp->InBubble = nullptr;
  W->Free[W->NumFree++] = Gp;
  if (B) [[unlikely]]
    leaveBubble(B, Gp);
}

/// A pooled goroutine, or null.
static G *takePooled(Worker *W) {
  if (!W) {
    LockGuard Guard(Sched.L);
    return pop(Sched.Free);
  }
  if (W->NumFree == 0) {
    if (__atomic_load_n(&Sched.Free.Length, __ATOMIC_RELAXED) == 0)
      return nullptr;
    LockGuard Guard(Sched.L);
    while (W->NumFree < Batch::Capacity)
      if (G *Gp = pop(Sched.Free))
        W->Free[W->NumFree++] = Gp;
      else
        break;
    if (W->NumFree == 0)
      return nullptr;
  }
  G *Gp = W->Free[--W->NumFree];
  // Those to be made soon.
  if (W->NumFree > 4) {
    auto *Soon = (char *)W->Free[W->NumFree - 4];
    __builtin_prefetch(Soon, 1);
    __builtin_prefetch(Soon + 128, 1);
  }
  return Gp;
}

/// The main goroutine is number 1; workers set numbers aside.
static int64_t nextId(Worker *W) {
  if (!W)
    return __atomic_add_fetch(&Sched.NextId, 1, __ATOMIC_RELAXED);
  if (W->NextId == W->EndId) {
    int64_t N = __atomic_load_n(&Sched.NextId, __ATOMIC_RELAXED) ? IdBatch : 1;
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

static G *createGoroutine(Closure *Entry, void *CreatorPC,
                          WaitReason Parked = WaitReason::None) {
  Worker *W = getWorker();
  G *Gp = takePooled(W);
  if (!Gp)
    Gp = newObject();
  int64_t Id = nextId(W);
  allocateStack(Gp, Id == 1);
  OGO_TSAN(if (!Gp->Fiber) Gp->Fiber = __tsan_create_fiber(0));
  Gp->Id = Id;
  Gp->Entry = Entry;
  Gp->CreatorPC = CreatorPC;
  G *Parent = getg();
  Gp->ParentId = Parent && !Parent->RunsTimer ? Parent->Id : 0;
  Gp->Labels = Parent ? Parent->Labels : nullptr;
  // The runtime's own goroutines serve everybody.
  Gp->InBubble = Parent && CreatorPC ? Parent->InBubble : nullptr;
  Gp->WaitSince = 0;
  Gp->LockCount = 0;
  Gp->PanicOnFault = Gp->FipsIndicator = Gp->FipsBypass = 0;
  Gp->Status = GStatus::Runnable;
  if (Parked != WaitReason::None) {
    Gp->Status = GStatus::Waiting;
    Gp->Reason = Gp->InBubble ? durable(Parked) : Parked;
  }
  if (Gp->InBubble) [[unlikely]]
    joinBubble(Gp);
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

G *newParkedGoroutine(Closure *Entry, void *CreatorPC, WaitReason Reason) {
  return createGoroutine(Entry, CreatorPC, Reason);
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

namespace {
/// As the overlay's schedCounts.
struct Counts {
  uint64_t Created, InSyscall, Runnable, Running, Waiting, Threads;
};
} // namespace

// For runtime/metrics: what goroutines do, which may change meanwhile.
OGO_GO_FN(void, goSchedCounts, "runtime.readschedcounts", (Counts * Out)) {
  Counts C{};
  C.Created = (uint64_t)__atomic_load_n(&Sched.NextId, __ATOMIC_RELAXED);
  for (Worker *W = __atomic_load_n(&AllWorkers, __ATOMIC_ACQUIRE); W;
       W = W->AllNext) {
    ++C.Threads;
    // Numbers that nobody has yet.
    C.Created -= (uint64_t)(W->EndId - W->NextId);
  }
  forEachGoroutine(
      [](G *Gp, void *To) {
        auto *C = (Counts *)To;
        if (Gp->System)
          return;
        C->InSyscall += Gp->Status == GStatus::Syscall;
        C->Runnable += Gp->Status == GStatus::Runnable;
        C->Running += Gp->Status == GStatus::Running;
        C->Waiting += Gp->Status == GStatus::Waiting;
      },
      &C);
  *Out = C;
}

namespace {
struct Visit {
  void (*Fn)(G *, void *);
  void *Arg;
};
} // namespace

void forEachGoroutine(void (*Fn)(G *, void *), void *Arg) {
  Visit V{Fn, Arg};
  forEachGoroutineObject(
      [](G *Gp, void *To) {
        auto *V = (Visit *)To;
        if (Gp->Status != GStatus::Idle && Gp->Status != GStatus::Dead)
          V->Fn(Gp, V->Arg);
      },
      &V);
}

OGO_RUNTIME_FN(void, goNewProc, newproc, (Closure * Entry)) {
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
