// Bubbles of testing/synctest: goroutines with a clock of their own, which
// moves on when all of them are durably blocked.
//
// Outside bubbles this costs a test of something that is at hand anyway: of a
// bit in the reason a goroutine waits for, of a pointer beside a channel's
// lock.
#ifndef OGO_RUNTIME_SCHED_BUBBLE_H
#define OGO_RUNTIME_SCHED_BUBBLE_H

#include "runtime/sched/Scheduler.h"

namespace ogo::rt {

struct FakeTimer;

/// What a channel that was made in a bubble points at.
struct BubbleLink {
  Bubble *B;
  FakeTimer *T; ///< What sends on it, if it is a timer's.
};

struct Bubble {
  BubbleLink Link; ///< Of every channel that is no timer's.
  uint64_t Id;
  /// Nanoseconds since 1970. Changes only while all others are blocked.
  int64_t Now;
  FakeTimer *FirstTimer;    ///< BubbleTimer.cpp
  Atomic<int64_t> NextWhen; ///< When it is due, 0 for none.

  RankedLock<LockRank::Bubble>
      L; ///< Of what follows; nothing else is locked with it held.
  bool Waiting GUARDED_BY(L); ///< Some goroutine calls Wait.
  bool Done GUARDED_BY(L);    ///< Main has ended.
  G *Root;                 ///< The caller of Run: runs timers, moves the clock.
  G *Waiter GUARDED_BY(L); ///< The caller of Wait.
  G *Main;                 ///< What Run started.
  int64_t Total GUARDED_BY(L);
  int64_t
      Running GUARDED_BY(L); ///< Those of them that are not durably blocked.
  /// What else keeps the bubble from counting as blocked: goroutines about to
  /// park, one that was chosen to be woken, callers of acquire.
  int64_t Active GUARDED_BY(L);

  void change(int TotalDelta, int RunningDelta, int ActiveDelta);
};

extern Atomic<uint32_t> AnyBubble;

/// The bubble of the running goroutine, or null.
inline Bubble *currentBubble() {
  if (!AnyBubble.load(Order::Relaxed)) [[likely]]
    return nullptr;
  G *Gp = getg();
  return Gp ? Gp->InBubble : nullptr;
}
inline WaitReason durableInBubble(WaitReason R) {
  return currentBubble() ? durable(R) : R;
}

/// A new goroutine of a bubble; whether it runs is in its reason.
void joinBubble(G *Gp);
void leaveBubble(Bubble *B, G *Gp);
/// Gp, in a durable wait, is about to be readied.
void endDurableWait(G *Gp);

/// For an operation on a channel that was made in a bubble: fatal from outside;
/// otherwise its timer, if one is due, sends first.
void checkBubble(const Chan *C, const char *Fatal);

// BubbleTimer.cpp

struct FakeTimer {
  int64_t When; ///< 0: not set.
  int64_t Period;
  Closure *Func;
  Eface Arg;
  G *Sleeper; ///< Instead of Func.
  Chan *C;
  Bubble *B;
  BubbleLink Link; ///< Of C.

  /// One whose channel nobody waits for is not in the bubble's heap: it moves
  /// no clock, and sends when somebody looks.
  bool InHeap;
  uint32_t Waiters; ///< Of C.
  uint32_t Rank;    ///< Random: orders what is due at the same time.
  FakeTimer *Child, *Next, *Prev; ///< In the heap; a first child's Prev is its
                                  ///< parent.

  /// Held while it sends. A stopped timer has another generation and does not.
  RankedLock<LockRank::FakeSend> SendLock;
  uint32_t Generation;
  uint32_t Sending; ///< Those that removed it from the heap and may still send.
};

void initFakeTimer(FakeTimer *T, Bubble *B, Closure *Func, Eface Arg, Chan *C);
/// Stops, then sets it; one that is due runs at once. \returns whether it was
/// pending.
bool setFakeTimer(FakeTimer *T, int64_t When, int64_t Period);
bool stopFakeTimer(FakeTimer *T);
/// Around a wait for its channel, with the channel's lock held or not.
void beginTimerWait(FakeTimer *T);
void endTimerWait(FakeTimer *T);
/// If it is due but not in the heap.
void sendIfDue(FakeTimer *T);
/// Runs what is due, on the goroutine that moves the clock.
void runFakeTimers(Bubble *B);
void sleepInBubble(Bubble *B, int64_t Ns);

} // namespace ogo::rt

#endif // OGO_RUNTIME_SCHED_BUBBLE_H
