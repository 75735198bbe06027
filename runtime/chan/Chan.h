// Channels: a ring buffer, two FIFO queues of waiting goroutines, a short lock.
#ifndef OGO_RUNTIME_CHAN_CHAN_H
#define OGO_RUNTIME_CHAN_CHAN_H

#include "runtime/sched/Scheduler.h"

namespace ogo::rt {

struct BubbleLink;

struct WaitQueue {
  Atomic<Waiter *> First; ///< Also read without the channel's lock, as a hint.
  Waiter *Last;
  void setFirst(Waiter *W) { First.store(W, Order::Relaxed); }
  void push(Waiter *W) {
    W->Next = nullptr;
    W->Prev = Last;
    if (Last)
      Last->Next = W;
    else
      setFirst(W);
    Last = W;
  }
  void remove(Waiter *W) {
    if (W->Prev)
      W->Prev->Next = W->Next;
    else if (First.own() == W)
      setFirst(W->Next);
    else
      return; // Already taken out.
    if (W->Next)
      W->Next->Prev = W->Prev;
    else
      Last = W->Prev;
    W->Next = W->Prev = nullptr;
  }
  /// The first waiter that can still be served.
  Waiter *pop();
};

struct Chan : ChanHeader {
  Atomic<uint64_t> Count; ///< As Len, but for a timer's channel, which shows 0.
                          ///< Also read without the lock, as a hint.
  uint64_t Size;
  uint8_t *Buffer;
  const Type *Elem;
  uint64_t SendIndex GUARDED_BY(L), RecvIndex GUARDED_BY(L);
  WaitQueue Receivers, Senders;
  RankedLock<LockRank::Channel> L;
  Atomic<bool> Closed;
  bool IsTimer;
  BubbleLink *InBubble; ///< Made in a bubble; else null (sched/Bubble.h).

  uint8_t *slot(uint64_t I) const { return Buffer + I * Elem->Size; }
  void setCount(uint64_t N) {
    Count.store(N, Order::Relaxed);
    if (!IsTimer)
      Len = N;
  }
};

bool chanSend(Chan *C, const void *Elem, bool Block);
/// selected, received
struct RecvResult {
  uint64_t Selected;
  uint64_t Received;
};
RecvResult chanRecv(Chan *C, void *Elem, bool Block);

/// With the lock held, tries one operation without waiting. They release it if
/// they succeed, which the analysis cannot be told.
bool trySend(Chan *C, const void *Elem) NO_LOCK_CHECK; ///< Not closed.
bool tryRecv(Chan *C, void *Elem,
             bool &Received) NO_LOCK_CHECK; ///< Closed counts.

} // namespace ogo::rt

#endif // OGO_RUNTIME_CHAN_CHAN_H
