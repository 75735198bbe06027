// Semaphores and notify lists: what sync's mutexes, wait groups and conditions
// sleep on. A sleeping goroutine is queued under the semaphore's address, in
// one of a fixed number of buckets.
#include "runtime/abi/GoFunction.h"
#include "runtime/os/Print.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/BlockProfile.h"
#include "runtime/sched/Bubble.h"
#include "runtime/sched/Scheduler.h"

namespace ogo::rt {

namespace {
struct SemaWaiter {
  G *Gp;
  uint32_t *Addr;
  SemaWaiter *Next;
  bool HandedOff;    ///< The releaser took the count on this waiter's behalf.
  int64_t LockedOut; ///< Since when, for the mutex profile; 0: not wanted.
};
struct alignas(64) Bucket {
  RankedLock<LockRank::Semaphore> L;
  Atomic<uint32_t> NumWaiters;
  SemaWaiter *First GUARDED_BY(L), *Last GUARDED_BY(L);
};
} // namespace

static Bucket Buckets[251];

static Bucket &bucketOf(const uint32_t *Addr) {
  return Buckets[((uintptr_t)Addr >> 3) % 251];
}

static bool tryAcquire(uint32_t *Addr) {
  uint32_t V = atomicAt(Addr).load(Order::SeqCst);
  while (V)
    if (atomicAt(Addr).compareExchange(V, V - 1, Order::SeqCst, Order::SeqCst))
      return true;
  return false;
}

static bool isMutexWait(WaitReason R) {
  return R == WaitReason::SyncMutexLock || R == WaitReason::SyncRWMutexRLock ||
         R == WaitReason::SyncRWMutexLock;
}

/// Skip: how many frames of package sync the profiles leave out.
static void acquire(uint32_t *Addr, bool Lifo, WaitReason Reason,
                    int64_t Skip = 0) {
  if (tryAcquire(Addr))
    return;
  Bucket &B = bucketOf(Addr);
  SemaWaiter W;
  W.Gp = getg();
  W.Addr = Addr;
  int64_t Start = blockStart();
  W.LockedOut =
      isMutexWait(Reason) && MutexProfileFraction.load(Order::Relaxed) > 0
          ? blockProfileClock()
          : 0;
  for (;;) {
    B.L.lock();
    B.NumWaiters.fetchAdd(1, Order::SeqCst);
    // Between this and the queueing a release cannot be missed: it looks at
    // NumWaiters after adding to the count.
    if (tryAcquire(Addr)) {
      B.NumWaiters.fetchSub(1, Order::SeqCst);
      B.L.unlock();
      return;
    }
    W.HandedOff = false;
    W.Next = nullptr;
    if (Lifo) {
      W.Next = B.First;
      B.First = &W;
      if (!B.Last)
        B.Last = &W;
    } else {
      if (B.Last)
        B.Last->Next = &W;
      else
        B.First = &W;
      B.Last = &W;
    }
    parkUnlock(&B.L, Reason);
    if (W.HandedOff || tryAcquire(Addr))
      return blockEnd(Start, Skip);
  }
}

static void release(uint32_t *Addr, bool Handoff, int64_t Skip = 0) {
  atomicAt(Addr).fetchAdd(1, Order::SeqCst);
  Bucket &B = bucketOf(Addr);
  if (B.NumWaiters.load(Order::SeqCst) == 0)
    return;
  B.L.lock();
  SemaWaiter *Prev = nullptr, *W = B.First;
  while (W && W->Addr != Addr) {
    Prev = W;
    W = W->Next;
  }
  if (!W) {
    B.L.unlock();
    return;
  }
  if (Prev)
    Prev->Next = W->Next;
  else
    B.First = W->Next;
  if (B.Last == W)
    B.Last = Prev;
  B.NumWaiters.fetchSub(1, Order::SeqCst);
  int64_t Waited = 0;
  if (W->LockedOut) {
    // Who still waits is charged up to now, and from now on to the next unlock.
    int64_t Now = blockProfileClock();
    Waited = Now - W->LockedOut;
    for (SemaWaiter *O = B.First; O; O = O->Next)
      if (O->Addr == Addr && O->LockedOut) {
        Waited += Now - O->LockedOut;
        O->LockedOut = Now;
      }
    W->LockedOut = Now;
  }
  B.L.unlock();
  if (Waited)
    recordContention(Waited, Skip);
  if (Handoff && tryAcquire(Addr))
    W->HandedOff = true;
  bool Direct = W->HandedOff;
  ready(W->Gp);
  // A starving mutex goes straight to the waiter, and so does the processor.
  if (Direct && getg())
    yieldGoroutine();
}

OGO_GO_FN(void, syncSemacquire, "sync.runtime_Semacquire", (uint32_t *A)) {
  acquire(A, false, WaitReason::Semacquire);
}
// IsDurable: the wait group belongs to the goroutine's bubble.
OGO_GO_FN(void, syncSemacquireWaitGroup, "sync.runtime_SemacquireWaitGroup",
          (uint32_t *A, uint32_t IsDurable)) {
  WaitReason Reason = WaitReason::SyncWaitGroupWait;
  acquire(A, false, (uint8_t)IsDurable ? durable(Reason) : Reason);
}
OGO_GO_FN(void, pollSemacquire, "internal/poll.runtime_Semacquire",
          (uint32_t *A)) {
  acquire(A, false, WaitReason::Semacquire);
}
OGO_GO_FN(void, syncSemacquireMutex, "internal/sync.runtime_SemacquireMutex",
          (uint32_t *A, uint32_t Lifo, int64_t Skip)) {
  acquire(A, (uint8_t)Lifo, WaitReason::SyncMutexLock, Skip);
}
OGO_GO_FN(void, syncSemacquireRWMutexR, "sync.runtime_SemacquireRWMutexR",
          (uint32_t *A, uint32_t Lifo, int64_t Skip)) {
  acquire(A, (uint8_t)Lifo, WaitReason::SyncRWMutexRLock, Skip);
}
OGO_GO_FN(void, syncSemacquireRWMutex, "sync.runtime_SemacquireRWMutex",
          (uint32_t *A, uint32_t Lifo, int64_t Skip)) {
  acquire(A, (uint8_t)Lifo, WaitReason::SyncRWMutexLock, Skip);
}
OGO_GO_FN(void, syncSemrelease, "sync.runtime_Semrelease",
          (uint32_t *A, uint32_t Handoff, int64_t Skip)) {
  release(A, (uint8_t)Handoff, Skip);
}
OGO_GO_FN(void, internalSyncSemrelease, "internal/sync.runtime_Semrelease",
          (uint32_t *A, uint32_t Handoff, int64_t Skip)) {
  release(A, (uint8_t)Handoff, Skip);
}
OGO_GO_FN(void, pollSemrelease, "internal/poll.runtime_Semrelease",
          (uint32_t *A)) {
  release(A, false);
}

// Notify lists of sync.Cond: tickets in order, waiters may queue out of order.

namespace {
struct NotifyWaiter {
  G *Gp;
  uint32_t Ticket;
  NotifyWaiter *Next;
};
/// sync.notifyList: the same fields and size.
struct NotifyList {
  Atomic<uint32_t> Wait;
  Atomic<uint32_t> Notify;
  RankedLock<LockRank::Semaphore> L; ///< One word of gc's uintptr lock.
  uint32_t Unused;
  NotifyWaiter *First GUARDED_BY(L);
  NotifyWaiter *Last GUARDED_BY(L);
};
} // namespace

/// Only goroutines of its own bubble may wake one.
static void wake(NotifyWaiter *W) {
  if (W->Gp->InBubble && W->Gp->InBubble != currentBubble()) {
    print("semaphore wake of synctest goroutine ");
    printInt(W->Gp->Id);
    print(" from outside bubble\n");
    fatal("semaphore wake of synctest goroutine from outside bubble");
  }
  ready(W->Gp);
}

static bool before(uint32_t A, uint32_t B) { return (int32_t)(A - B) < 0; }

OGO_GO_FN(uint32_t, syncNotifyListAdd, "sync.runtime_notifyListAdd",
          (NotifyList * N)) {
  return N->Wait.fetchAdd(1, Order::SeqCst);
}
OGO_GO_FN(void, syncNotifyListWait, "sync.runtime_notifyListWait",
          (NotifyList * N, uint32_t Ticket)) {
  N->L.lock();
  if (before(Ticket, N->Notify.own())) {
    N->L.unlock();
    return;
  }
  NotifyWaiter W{getg(), Ticket, nullptr};
  if (N->Last)
    N->Last->Next = &W;
  else
    N->First = &W;
  N->Last = &W;
  int64_t Start = blockStart();
  parkUnlock(&N->L, durableInBubble(WaitReason::SyncCondWait));
  blockEnd(Start);
}
OGO_GO_FN(void, syncNotifyListNotifyAll, "sync.runtime_notifyListNotifyAll",
          (NotifyList * N)) {
  if (N->Wait.load(Order::SeqCst) == N->Notify.load(Order::SeqCst))
    return;
  N->L.lock();
  NotifyWaiter *W = N->First;
  N->First = N->Last = nullptr;
  N->Notify.store(N->Wait.load(Order::SeqCst), Order::SeqCst);
  N->L.unlock();
  while (W) {
    NotifyWaiter *Next = W->Next;
    wake(W);
    W = Next;
  }
}
OGO_GO_FN(void, syncNotifyListNotifyOne, "sync.runtime_notifyListNotifyOne",
          (NotifyList * N)) {
  if (N->Wait.load(Order::SeqCst) == N->Notify.load(Order::SeqCst))
    return;
  N->L.lock();
  uint32_t T = N->Notify.own();
  if (T == N->Wait.load(Order::SeqCst)) {
    N->L.unlock();
    return;
  }
  N->Notify.store(T + 1, Order::SeqCst);
  // The holder of the ticket may not have queued yet; it will see Notify.
  NotifyWaiter *Prev = nullptr;
  for (NotifyWaiter *W = N->First; W; Prev = W, W = W->Next) {
    if (W->Ticket != T)
      continue;
    (Prev ? Prev->Next : N->First) = W->Next;
    if (N->Last == W)
      N->Last = Prev;
    N->L.unlock();
    wake(W);
    return;
  }
  N->L.unlock();
}
OGO_GO_FN(void, syncNotifyListCheck, "sync.runtime_notifyListCheck",
          (uint64_t Size)) {
  if (Size != sizeof(NotifyList))
    throwError("bad notifyList size");
}

// Spinning and pinning.

OGO_GO_FN(uint8_t, syncCanSpin, "internal/sync.runtime_canSpin", (int64_t I)) {
  return I < 4 && getMaxProcs() > 1;
}
OGO_GO_FN(void, syncDoSpin, "internal/sync.runtime_doSpin", ()) {
  for (int I = 0; I < 30; ++I)
    cpuRelax();
}

} // namespace ogo::rt
