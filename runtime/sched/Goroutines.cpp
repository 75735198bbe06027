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
  Atomic<Chunk *> Next;
  size_t Capacity;
  Atomic<size_t> Used;
  G *at(size_t I) { return (G *)(this + 1) + I; }
};
} // namespace

static Atomic<Chunk *> FirstChunk;
static Chunk *LastChunk;

static constexpr size_t SmallChunk = 64u << 10;
/// For so many goroutines that their objects do not fit the processor's address
/// translation buffers in small pages.
static constexpr size_t HugeChunk = 2u << 20;
static constexpr size_t ManyGoroutines = 2000;

/// Starts another chunk.
static void newChunk() REQUIRES(Sched.L) {
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
  (LastChunk ? LastChunk->Next : FirstChunk).store(C, Order::Release);
  LastChunk = C;
}

static G *newObject() {
  LockGuard Guard(Sched.L);
  if (!LastChunk || LastChunk->Used.own() == LastChunk->Capacity)
    newChunk();
  G *Gp = LastChunk->at(LastChunk->Used.own());
  LastChunk->Used.store(LastChunk->Used.own() + 1, Order::Release);
  ++Sched.NumObjects;
  return Gp;
}

void forEachGoroutineObject(void (*Fn)(G *, void *), void *Arg) {
  for (Chunk *C = FirstChunk.load(Order::Acquire); C;
       C = C->Next.load(Order::Acquire))
    for (size_t I = 0; I < C->Used.load(Order::Acquire); ++I)
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
    W->NumGoroutines.store(W->NumGoroutines.own() - 1, Order::Relaxed);
  // What createGoroutine does not set.
  Gp->SP = nullptr;
  Gp->ParkUnlock = nullptr;
  Gp->ParkArg = nullptr;
  Gp->LockedWorker = nullptr;
  Gp->Status = GStatus::Idle;
  Gp->Reason = WaitReason::None;
  Gp->OnThread = Gp->WantsLocked = 0;
  Gp->PreemptRequested.setOwn(0);
  Gp->SelectDone.setOwn(0);
  Gp->System = 0;
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
    if (Sched.Free.Length.load(Order::Relaxed) == 0)
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
    return Sched.NextId.fetchAdd(1, Order::Relaxed) + 1;
  if (W->NextId == W->EndId) {
    int64_t N = Sched.NextId.load(Order::Relaxed) ? IdBatch : 1;
    W->EndId = Sched.NextId.fetchAdd(N, Order::Relaxed) + N + 1;
    W->NextId = W->EndId - N;
  }
  return W->NextId++;
}

static void countGoroutine(Worker *W, int Delta) {
  Atomic<int64_t> &N = W ? W->NumGoroutines : Sched.NumGoroutines;
  N.fetchAdd(Delta, Order::Relaxed);
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
  getWorker()->Switching.store(0u, Order::Release);
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
    W->NumGoroutines.store(W->NumGoroutines.own() + 1, Order::Relaxed);
  else
    countGoroutine(W, 1);
  return Gp;
}

/// The main goroutine begins on the process's first thread: no other is started
/// for it.
void newMainGoroutine(Closure *Entry) {
  G *Gp = createGoroutine(Entry, nullptr);
  getWorker()->NextG.setOwn(Gp);
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
  int64_t N = Sched.NumGoroutines.load(Order::Relaxed);
  for (Worker *W = AllWorkers.load(Order::Acquire); W; W = W->AllNext)
    N += W->NumGoroutines.load(Order::Relaxed);
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
  C.Created = (uint64_t)Sched.NextId.load(Order::Relaxed);
  for (Worker *W = AllWorkers.load(Order::Acquire); W; W = W->AllNext) {
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
