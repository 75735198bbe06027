// Channels: a ring buffer, two FIFO queues of waiting goroutines, a short lock.
#ifndef OGO_RUNTIME_CHAN_CHAN_H
#define OGO_RUNTIME_CHAN_CHAN_H

#include "runtime/sched/Scheduler.h"

namespace ogo::rt {

struct BubbleLink;

struct WaitQueue {
  Waiter *First; ///< Also read without the channel's lock, as a hint.
  Waiter *Last;
  void setFirst(Waiter *W) { __atomic_store_n(&First, W, __ATOMIC_RELAXED); }
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
    else if (First == W)
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
  uint64_t Count; ///< As Len, but for a timer's channel, which shows 0. Also
                  ///< read without the lock, as a hint.
  uint64_t Size;
  uint8_t *Buffer;
  const Type *Elem;
  uint64_t SendIndex, RecvIndex;
  WaitQueue Receivers, Senders;
  Lock L;
  bool Closed;
  bool IsTimer;
  BubbleLink *InBubble; ///< Made in a bubble; else null (sched/Bubble.h).

  uint8_t *slot(uint64_t I) const { return Buffer + I * Elem->Size; }
  void setCount(uint64_t N) {
    __atomic_store_n(&Count, N, __ATOMIC_RELAXED);
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

/// With the lock held, tries one operation without waiting.
bool trySend(Chan *C, const void *Elem);           ///< Not closed.
bool tryRecv(Chan *C, void *Elem, bool &Received); ///< Closed counts.

} // namespace ogo::rt

#endif // OGO_RUNTIME_CHAN_CHAN_H
