// Run queues: the shared ones, and each worker's ring, of which the owner moves
// the tail and everybody the head, by compare-and-swap.
#include "runtime/panic/Panic.h"
#include "runtime/sched/SchedulerState.h"

#include <string.h>
#include <sys/mman.h>

namespace ogo::rt {

static constexpr uint32_t RingSize = Worker::RingSize;

void *mapMemory(size_t Size) {
  void *P = mmap(nullptr, Size, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (P == MAP_FAILED)
    throwError("runtime: cannot allocate memory");
  return P;
}

// The shared queues.

static Batch *SpareBatches;

static Batch *newBatch(uint32_t Begin) {
  if (!SpareBatches) {
    constexpr size_t Size = 64u << 10;
    auto *P = (Batch *)mapMemory(Size);
    for (size_t I = 0; I < Size / sizeof(Batch); ++I) {
      P[I].Next = SpareBatches;
      SpareBatches = &P[I];
    }
  }
  Batch *B = SpareBatches;
  SpareBatches = B->Next;
  B->Next = nullptr;
  B->Begin = B->End = Begin;
  return B;
}

static void addToLength(GoroutineQueue &Q, int64_t N) {
  Q.Length.store(Q.Length.own() + N, Order::Relaxed);
}

static void append(GoroutineQueue &Q, Batch *B) {
  if (Q.Tail)
    Q.Tail->Next = B;
  else
    Q.Head = B;
  Q.Tail = B;
}

void pushBack(GoroutineQueue &Q, G *Gp) {
  if (!Q.Tail || Q.Tail->End == Batch::Capacity)
    append(Q, newBatch(0));
  Q.Tail->Items[Q.Tail->End++] = Gp;
  addToLength(Q, 1);
  Q.NumLocked += Gp->LockedWorker != nullptr;
}

void pushFront(GoroutineQueue &Q, G *Gp) {
  if (!Q.Head || Q.Head->Begin == 0) {
    Batch *B = newBatch(Batch::Capacity);
    B->Next = Q.Head;
    Q.Head = B;
    if (!Q.Tail)
      Q.Tail = B;
  }
  Q.Head->Items[--Q.Head->Begin] = Gp;
  addToLength(Q, 1);
  Q.NumLocked += Gp->LockedWorker != nullptr;
}

void pushBatch(GoroutineQueue &Q, G *const *Items) {
  Batch *B = newBatch(0);
  memcpy(B->Items, Items, sizeof(B->Items));
  B->End = Batch::Capacity;
  append(Q, B);
  addToLength(Q, Batch::Capacity);
}

G *pop(GoroutineQueue &Q) {
  Batch *B = Q.Head;
  if (!B)
    return nullptr;
  G *Gp = B->Items[B->Begin++];
  if (B->Begin == B->End) {
    Q.Head = B->Next;
    if (!Q.Head)
      Q.Tail = nullptr;
    B->Next = SpareBatches;
    SpareBatches = B;
  }
  addToLength(Q, -1);
  if (Q.NumLocked)
    Q.NumLocked -= Gp->LockedWorker != nullptr;
  return Gp;
}

// The rings.

bool hasLocal(const Worker *W) {
  return W->RingHead.load(Order::SeqCst) != W->RingTail.load(Order::SeqCst);
}

static bool tryPushLocal(Worker *W, G *Gp) {
  uint32_t Tail = W->RingTail.own();
  // Acquire: a thief has read the slot that is about to be overwritten.
  if (Tail - W->RingHead.load(Order::Acquire) >= RingSize)
    return false;
  W->Ring[Tail % RingSize].store(Gp, Order::Relaxed);
  W->RingTail.store(Tail + 1, Order::Release);
  return true;
}

/// What runs soon is fetched from memory meanwhile: with many goroutines each
/// one's record, stack and page tables are misses. A processor walks several
/// page tables at once, but waits for a walk even when the access is only a
/// hint: so it is done for several stacks at a time. Goroutine objects are
/// never freed; another thread may have taken these, which makes the hint
/// useless and no more.
[[clang::disable_sanitizer_instrumentation]]
static void prefetch(Worker *W, uint32_t Head) {
  constexpr uint32_t Group = 8;
  if (Head % Group)
    return;
  uint32_t Left = W->RingTail.load(Order::Relaxed) - Head;
  auto at = [&](uint32_t I) {
    return W->Ring[(Head + I) % RingSize].load(Order::Relaxed);
  };
  for (uint32_t I = Group; I < 2 * Group && I < Left; ++I) {
    auto *Object = (char *)at(I);
    for (int Line = 0; Line < 3; ++Line)
      __builtin_prefetch(Object + 64 * Line, 1);
  }
  for (uint32_t I = 0; I < Group && I < Left; ++I) {
    G *Gp = at(I);
    auto *Top = (char *)atomicAt(&Gp->SP).load(Order::Relaxed);
    if (!Top)
      Top = (char *)Gp->StackHi - 256;
    for (int Line = 0; Line < 4; ++Line)
      __builtin_prefetch(Top + 64 * Line, 1);
  }
}

G *popLocal(Worker *W) {
  uint32_t Head = W->RingHead.load(Order::Acquire);
  while (Head != W->RingTail.load(Order::Acquire)) {
    G *Gp = W->Ring[Head % RingSize].load(Order::Relaxed);
    if (W->RingHead.compareExchange(Head, Head + 1, Order::AcqRel,
                                    Order::Acquire)) {
      prefetch(W, Head);
      return Gp;
    }
  }
  return nullptr;
}

/// Moves the older half of W's full ring to the shared queue. False if
/// others took some meanwhile.
static bool overflow(Worker *W) REQUIRES(Sched.L) {
  static_assert(RingSize / 2 == Batch::Capacity);
  uint32_t Head = W->RingHead.load(Order::Acquire);
  if (W->RingTail.own() - Head != RingSize)
    return false;
  G *Items[Batch::Capacity];
  for (uint32_t I = 0; I < Batch::Capacity; ++I)
    Items[I] = W->Ring[(Head + I) % RingSize].load(Order::Relaxed);
  if (!W->RingHead.compareExchange(Head, Head + Batch::Capacity, Order::AcqRel,
                                   Order::Relaxed))
    return false;
  pushBatch(Sched.Runnable, Items);
  return true;
}

void pushLocal(Worker *W, G *Gp) {
  while (!tryPushLocal(W, Gp)) {
    LockGuard Guard(Sched.L);
    overflow(W);
  }
}

void flushLocal(Worker *W) {
  if (G *Gp = W->NextG.exchange(nullptr, Order::AcqRel))
    pushBack(Sched.Runnable, Gp);
  while (G *Gp = popLocal(W))
    pushBack(Sched.Runnable, Gp);
}

void takeShare(Worker *W) {
  GoroutineQueue &Q = Sched.Runnable;
  int64_t N = Q.Length.own() / Sched.MaxProcs.own();
  if (N > RingSize / 2)
    N = RingSize / 2;
  uint32_t Tail = W->RingTail.own();
  uint32_t Room = RingSize - (Tail - W->RingHead.load(Order::Acquire));
  if (N > Room)
    N = Room;
  // Goroutines of other threads stay where their owner is looked for.
  for (; N > 0 && (!Q.NumLocked || !Q.Head->Items[Q.Head->Begin]->LockedWorker);
       --N)
    W->Ring[Tail++ % RingSize].store(pop(Q), Order::Relaxed);
  W->RingTail.store(Tail, Order::Release);
}

/// Moves half of Victim's ring to Thief's.
static bool stealHalf(Worker *Thief, Worker *Victim) {
  for (;;) {
    uint32_t Head = Victim->RingHead.load(Order::Acquire);
    uint32_t Tail = Victim->RingTail.load(Order::SeqCst);
    uint32_t N = Tail - Head;
    N -= N / 2;
    if (N == 0)
      return false;
    if (N > RingSize / 2) // Read at different moments.
      continue;
    uint32_t To = Thief->RingTail.own();
    for (uint32_t I = 0; I < N; ++I)
      Thief->Ring[(To + I) % RingSize].store(
          Victim->Ring[(Head + I) % RingSize].load(Order::Relaxed),
          Order::Relaxed);
    if (!Victim->RingHead.compareExchange(Head, Head + N, Order::AcqRel,
                                          Order::Relaxed))
      continue;
    Thief->RingTail.store(To + N, Order::Release);
    return true;
  }
}

G *steal(Worker *Thief) {
  // From the thief's neighbour on, so that not all rob the same one.
  for (Worker *V = Thief->AllNext; V; V = V->AllNext)
    if (stealHalf(Thief, V))
      return popLocal(Thief);
  for (Worker *V = AllWorkers.load(Order::Acquire); V != Thief; V = V->AllNext)
    if (stealHalf(Thief, V))
      return popLocal(Thief);
  return nullptr;
}

} // namespace ogo::rt
