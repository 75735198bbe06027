// Timers on a bubble's fake clock.
//
// A timer with a channel is in the bubble's heap only while some goroutine
// waits for the channel: a ticker that nobody reads must not keep the clock
// going. Otherwise it sends when somebody looks at the channel.
//
// The heap is a pairing heap of links in the timers, since it grows with locks
// of channels held, where nothing may be allocated. One lock serves all
// bubbles; it comes after those of channels and of sending timers.
#include "runtime/abi/GoFunction.h"
#include "runtime/chan/Chan.h"
#include "runtime/data/Hash.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Bubble.h"
#include "runtime/sched/Timer.h"

namespace ogo::rt {

static RankedLock<LockRank::FakeTimer> FakeLock;

// The heap.

static bool isBefore(const FakeTimer *A, const FakeTimer *B) {
  return A->When != B->When ? A->When < B->When : A->Rank < B->Rank;
}

/// Joins two heaps, either of which may be empty.
static FakeTimer *meld(FakeTimer *A, FakeTimer *B) {
  if (!A || !B)
    return A ? A : B;
  if (isBefore(B, A)) {
    FakeTimer *T = A;
    A = B;
    B = T;
  }
  B->Next = A->Child;
  if (B->Next)
    B->Next->Prev = B;
  B->Prev = A;
  A->Child = B;
  return A;
}

/// Joins a list of heaps: in pairs from the left, those from the right.
static FakeTimer *meldAll(FakeTimer *First) {
  FakeTimer *Pairs = nullptr;
  while (First) {
    FakeTimer *A = First, *B = A->Next;
    First = B ? B->Next : nullptr;
    A->Next = A->Prev = nullptr;
    if (B)
      B->Next = B->Prev = nullptr;
    FakeTimer *Pair = meld(A, B);
    Pair->Next = Pairs;
    Pairs = Pair;
  }
  FakeTimer *Root = nullptr;
  while (Pairs) {
    FakeTimer *Pair = Pairs;
    Pairs = Pair->Next;
    Pair->Next = nullptr;
    Root = meld(Root, Pair);
  }
  return Root;
}

static void setRoot(Bubble *B, FakeTimer *Root) REQUIRES(FakeLock) {
  B->FirstTimer = Root;
  B->NextWhen.store(Root ? Root->When : 0, Order::SeqCst);
}

static void insert(FakeTimer *T) REQUIRES(FakeLock) {
  T->InHeap = true;
  T->Child = T->Next = T->Prev = nullptr;
  setRoot(T->B, meld(T->B->FirstTimer, T));
}

static void remove(FakeTimer *T) REQUIRES(FakeLock) {
  FakeTimer *Root = T->B->FirstTimer;
  if (T == Root) {
    Root = nullptr;
  } else {
    (T->Prev->Child == T ? T->Prev->Child : T->Prev->Next) = T->Next;
    if (T->Next)
      T->Next->Prev = T->Prev;
  }
  T->InHeap = false;
  setRoot(T->B, meld(Root, meldAll(T->Child)));
  T->Child = T->Next = T->Prev = nullptr;
}

/// Puts it in the heap if it belongs there.
static bool wantsHeap(const FakeTimer *T) {
  return !T->InHeap && T->When > 0 && (!T->C || T->Waiters);
}
static void insertRanked(FakeTimer *T) REQUIRES(FakeLock) {
  T->Rank = (uint32_t)(fastRandom() >> 32);
  insert(T);
}

// Running.

using TimerFn = OGO_SWIFTCALL void (*)(Type *, void *, uintptr_t, int64_t);

/// Late: how long it is past the time it was set for.
static void call(FakeTimer *T, int64_t Late) {
  G *Gp = getg();
  // Of a sender with SendLock held; not one of these parks.
  disablePreemption();
  uint8_t Outer = Gp->RunsTimer;
  Gp->RunsTimer = 1;
  OGO_CALL_CLOSURE(TimerFn, T->Func, T->Arg.Typ, T->Arg.Data, 0, Late);
  Gp->RunsTimer = Outer;
  enablePreemption();
}

/// Runs T, which is due. FakeLock held on entry and return. A sleeper's timer
/// is gone afterwards.
static void fire(FakeTimer *T, int64_t Now) REQUIRES(FakeLock) {
  int64_t Late = Now - T->When, Next = 0;
  if (T->Period > 0 &&
      (__builtin_mul_overflow(T->Period, 1 + Late / T->Period, &Next) ||
       __builtin_add_overflow(T->When, Next, &Next)))
    Next = INT64_MAX;
  bool Again = T->InHeap && Next;
  if (T->InHeap)
    remove(T);
  T->When = Next;
  if (Again)
    insert(T);
  if (G *Sleeper = T->Sleeper) {
    FakeLock.unlock();
    ready(Sleeper);
    FakeLock.lock();
    return;
  }
  if (!T->C) {
    FakeLock.unlock();
    call(T, Late);
    FakeLock.lock();
    return;
  }
  uint32_t Generation = T->Generation;
  ++T->Sending;
  FakeLock.unlock();
  T->SendLock.lock();
  // Whoever changes the generation holds both locks.
  if (T->Generation == Generation)
    call(T, Late);
  FakeLock.lock();
  --T->Sending;
  FakeLock.unlock();
  T->SendLock.unlock();
  FakeLock.lock();
}

void runFakeTimers(Bubble *B) {
  LockGuard Guard(FakeLock);
  while (B->FirstTimer && B->FirstTimer->When <= B->Now)
    fire(B->FirstTimer, B->Now);
}

void sendIfDue(FakeTimer *T) {
  LockGuard Guard(FakeLock);
  int64_t Now = T->Link.B->Now;
  if (!T->InHeap && T->When && T->When <= Now)
    fire(T, Now);
}

void beginTimerWait(FakeTimer *T) {
  LockGuard Guard(FakeLock);
  ++T->Waiters;
  if (wantsHeap(T)) {
    T->B = T->Link.B;
    insertRanked(T);
  }
}

void endTimerWait(FakeTimer *T) {
  LockGuard Guard(FakeLock);
  if (--T->Waiters == 0 && T->InHeap)
    remove(T);
}

// What package time asks for.

void initFakeTimer(FakeTimer *T, Bubble *B, Closure *Func, Eface Arg, Chan *C) {
  T->Func = Func;
  T->Arg = Arg;
  T->B = B;
  if (!C)
    return;
  T->C = C;
  T->Link = {B, T};
  C->InBubble = &T->Link;
  C->IsTimer = true;
  C->Len = C->Cap = 0;
}

/// For one with a channel SendLock is held, too.
static bool stop(FakeTimer *T) REQUIRES(FakeLock) {
  if (T->InHeap)
    remove(T);
  bool Pending = T->When > 0;
  T->When = 0;
  if (T->C) {
    ++T->Generation;
    // What is about to be sent will not be.
    Pending |= T->Sending && !T->Period;
  }
  return Pending;
}

// SendLock is for timers with a channel only, which the analysis cannot follow.
NO_LOCK_CHECK bool stopFakeTimer(FakeTimer *T) {
  if (T->C)
    T->SendLock.lock();
  FakeLock.lock();
  bool Pending = stop(T);
  FakeLock.unlock();
  Pending |= drainTimer(T->C);
  if (T->C)
    T->SendLock.unlock();
  return Pending;
}

NO_LOCK_CHECK bool setFakeTimer(FakeTimer *T, int64_t When, int64_t Period) {
  if (T->C)
    T->SendLock.lock();
  FakeLock.lock();
  bool WasInHeap = T->InHeap;
  bool Pending = stop(T);
  FakeLock.unlock();
  Pending |= drainTimer(T->C);
  if (T->C)
    T->SendLock.unlock();

  FakeLock.lock();
  T->When = When;
  T->Period = Period;
  if (wantsHeap(T)) {
    T->B = currentBubble();
    // What is due at once does not wait until the bubble is idle.
    if (!WasInHeap && When <= T->B->Now)
      fire(T, T->B->Now);
    else
      insertRanked(T);
  }
  FakeLock.unlock();
  return Pending;
}

void sleepInBubble(Bubble *B, int64_t Ns) {
  FakeTimer T{};
  T.B = B;
  T.Sleeper = getg();
  if (__builtin_add_overflow(B->Now, Ns, &T.When))
    T.When = INT64_MAX;
  // It cannot be due before this goroutine is parked: until then the clock
  // stands.
  FakeLock.lock();
  insertRanked(&T);
  FakeLock.unlock();
  park(nullptr, nullptr, durable(WaitReason::Sleep));
}

} // namespace ogo::rt
