// The thread that looks after the workers: it retakes slots from those stuck in
// system calls, preempts goroutines that run for long, and makes sure that
// timers and descriptors are looked at while every slot is busy.
#include "runtime/mem/Threads.h"
#include "runtime/os/Print.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/SchedulerState.h"

#include <time.h>

namespace ogo::rt {

static constexpr int64_t Slice = 10000000;
static constexpr int64_t MinDelay = 20000;

namespace {
struct Round {
  int64_t Now;
  bool TimersDue;
  bool Did = false;   ///< Something: look again soon.
  bool Start = false; ///< A worker is to be started.
};
} // namespace

static void lookAt(Worker *W, Round &R) REQUIRES(Sched.L) {
  bool Waiting = !isQueueEmpty() || hasLocal(W) || R.TimersDue ||
                 W->NextG.load(Order::Relaxed);
  G *Current = W->Current.load(Order::Relaxed);
  if (W->SyscallState.load(Order::Acquire) == 1) {
    uint64_t Tick = W->SyscallTick.load(Order::Relaxed);
    if (W->SeenSyscallTick != Tick) {
      W->SeenSyscallTick = Tick;
      return;
    }
    if ((Waiting || !Sched.PollerIdle) && retake(W)) {
      R.Start |= wakeOne();
      R.Did = true;
    }
  } else if (Current && W->CheckDepth.load(Order::Relaxed)) {
    // Every 10 ms: far less than filling half a stack takes.
    requestPreemption(W);
  } else if (Current && Waiting) {
    uint64_t Tick = W->ScheduleTick.load(Order::Relaxed);
    if (W->SeenTick != Tick) {
      W->SeenTick = Tick;
      W->SeenSince = R.Now;
      return;
    }
    // Whoever readied it did not go on to wait: it is another worker's now.
    R.Start |= wakeOne();
    if (R.Now - W->SeenSince > Slice) {
      W->SeenSince = R.Now - Slice * 9 / 10; // If in vain, soon again.
      requestPreemption(W);
      R.Did = true;
    }
  }
}

static void *monitorThread(void *) {
  int64_t Delay = MinDelay;
  for (;;) {
    timespec T{0, Delay};
    nanosleep(&T, nullptr);
    if (isDying())
      continue;
    Round R;
    R.Now = nanotime();
    Sched.L.lock();
    int64_t Next = nextTimer();
    R.TimersDue = Next && Next <= R.Now;
    for (Worker *W = AllWorkers.load(Order::Acquire); W; W = W->AllNext)
      lookAt(W, R);
    bool Poll = !Sched.PollerIdle && (R.TimersDue || netpollHasWaiters());
    Sched.L.unlock();
    if (R.Start)
      startWorker();
    if (Poll) {
      runTimers(nanotime());
      pollNetwork(0);
    }
    Delay = R.Did ? MinDelay : Delay < Slice / 2 ? Delay * 2 : Slice;
  }
}

void startMonitor() {
  static Atomic<uint32_t> Started;
  if (Started.load(Order::Relaxed) || Started.exchange(1u, Order::SeqCst))
    return;
  if (!startThread(monitorThread, nullptr))
    throwError("runtime: failed to create new OS thread");
}

} // namespace ogo::rt
