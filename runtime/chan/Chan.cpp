// Channel operations. A value goes straight from a sender to a waiting receiver
// (or the other way) without passing the buffer, which also is gc's order of
// wake-ups.
#include "runtime/chan/Chan.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/BlockProfile.h"
#include "runtime/sched/Bubble.h"

#include <string.h>

namespace ogo::rt {

Waiter *WaitQueue::pop() {
  for (;;) {
    Waiter *W = First.own();
    if (!W)
      return nullptr;
    setFirst(W->Next);
    if (Waiter *Second = First.own())
      Second->Prev = nullptr;
    else
      Last = nullptr;
    W->Next = W->Prev = nullptr;
    if (W->IsSelect) {
      // Another case of the same select may have been served already.
      if (W->Gp->SelectDone.exchange((uint8_t)1, Order::AcqRel))
        continue;
    }
    return W;
  }
}

static void copyElem(const Chan *C, void *To, const void *From) {
  if (To)
    memcpy(To, From, C->Elem->Size);
}

static void wake(Waiter *W, bool Success) {
  W->Success = Success;
  W->Gp->Param = W;
  ready(W->Gp);
}

bool trySend(Chan *C, const void *Elem) {
  if (Waiter *R = C->Receivers.pop()) {
    copyElem(C, R->Elem, Elem);
    C->L.unlock();
    wake(R, true);
    return true;
  }
  if (C->Count.own() < C->Size) {
    memcpy(C->slot(C->SendIndex), Elem, C->Elem->Size);
    if (++C->SendIndex == C->Size)
      C->SendIndex = 0;
    C->setCount(C->Count.own() + 1);
    C->L.unlock();
    return true;
  }
  return false;
}

bool tryRecv(Chan *C, void *Elem, bool &Received) {
  if (C->Closed.own() && C->Count.own() == 0) {
    C->L.unlock();
    if (Elem)
      memset(Elem, 0, C->Elem->Size);
    Received = false;
    return true;
  }
  if (Waiter *S = C->Senders.pop()) {
    if (C->Size == 0) {
      copyElem(C, Elem, S->Elem);
    } else {
      // The buffer is full: take its head, the sender's value becomes its tail.
      uint8_t *Slot = C->slot(C->RecvIndex);
      copyElem(C, Elem, Slot);
      memcpy(Slot, S->Elem, C->Elem->Size);
      if (++C->RecvIndex == C->Size)
        C->RecvIndex = 0;
      C->SendIndex = C->RecvIndex;
    }
    C->L.unlock();
    wake(S, true);
    Received = true;
    return true;
  }
  if (C->Count.own() > 0) {
    uint8_t *Slot = C->slot(C->RecvIndex);
    copyElem(C, Elem, Slot);
    memset(Slot, 0, C->Elem->Size);
    if (++C->RecvIndex == C->Size)
      C->RecvIndex = 0;
    C->setCount(C->Count.own() - 1);
    C->L.unlock();
    Received = true;
    return true;
  }
  return false;
}

[[noreturn]] static void blockForever(WaitReason Reason) {
  park(nullptr, nullptr, durableInBubble(Reason));
  throwError("unreachable");
}

/// Waits in Q until served. \returns Waiter::Success.
static bool waitIn(Chan *C, WaitQueue &Q, void *Elem, WaitReason Reason)
    RELEASES(C->L) {
  G *Gp = getg();
  Waiter &W = Gp->Own;
  W.Gp = Gp;
  W.Elem = Elem;
  W.C = C;
  W.IsSelect = false;
  Gp->Param = nullptr;
  Q.push(&W);
  FakeTimer *T = nullptr;
  if (C->InBubble) [[unlikely]] {
    Reason = durable(Reason);
    if ((T = C->InBubble->T))
      beginTimerWait(T);
  }
  int64_t Start = blockStart();
  parkUnlock(&C->L, Reason);
  blockEnd(Start);
  if (T) [[unlikely]]
    endTimerWait(T);
  // Nothing is kept alive.
  W.Elem = nullptr;
  W.C = nullptr;
  return W.Success;
}

// Unless trySend has released the lock.
NO_LOCK_CHECK bool chanSend(Chan *C, const void *Elem, bool Block) {
  if (!C) {
    if (!Block)
      return false;
    blockForever(WaitReason::ChanSendNil);
  }
  if (C->InBubble) [[unlikely]]
    checkBubble(C, "send on synctest channel from outside bubble");
  if (!Block && !C->Closed.load(Order::Relaxed) &&
      (C->Size == 0 ? !C->Receivers.First.load(Order::Relaxed)
                    : C->Count.load(Order::Relaxed) == C->Size))
    return false;
  C->L.lock();
  if (C->Closed.own()) {
    C->L.unlock();
    panicPlain("send on closed channel");
  }
  if (trySend(C, Elem))
    return true;
  if (!Block) {
    C->L.unlock();
    return false;
  }
  if (!waitIn(C, C->Senders, const_cast<void *>(Elem), WaitReason::ChanSend))
    panicPlain("send on closed channel");
  return true;
}

NO_LOCK_CHECK RecvResult chanRecv(Chan *C, void *Elem, bool Block) {
  if (!C) {
    if (!Block)
      return {0, 0};
    blockForever(WaitReason::ChanReceiveNil);
  }
  if (C->InBubble) [[unlikely]]
    checkBubble(C, "receive on synctest channel from outside bubble");
  if (!Block && !C->Closed.load(Order::Acquire) &&
      C->Count.load(Order::Relaxed) == 0 &&
      !C->Senders.First.load(Order::Relaxed))
    return {0, 0};
  C->L.lock();
  bool Received;
  if (tryRecv(C, Elem, Received))
    return {1, Received};
  if (!Block) {
    C->L.unlock();
    return {0, 0};
  }
  return {1, waitIn(C, C->Receivers, Elem, WaitReason::ChanReceive)};
}

static void closeChan(Chan *C) {
  if (!C)
    panicPlain("close of nil channel");
  if (C->InBubble) [[unlikely]]
    checkBubble(C, "close of synctest channel from outside bubble");
  C->L.lock();
  if (C->Closed.own()) {
    C->L.unlock();
    panicPlain("close of closed channel");
  }
  C->Closed.store(true, Order::Release);
  // In pieces, so that what the first step brings to the cache is still there
  // for the second. Nobody queues on a closed channel.
  constexpr unsigned NumWoken = 128;
  G *Woken[NumWoken];
  for (;;) {
    unsigned N = 0;
    while (N < NumWoken) {
      Waiter *W = C->Receivers.pop();
      if (W && W->Elem)
        memset(W->Elem, 0, C->Elem->Size);
      if (!W && !(W = C->Senders.pop()))
        break;
      __builtin_prefetch(C->Receivers.First.own(), 1);
      W->Success = false;
      W->Gp->Param = W;
      Woken[N++] = W->Gp;
    }
    C->L.unlock();
    if (!C->InBubble) [[likely]]
      readyAll(Woken, N);
    else
      for (unsigned I = 0; I < N; ++I)
        ready(Woken[I]);
    if (N < NumWoken)
      return;
    C->L.lock();
  }
}

static Chan *makeChan(const ChanType *T, int64_t Size) {
  uint64_t Bytes;
  if (Size < 0 ||
      __builtin_mul_overflow((uint64_t)Size, T->Elem->Size, &Bytes) ||
      Bytes > MaxAlloc)
    panicPlain("makechan: size out of range");
  auto *C = (Chan *)allocate(sizeof(Chan), false);
  C->Cap = C->Size = (uint64_t)Size;
  C->Elem = T->Elem;
  C->Buffer = (uint8_t *)allocate(Bytes, T->Elem->PtrBytes == 0);
  if (Bubble *B = currentBubble()) [[unlikely]]
    C->InBubble = &B->Link;
  return C;
}

OGO_RUNTIME_FN(Chan *, goMakeChan, makechan, (const ChanType *T, int64_t N)) {
  return makeChan(T, N);
}
OGO_RUNTIME_FN(void, goChanSend, chansend1, (Chan * C, const void *Elem)) {
  chanSend(C, Elem, true);
}
OGO_RUNTIME_FN(void, goChanRecv, chanrecv1, (Chan * C, void *Elem)) {
  chanRecv(C, Elem, true);
}
OGO_RUNTIME_FN(uint8_t, goChanRecv2, chanrecv2, (Chan * C, void *Elem)) {
  return (uint8_t)chanRecv(C, Elem, true).Received;
}
OGO_RUNTIME_FN(void, goCloseChan, closechan, (Chan * C)) { closeChan(C); }
OGO_RUNTIME_FN(uint8_t, goSelectNbSend, selectnbsend,
               (Chan * C, const void *Elem)) {
  return chanSend(C, Elem, false);
}
OGO_RUNTIME_FN(RecvResult, goSelectNbRecv, selectnbrecv,
               (void *Elem, Chan *C)) {
  return chanRecv(C, Elem, false);
}
OGO_RUNTIME_NORETURN_FN(goBlock, block, ()) {
  blockForever(WaitReason::SelectNoCases);
}

OGO_GO_FN(Chan *, reflectMakeChan, "reflect.makechan",
          (const ChanType *T, int64_t N)) {
  return makeChan(T, N);
}
OGO_GO_FN(uint8_t, reflectChanSend, "reflect.chansend0",
          (Chan * C, const void *Elem, uint32_t NonBlocking)) {
  return chanSend(C, Elem, !(uint8_t)NonBlocking);
}
OGO_GO_FN(RecvResult, reflectChanRecv, "reflect.chanrecv",
          (Chan * C, uint32_t NonBlocking, void *Elem)) {
  return chanRecv(C, Elem, !(uint8_t)NonBlocking);
}
OGO_GO_FN(void, reflectChanClose, "reflect.chanclose", (Chan * C)) {
  closeChan(C);
}
OGO_GO_FN(int64_t, reflectChanLen, "reflect.chanlen", (const Chan *C)) {
  return C ? (int64_t)C->Len : 0;
}
OGO_GO_FN(int64_t, reflectChanCap, "reflect.chancap", (const Chan *C)) {
  return C ? (int64_t)C->Cap : 0;
}
OGO_GO_FN(int64_t, reflectliteChanLen, "internal/reflectlite.chanlen",
          (const Chan *C)) {
  return C ? (int64_t)C->Len : 0;
}

} // namespace ogo::rt
