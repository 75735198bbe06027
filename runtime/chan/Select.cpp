// select: the cases are tried in random order, at first each under its own
// lock, which serves when something is ready. When nothing is, all channels are
// locked together, in address order, so that "none is ready" holds at one
// moment; then the goroutine queues on every channel and the first that is
// served wins.
#include "runtime/abi/GoFunction.h"
#include "runtime/chan/Chan.h"
#include "runtime/data/Hash.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/BlockProfile.h"
#include "runtime/sched/Bubble.h"

#include <alloca.h>
#include <string.h>

namespace ogo::rt {

namespace {
struct Choice {
  int64_t Index;
  uint64_t Received;
};

class Select {
  SelectCase *Cases;
  uint32_t NumSends;
  uint16_t *PollOrder; ///< Cases with a channel, shuffled.
  uint16_t *LockOrder; ///< The same by channel address.
  uint32_t N = 0;
  uint32_t NumBubbled = 0; ///< How many of the N were made in a bubble.

  Chan *chan(unsigned I) const { return (Chan *)Cases[I].Chan; }
  bool isSend(unsigned I) const { return I < NumSends; }

public:
  Select(SelectCase *Cases, uint32_t NumSends, uint32_t NumCases,
         uint16_t *Order)
      : Cases(Cases), NumSends(NumSends), PollOrder(Order),
        LockOrder(Order + NumCases) {
    for (uint32_t I = 0; I < NumCases; ++I) {
      if (!Cases[I].Chan)
        continue; // Never ready.
      if (chan(I)->InBubble) [[unlikely]] {
        checkBubble(chan(I), "select on synctest channel from outside bubble");
        ++NumBubbled;
      }
      auto J = (uint32_t)(((fastRandom() >> 32) * (N + 1)) >> 32);
      PollOrder[N] = PollOrder[J];
      PollOrder[J] = (uint16_t)I;
      ++N;
    }
  }

  Choice run(bool Block, Waiter *Waiters);

private:
  void sortByAddress();
  // As many locks as there are channels: the analysis knows none of them.
  NO_LOCK_CHECK void lockAll() {
    Chan *Last = nullptr;
    for (uint32_t I = 0; I < N; ++I)
      if (Chan *C = chan(LockOrder[I]); C != Last) {
        C->L.lock();
        Last = C;
      }
  }
  NO_LOCK_CHECK void unlockAll(Chan *Except = nullptr) {
    Chan *Last = nullptr;
    for (uint32_t I = N; I-- > 0;)
      if (Chan *C = chan(LockOrder[I]); C != Last) {
        Last = C;
        if (C != Except)
          C->L.unlock();
      }
  }
  static bool unlockAfterPark(G *, void *Arg) {
    ((Select *)Arg)->unlockAll();
    return true;
  }
  bool isReady(unsigned I) const;
  bool tryCase(unsigned I, bool AllLocked, Choice &Chosen);
  bool tryUnlocked(Choice &Chosen);
  void forEachTimer(void (*Fn)(FakeTimer *)) {
    for (uint32_t I = 0; I < N; ++I)
      if (BubbleLink *Link = chan(LockOrder[I])->InBubble; Link && Link->T)
        Fn(Link->T);
  }
};
} // namespace

void Select::sortByAddress() {
  // Heap sort: no recursion, no allocation, many-case selects stay fast.
  for (uint32_t I = 0; I < N; ++I) {
    uint32_t J = I;
    uint16_t V = PollOrder[I];
    while (J > 0) {
      uint32_t Up = (J - 1) / 2;
      if (chan(LockOrder[Up]) >= chan(V))
        break;
      LockOrder[J] = LockOrder[Up];
      J = Up;
    }
    LockOrder[J] = V;
  }
  for (uint32_t I = N; I-- > 1;) {
    uint16_t V = LockOrder[I];
    LockOrder[I] = LockOrder[0];
    uint32_t J = 0;
    for (;;) {
      uint32_t K = J * 2 + 1;
      if (K >= I)
        break;
      if (K + 1 < I && chan(LockOrder[K]) < chan(LockOrder[K + 1]))
        ++K;
      if (chan(V) >= chan(LockOrder[K]))
        break;
      LockOrder[J] = LockOrder[K];
      J = K;
    }
    LockOrder[J] = V;
  }
}

/// Whether case I can proceed: for sure with the channel's lock held, otherwise
/// as a hint.
bool Select::isReady(unsigned I) const {
  const Chan *C = chan(I);
  if (C->Closed.load(Order::Relaxed))
    return true;
  uint64_t Count = C->Count.load(Order::Relaxed);
  if (isSend(I))
    return Count < C->Size || C->Receivers.First.load(Order::Relaxed);
  return Count || C->Senders.First.load(Order::Relaxed);
}

/// Performs case I if it is ready, and releases the locks. Held is the lock of
/// its channel, or all if AllLocked. \returns false, still locked, if it is
/// not.
NO_LOCK_CHECK bool Select::tryCase(unsigned I, bool AllLocked, Choice &Chosen) {
  Chan *C = chan(I);
  if (!isReady(I))
    return false;
  if (isSend(I) && C->Closed.own()) {
    AllLocked ? unlockAll() : C->L.unlock();
    panicPlain("send on closed channel");
  }
  // The waiters may turn out to have been served by others. Otherwise these
  // release the channel's lock.
  bool Received = false;
  if (!(isSend(I) ? trySend(C, Cases[I].Elem)
                  : tryRecv(C, Cases[I].Elem, Received)))
    return false;
  if (AllLocked)
    unlockAll(C);
  Chosen = {I, Received};
  return true;
}

/// Performs the first ready case in polling order, locking one channel at a
/// time.
NO_LOCK_CHECK bool Select::tryUnlocked(Choice &Chosen) {
  for (uint32_t I = 0; I < N; ++I) {
    unsigned Case = PollOrder[I];
    if (!isReady(Case))
      continue;
    Chan *C = chan(Case);
    C->L.lock();
    if (tryCase(Case, /*AllLocked=*/false, Chosen))
      return true;
    C->L.unlock();
  }
  return false;
}

Choice Select::run(bool Block, Waiter *Waiters) {
  Choice Chosen;
  if (tryUnlocked(Chosen))
    return Chosen;
  sortByAddress();
  lockAll();
  for (uint32_t I = 0; I < N; ++I)
    if (tryCase(PollOrder[I], /*AllLocked=*/true, Chosen))
      return Chosen;
  if (!Block) {
    unlockAll();
    return {-1, 0};
  }
  G *Gp = getg();
  Gp->Param = nullptr;
  Gp->SelectDone.setOwn(0);
  for (uint32_t I = 0; I < N; ++I) {
    unsigned Case = LockOrder[I];
    Chan *C = chan(Case);
    Waiter &W = Waiters[I];
    W.Gp = Gp;
    W.Elem = Cases[Case].Elem;
    W.C = C;
    W.IsSelect = true;
    W.Success = false;
    W.Case = (int)Case;
    (isSend(Case) ? C->Senders : C->Receivers).push(&W);
  }
  WaitReason Reason = WaitReason::Select;
  if (NumBubbled == N) [[unlikely]]
    Reason = durableInBubble(Reason);
  if (NumBubbled) [[unlikely]]
    forEachTimer(beginTimerWait);
  int64_t Start = blockStart();
  park(unlockAfterPark, this, Reason);
  blockEnd(Start);
  auto *Done = (Waiter *)Gp->Param;
  lockAll();
  for (uint32_t I = 0; I < N; ++I) {
    Waiter &W = Waiters[I];
    if (&W != Done)
      (isSend((unsigned)W.Case) ? W.C->Senders : W.C->Receivers).remove(&W);
  }
  if (NumBubbled) [[unlikely]]
    forEachTimer(endTimerWait);
  unlockAll();
  if (isSend((unsigned)Done->Case) && !Done->Success)
    panicPlain("send on closed channel");
  return {Done->Case, Done->Success};
}

static Choice selectCases(SelectCase *Cases, uint32_t NumSends,
                          uint32_t NumCases, bool Block) {
  auto *Order = (uint16_t *)alloca(2 * NumCases * sizeof(uint16_t) + 2);
  auto *Waiters = (Waiter *)alloca((NumCases + 1) * sizeof(Waiter));
  Select S(Cases, NumSends, NumCases, Order);
  return S.run(Block, Waiters);
}

OGO_RUNTIME_FN(Choice, goSelect, selectgo,
               (SelectCase * Cases, int64_t NumSends, int64_t NumRecvs,
                uint32_t Block)) {
  return selectCases(Cases, (uint32_t)NumSends, (uint32_t)(NumSends + NumRecvs),
                     (uint8_t)Block);
}

namespace {
/// reflect.runtimeSelect
struct ReflectCase {
  int64_t Dir; ///< 1 send, 2 receive, 3 default
  const Type *T;
  Chan *C;
  void *Value;
};
} // namespace

// reflect.rselect(cases []runtimeSelect) (chosen int, received bool)
OGO_GO_FN(Choice, reflectSelect, "reflect.rselect",
          (ReflectCase * In, int64_t N, int64_t)) {
  if (N == 0)
    park(nullptr, nullptr, durableInBubble(WaitReason::SelectNoCases));
  auto *Cases = (SelectCase *)alloca((size_t)N * sizeof(SelectCase));
  auto *Origin = (int64_t *)alloca((size_t)N * sizeof(int64_t));
  int64_t Default = -1, Sends = 0, Recvs = 0;
  for (int Pass = 1; Pass <= 2; ++Pass)
    for (int64_t I = 0; I < N; ++I) {
      if (In[I].Dir == 3)
        Default = I;
      if (In[I].Dir != Pass)
        continue;
      Origin[Sends + Recvs] = I;
      Cases[Sends + Recvs] = {In[I].C, In[I].Value};
      ++(Pass == 1 ? Sends : Recvs);
    }
  Choice Chosen = selectCases(Cases, (uint32_t)Sends, (uint32_t)(Sends + Recvs),
                              Default < 0);
  if (Chosen.Index < 0)
    return {Default, 0};
  return {Origin[Chosen.Index], Chosen.Received};
}

} // namespace ogo::rt
