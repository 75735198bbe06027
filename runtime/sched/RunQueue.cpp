// Run queues: the shared list, and each worker's ring, of which the owner moves
// the tail and everybody the head, by compare-and-swap.
#include "runtime/sched/SchedulerState.h"

namespace ogo::rt {

static constexpr uint32_t RingSize = Worker::RingSize;

void pushQueue(G *Gp) {
  Gp->SchedLink = nullptr;
  if (Sched.Tail)
    Sched.Tail->SchedLink = Gp;
  else
    __atomic_store_n(&Sched.Head, Gp, __ATOMIC_RELAXED);
  Sched.Tail = Gp;
  ++Sched.QueueLength;
}

void pushQueueFront(G *Gp) {
  Gp->SchedLink = Sched.Head;
  __atomic_store_n(&Sched.Head, Gp, __ATOMIC_RELAXED);
  if (!Sched.Tail)
    Sched.Tail = Gp;
  ++Sched.QueueLength;
}

G *popQueue() {
  G *Gp = Sched.Head;
  if (!Gp)
    return nullptr;
  __atomic_store_n(&Sched.Head, Gp->SchedLink, __ATOMIC_RELAXED);
  if (!Gp->SchedLink)
    Sched.Tail = nullptr;
  Gp->SchedLink = nullptr;
  --Sched.QueueLength;
  return Gp;
}

bool hasLocal(const Worker *W) {
  return __atomic_load_n(&W->RingHead, __ATOMIC_SEQ_CST) !=
         __atomic_load_n(&W->RingTail, __ATOMIC_SEQ_CST);
}

static bool tryPushLocal(Worker *W, G *Gp) {
  uint32_t Tail = W->RingTail;
  // Acquire: a thief has read the slot that is about to be overwritten.
  if (Tail - __atomic_load_n(&W->RingHead, __ATOMIC_ACQUIRE) >= RingSize)
    return false;
  __atomic_store_n(&W->Ring[Tail % RingSize], Gp, __ATOMIC_RELAXED);
  __atomic_store_n(&W->RingTail, Tail + 1, __ATOMIC_RELEASE);
  return true;
}

/// What runs soon is fetched from memory meanwhile: with many goroutines each
/// one's record, stack and page tables are misses. Goroutine objects are never
/// freed; another thread may have taken these, which makes the hint useless and
/// no more.
[[clang::disable_sanitizer_instrumentation]]
static void prefetch(Worker *W, uint32_t Head) {
  uint32_t Left = __atomic_load_n(&W->RingTail, __ATOMIC_RELAXED) - Head;
  if (Left > 3) {
    G *Far = __atomic_load_n(&W->Ring[(Head + 3) % RingSize], __ATOMIC_RELAXED);
    __builtin_prefetch(Far, 1);
    __builtin_prefetch((char *)Far + 64, 1);
    G *Near =
        __atomic_load_n(&W->Ring[(Head + 1) % RingSize], __ATOMIC_RELAXED);
    auto *Top = (char *)__atomic_load_n(&Near->SP, __ATOMIC_RELAXED);
    if (!Top)
      Top = (char *)Near->StackHi - 128;
    __builtin_prefetch(Top, 1);
    __builtin_prefetch(Top + 64, 1);
  }
}

G *popLocal(Worker *W) {
  uint32_t Head = __atomic_load_n(&W->RingHead, __ATOMIC_ACQUIRE);
  while (Head != __atomic_load_n(&W->RingTail, __ATOMIC_ACQUIRE)) {
    G *Gp = __atomic_load_n(&W->Ring[Head % RingSize], __ATOMIC_RELAXED);
    if (__atomic_compare_exchange_n(&W->RingHead, &Head, Head + 1, false,
                                    __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
      prefetch(W, Head);
      return Gp;
    }
  }
  return nullptr;
}

void pushLocal(Worker *W, G *Gp) {
  if (tryPushLocal(W, Gp))
    return;
  LockGuard Guard(Sched.L);
  for (uint32_t I = 0; I < RingSize / 2; ++I)
    if (G *Old = popLocal(W))
      pushQueue(Old);
  pushQueue(Gp);
}

void flushLocal(Worker *W) {
  if (G *Gp = __atomic_exchange_n(&W->NextG, nullptr, __ATOMIC_ACQ_REL))
    pushQueue(Gp);
  while (G *Gp = popLocal(W))
    pushQueue(Gp);
}

void takeShare(Worker *W) {
  int64_t N = Sched.QueueLength / Sched.MaxProcs;
  if (N > RingSize / 2)
    N = RingSize / 2;
  // Goroutines of other threads stay where their owner is looked for.
  for (; N > 0 && Sched.Head && !Sched.Head->LockedWorker; --N) {
    G *Gp = popQueue();
    if (!tryPushLocal(W, Gp)) {
      pushQueueFront(Gp);
      return;
    }
  }
}

/// Moves half of Victim's ring to Thief's.
static bool stealHalf(Worker *Thief, Worker *Victim) {
  for (;;) {
    uint32_t Head = __atomic_load_n(&Victim->RingHead, __ATOMIC_ACQUIRE);
    uint32_t Tail = __atomic_load_n(&Victim->RingTail, __ATOMIC_SEQ_CST);
    uint32_t N = Tail - Head;
    N -= N / 2;
    if (N == 0)
      return false;
    if (N > RingSize / 2) // Read at different moments.
      continue;
    uint32_t To = Thief->RingTail;
    for (uint32_t I = 0; I < N; ++I)
      __atomic_store_n(&Thief->Ring[(To + I) % RingSize],
                       __atomic_load_n(&Victim->Ring[(Head + I) % RingSize],
                                       __ATOMIC_RELAXED),
                       __ATOMIC_RELAXED);
    if (!__atomic_compare_exchange_n(&Victim->RingHead, &Head, Head + N, false,
                                     __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
      continue;
    __atomic_store_n(&Thief->RingTail, To + N, __ATOMIC_RELEASE);
    return true;
  }
}

G *steal(Worker *Thief) {
  // From the thief's neighbour on, so that not all rob the same one.
  for (Worker *V = Thief->AllNext; V; V = V->AllNext)
    if (stealHalf(Thief, V))
      return popLocal(Thief);
  for (Worker *V = __atomic_load_n(&AllWorkers, __ATOMIC_ACQUIRE); V != Thief;
       V = V->AllNext)
    if (stealHalf(Thief, V))
      return popLocal(Thief);
  return nullptr;
}

} // namespace ogo::rt
