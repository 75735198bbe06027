// The timer heap and what package time links to.
//
// Timer channels are synchronous for the program: after Stop or Reset
// no old value can be received. A value still in the channel's one-element
// buffer then counts as not sent yet: stopping takes it out.
#include "runtime/sched/Timer.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/chan/Chan.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Bubble.h"
#include "runtime/sched/Scheduler.h"

#include <string.h>
#include <time.h>

namespace ogo::rt {

static RankedLock<LockRank::Timer> TimerLock;
static Timer **Heap GUARDED_BY(TimerLock);
static int64_t HeapLen GUARDED_BY(TimerLock), HeapCap GUARDED_BY(TimerLock);
/// When the first timer is due, 0 for none; while callbacks run it stays set,
/// so that deadlock detection sees that something is going on.
static Atomic<int64_t> NextWhen;
static Atomic<uint32_t> RunningCallbacks;

int64_t nextTimer() {
  // In this order: a callback is counted before its timer is taken out.
  int64_t Next = NextWhen.load(Order::SeqCst);
  return RunningCallbacks.load(Order::SeqCst) ? 1 : Next;
}

static void place(int64_t I, Timer *T) REQUIRES(TimerLock) {
  Heap[I] = T;
  T->Index = I;
}
static void siftUp(int64_t I) REQUIRES(TimerLock) {
  Timer *T = Heap[I];
  while (I > 0 && Heap[(I - 1) / 2]->When > T->When) {
    place(I, Heap[(I - 1) / 2]);
    I = (I - 1) / 2;
  }
  place(I, T);
}
static void siftDown(int64_t I) REQUIRES(TimerLock) {
  Timer *T = Heap[I];
  for (;;) {
    int64_t K = 2 * I + 1;
    if (K >= HeapLen)
      break;
    if (K + 1 < HeapLen && Heap[K + 1]->When < Heap[K]->When)
      ++K;
    if (Heap[K]->When >= T->When)
      break;
    place(I, Heap[K]);
    I = K;
  }
  place(I, T);
}
static void publishNext() REQUIRES(TimerLock) {
  NextWhen.store(HeapLen ? Heap[0]->When : 0, Order::SeqCst);
}
static void removeAt(int64_t I) REQUIRES(TimerLock) {
  Timer *T = Heap[I];
  T->Index = -1;
  T->When = 0;
  Timer *Last = Heap[--HeapLen];
  Heap[HeapLen] = nullptr;
  if (Last != T) {
    place(I, Last);
    siftDown(I);
    siftUp(Last->Index);
  }
}

void startMonitor();

void setTimer(Timer *T, int64_t When) {
  startMonitor();
  if (When <= 0)
    When = 1;
  // Grown outside the lock: allocation may collect, which waits for others.
  while (true) {
    TimerLock.lock();
    if (HeapLen < HeapCap || (T->When && T->Index >= 0))
      break;
    int64_t Cap = HeapCap ? HeapCap * 2 : 64;
    TimerLock.unlock();
    auto **Bigger = (Timer **)allocatePermanent((size_t)Cap * sizeof(Timer *));
    TimerLock.lock();
    Timer **Old = nullptr;
    if (HeapCap < Cap) {
      Old = Heap;
      if (HeapLen)
        memcpy(Bigger, Heap, (size_t)HeapLen * sizeof(Timer *));
      Heap = Bigger;
      HeapCap = Cap;
    } else {
      Old = Bigger;
    }
    TimerLock.unlock();
    if (Old)
      freePermanent(Old);
  }
  if (T->When && T->Index >= 0) {
    T->When = When;
    siftDown(T->Index);
    siftUp(T->Index);
  } else {
    T->When = When;
    Heap[HeapLen] = T;
    T->Index = HeapLen++;
    siftUp(T->Index);
  }
  bool First = Heap[0] == T;
  publishNext();
  TimerLock.unlock();
  if (First)
    wakePoller();
}

bool stopTimer(Timer *T) {
  LockGuard Guard(TimerLock);
  if (!T->When || T->Index < 0)
    return false;
  removeAt(T->Index);
  publishNext();
  return true;
}

using TimerFn = OGO_SWIFTCALL void (*)(Type *, void *, uintptr_t, int64_t);

int64_t runTimers(int64_t Now) {
  int64_t Next = nextTimer();
  if (Next == 0 || Next > Now)
    return Next;
  TimerLock.lock();
  while (HeapLen && Heap[0]->When <= Now) {
    Timer *T = Heap[0];
    int64_t Late = Now - T->When;
    if (T->Period > 0) {
      T->When += T->Period * (1 + Late / T->Period);
      if (T->When < 0)
        T->When = INT64_MAX;
      siftDown(0);
    } else {
      removeAt(0);
    }
    RunningCallbacks.fetchAdd(1, Order::SeqCst);
    publishNext();
    TimerLock.unlock();
    if (T->Callback)
      T->Callback(T, Now);
    else
      OGO_CALL_CLOSURE(TimerFn, T->Func, T->Arg.Typ, T->Arg.Data, T->Seq, Late);
    TimerLock.lock();
    RunningCallbacks.fetchSub(1, Order::SeqCst);
  }
  TimerLock.unlock();
  return nextTimer();
}

// Package time.

namespace {
/// What time.Timer and time.Ticker point at: their visible fields first.
struct GoTimer {
  Chan *C;
  uint8_t Init;
  uint8_t IsFake; ///< A FakeTimer follows instead of T (Bubble.h).
  Timer T;
};
struct GoFakeTimer {
  Chan *C;
  uint8_t Init;
  uint8_t IsFake;
  FakeTimer T;
};
} // namespace

bool drainTimer(Chan *C) {
  if (!C)
    return false;
  LockGuard Guard(C->L);
  if (C->Count.own() == 0)
    return false;
  memset(C->slot(0), 0, C->Elem->Size);
  C->setCount(0);
  C->SendIndex = C->RecvIndex = 0;
  return true;
}

OGO_GO_FN(GoTimer *, timeNewTimer, "time.newTimer",
          (int64_t When, int64_t Period, Closure *Func, Type *ArgType,
           void *ArgData, Chan *C)) {
  if (Bubble *B = currentBubble()) [[unlikely]] {
    auto *T = (GoFakeTimer *)allocate(sizeof(GoFakeTimer), false);
    T->IsFake = 1;
    initFakeTimer(&T->T, B, Func, {ArgType, ArgData}, C);
    setFakeTimer(&T->T, When, Period);
    T->Init = 1;
    return (GoTimer *)T;
  }
  auto *T = (GoTimer *)allocate(sizeof(GoTimer), false);
  T->T.Period = Period;
  T->T.Func = Func;
  T->T.Arg = {ArgType, ArgData};
  T->T.C = C;
  T->T.Index = -1;
  if (C) {
    C->IsTimer = true;
    C->Len = C->Cap = 0;
  }
  T->Init = 1;
  setTimer(&T->T, When);
  return T;
}
OGO_GO_FN(uint8_t, timeStopTimer, "time.stopTimer", (GoTimer * T)) {
  if (T->IsFake) [[unlikely]] {
    if (!currentBubble())
      fatal("stop of synctest timer from outside bubble");
    return stopFakeTimer(&((GoFakeTimer *)T)->T);
  }
  bool Pending = stopTimer(&T->T);
  return (uint8_t)(drainTimer(T->T.C) | Pending);
}
OGO_GO_FN(uint8_t, timeResetTimer, "time.resetTimer",
          (GoTimer * T, int64_t When, int64_t Period)) {
  if (T->IsFake) [[unlikely]] {
    if (!currentBubble())
      fatal("reset of synctest timer from outside bubble");
    return setFakeTimer(&((GoFakeTimer *)T)->T, When, Period);
  }
  bool Pending = stopTimer(&T->T);
  Pending |= drainTimer(T->T.C);
  T->T.Period = Period;
  setTimer(&T->T, When);
  return Pending;
}

static void wakeSleeper(Timer *T, int64_t) { ready((G *)T->Arg.Data); }

void sleepGoroutine(int64_t Ns) {
  G *Gp = getg();
  if (!Gp->Timer) {
    Gp->Timer = allocatePermanent(sizeof(Timer));
    ((Timer *)Gp->Timer)->Index = -1;
  }
  auto *T = (Timer *)Gp->Timer;
  T->Callback = wakeSleeper;
  T->Arg.Data = Gp;
  int64_t When = nanotime() + Ns;
  T->Seq = (uintptr_t)(When < 0 ? INT64_MAX : When);
  park(
      [](G *G_, void *Arg) {
        auto *T = (Timer *)Arg;
        setTimer(T, (int64_t)T->Seq);
        return true;
      },
      T, WaitReason::Sleep);
}

OGO_GO_FN(void, timeSleep, "time.Sleep", (int64_t Ns)) {
  if (Ns <= 0)
    return;
  if (Bubble *B = currentBubble()) [[unlikely]]
    sleepInBubble(B, Ns);
  else
    sleepGoroutine(Ns);
}

namespace {
struct TimeNow {
  int64_t Sec;
  int64_t Nsec; ///< int32
  int64_t Mono;
};
} // namespace

OGO_GO_FN(TimeNow, timeNow, "time.now", ()) {
  timespec T;
  clock_gettime(CLOCK_REALTIME, &T);
  return {T.tv_sec, T.tv_nsec, nanotime()};
}
/// The fake clock is no monotonic one: of times from both sides of a bubble's
/// border only the wall clocks can be compared.
OGO_GO_FN(TimeNow, timeRuntimeNow, "time.runtimeNow", ()) {
  if (Bubble *B = currentBubble()) [[unlikely]]
    return {B->Now / 1000000000, B->Now % 1000000000, 0};
  return timeNow();
}
OGO_GO_FN(int64_t, timeRuntimeNano, "time.runtimeNano", ()) {
  if (Bubble *B = currentBubble()) [[unlikely]]
    return B->Now;
  return nanotime();
}
OGO_GO_FN(uint8_t, timeRuntimeIsBubbled, "time.runtimeIsBubbled", ()) {
  return currentBubble() != nullptr;
}
OGO_GO_FN(int64_t, fipsMonoTime, "crypto/internal/fips140deps/time.monoTime",
          ()) {
  return nanotime();
}
OGO_GO_FN(int64_t, goNanotime, "runtime.nanotime", ()) { return nanotime(); }
OGO_GO_FN(int64_t, pollRuntimeNano, "internal/poll.runtimeNano", ()) {
  return nanotime();
}
OGO_GO_FN(int64_t, syncNanotime, "internal/sync.runtime_nanotime", ()) {
  return nanotime();
}
OGO_GO_FN(TimeNow, goWalltime, "runtime.walltime", ()) {
  timespec T;
  clock_gettime(CLOCK_REALTIME, &T);
  return {T.tv_sec, T.tv_nsec, 0};
}

} // namespace ogo::rt
