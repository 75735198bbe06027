// Bubbles of testing/synctest: when one is idle, who is woken then, and what
// internal/synctest links to.
//
// A bubble is idle when nothing runs in it and nothing is about to. Each change
// of that is counted under the bubble's lock, and whoever makes the last one
// wakes one goroutine: the caller of Wait, or else the caller of Run, which
// moves the clock to the next timer. Active is above zero from then on until
// the woken goroutine has seen it, so that there is one at a time.
#include "runtime/sched/Bubble.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/chan/Chan.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"

#include <string.h>

namespace ogo::rt {

Atomic<uint32_t> AnyBubble;

/// Whom an idle bubble wakes. Null: it is not idle.
static G *whomToWake(Bubble &B) REQUIRES(B.L) {
  if (B.Running > 0 || B.Active > 0)
    return nullptr;
  ++B.Active;
  int64_t Next = B.NextWhen.load(Order::SeqCst);
  bool IsDue = Next && Next <= B.Now;
  return B.Waiter && !IsDue ? B.Waiter : B.Root;
}

void Bubble::change(int TotalDelta, int RunningDelta, int ActiveDelta) {
  L.lock();
  Total += TotalDelta;
  Running += RunningDelta;
  Active += ActiveDelta;
  if (Total < 0 || Running < 0 || Active < 0)
    throwError("synctest: bad goroutine count");
  G *Wake = whomToWake(*this);
  L.unlock();
  if (Wake)
    ready(Wake);
}

void joinBubble(G *Gp) {
  Gp->InBubble->change(1, isDurable(Gp->Reason) ? 0 : 1, 0);
}

void leaveBubble(Bubble *B, G *Gp) {
  B->L.lock();
  if (Gp == B->Main)
    B->Done = true;
  B->L.unlock();
  B->change(-1, -1, 0);
}

void endDurableWait(G *Gp) { Gp->InBubble->change(0, 1, 0); }

namespace {
struct DurablePark {
  Bubble *B;
  bool (*Unlock)(G *, void *);
  void *Arg;
};
} // namespace

/// Until Unlock has decided, the bubble stays active: it may resume the
/// goroutine, or make another one runnable first.
static bool unlockDurably(G *Gp, void *Arg) {
  DurablePark P = *(DurablePark *)Arg; // Gone once the goroutine runs.
  P.B->change(0, -1, 1);
  bool Parked = !P.Unlock || P.Unlock(Gp, P.Arg);
  P.B->change(0, Parked ? 0 : 1, -1);
  return Parked;
}

void parkDurably(bool (*Unlock)(G *, void *), void *Arg, WaitReason Reason) {
  DurablePark P{getg()->InBubble, Unlock, Arg};
  parkAnyhow(unlockDurably, &P, Reason);
}

void checkBubble(const Chan *C, const char *Fatal) {
  if (C->InBubble->B != currentBubble())
    fatal(Fatal);
  if (C->InBubble->T)
    sendIfDue(C->InBubble->T);
}

// internal/synctest.

OGO_GO_NORETURN_FN(goSynctestPanic, "runtime.synctestPanic",
                   (const uint8_t *P, int64_t Len));
OGO_GO_NORETURN_FN(goSynctestDeadlock, "runtime.synctestDeadlock",
                   (const uint8_t *P, int64_t Len, Bubble *B));

[[noreturn]] static void panicString(const char *Text) {
  goSynctestPanic((const uint8_t *)Text, (int64_t)strlen(Text));
}

/// Midnight UTC of 2000-01-01.
static constexpr int64_t FirstNow = 946684800ll * 1000000000;

static bool unlockRoot(G *, void *Arg) {
  auto *B = (Bubble *)Arg;
  B->L.lock();
  --B->Active;
  B->L.unlock();
  return true;
}

/// Runs timers and moves the clock until there is nothing to wait for; called
/// and left active.
static void runClock(Bubble *B) {
  for (;;) {
    runFakeTimers(B);
    park(unlockRoot, B, durable(WaitReason::SynctestRun));
    LockGuard Guard(B->L);
    int64_t Next = B->NextWhen.load(Order::SeqCst);
    // Time stops when the first goroutine has ended.
    if (!Next || B->Done)
      return;
    if (Next > B->Now)
      B->Now = Next;
  }
}

OGO_GO_FN(void, synctestRun, "internal/synctest.Run", (Closure * F)) {
  G *Gp = getg();
  if (Gp->InBubble)
    panicString("synctest.Run called from within a synctest bubble");
  if (!F)
    fatal("go of nil func value");
  startMonitor();
  static Atomic<uint64_t> LastId;
  AnyBubble.store(1u, Order::Relaxed);
  auto *B = (Bubble *)allocate(sizeof(Bubble), false);
  B->Link.B = B;
  B->Id = LastId.fetchAdd(1, Order::Relaxed) + 1;
  B->Now = FirstNow;
  B->Root = Gp;
  B->L.lock();
  B->Total = B->Running = B->Active = 1;
  B->L.unlock();
  Gp->InBubble = B;
  B->Main = newParkedGoroutine(F, __builtin_return_address(0));
  ready(B->Main);
  runClock(B);
  B->L.lock();
  bool Done = B->Done, Blocked = B->Total != 1;
  B->L.unlock();
  Gp->InBubble = nullptr;
  if (!Blocked)
    return;
  const char *Text =
      Done
          ? "deadlock: main bubble goroutine has exited but blocked goroutines "
            "remain"
          : "deadlock: all goroutines in bubble are blocked";
  goSynctestDeadlock((const uint8_t *)Text, (int64_t)strlen(Text), B);
}

static bool unlockWaiter(G *Gp, void *Arg) {
  auto *B = (Bubble *)Arg;
  LockGuard Guard(B->L);
  B->Waiter = Gp;
  return true;
}

OGO_GO_FN(void, synctestWait, "internal/synctest.Wait", ()) {
  Bubble *B = currentBubble();
  if (!B)
    panicString("goroutine is not in a bubble");
  B->L.lock();
  bool Busy = B->Waiting;
  B->Waiting = true;
  B->L.unlock();
  if (Busy)
    panicString("wait already in progress");
  park(unlockWaiter, B, durable(WaitReason::SynctestWait));
  LockGuard Guard(B->L);
  --B->Active;
  B->Waiter = nullptr;
  B->Waiting = false;
}

OGO_GO_FN(uint8_t, synctestIsInBubble, "internal/synctest.IsInBubble", ()) {
  return currentBubble() != nullptr;
}

// The overlay's side of acquire, release and inBubble.
OGO_GO_FN(Bubble *, goGetBubble, "runtime.getBubble", ()) {
  return currentBubble();
}
OGO_GO_FN(void, goSetBubble, "runtime.setBubble", (Bubble * B)) {
  getg()->InBubble = B;
}
OGO_GO_FN(void, goActivateBubble, "runtime.activateBubble",
          (Bubble * B, int64_t Delta)) {
  B->change(0, 0, (int)Delta);
}

} // namespace ogo::rt
