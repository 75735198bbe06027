// System calls. A worker keeps its slot in a short one; the monitor takes the
// slot of a long one, and so does the call itself when it surely blocks.
#include "runtime/sched/SchedulerState.h"

namespace ogo::rt {

void enterSyscall() {
  Worker *W = getWorker();
  if (!W || !W->Current.own())
    return;
  W->Current.own()->Status = GStatus::Syscall;
  W->SyscallTick.store(W->SyscallTick.own() + 1, Order::Relaxed);
  W->SyscallState.store(1u, Order::Release);
}

bool retake(Worker *W) {
  uint32_t One = 1;
  if (!W->SyscallState.compareExchange(One, 2u, Order::AcqRel, Order::Relaxed))
    return false;
  flushLocal(W);
  dropSlot(W);
  ++Sched.InSyscall;
  return true;
}

void enterSyscallBlock() {
  enterSyscall();
  Worker *W = getWorker();
  if (!W || !W->Current.own())
    return;
  Sched.L.lock();
  retake(W);
  bool Start = !isQueueEmpty() && wakeOne();
  // Somebody must wait for timers and descriptors meanwhile.
  if (isQueueEmpty() && !Sched.PollerIdle && !Start &&
      (nextTimer() || netpollHasWaiters()))
    Start = wakeOne();
  Sched.L.unlock();
  if (Start)
    startWorker();
}

/// Until the goroutine is in the queue it counts as in its system call:
/// deadlock detection must not see neither.
static bool requeueAfterSyscall(G *Gp, void *) {
  Gp->Status = GStatus::Runnable;
  Sched.L.lock();
  --Sched.InSyscall;
  pushBack(Sched.Runnable, Gp);
  bool Start = wakeOne();
  Sched.L.unlock();
  if (Start)
    startWorker();
  return true;
}

void exitSyscall() {
  Worker *W = getWorker();
  if (!W || !W->Current.own())
    return;
  uint32_t One = 1;
  if (W->SyscallState.compareExchange(One, 0u, Order::AcqRel, Order::Relaxed)) {
    W->Current.own()->Status = GStatus::Running;
    return;
  }
  Sched.L.lock();
  W->SyscallState.store(0u, Order::Release);
  if (Sched.SlotsUsed.own() < Sched.MaxProcs.own()) {
    --Sched.InSyscall;
    takeSlot(W);
    Sched.L.unlock();
    W->Current.own()->Status = GStatus::Running;
    return;
  }
  Sched.L.unlock();
  park(requeueAfterSyscall, nullptr, WaitReason::None);
}

void disablePreemption() {
  if (Worker *W = getWorker())
    ++W->NoPreempt;
}
void enablePreemption() {
  if (Worker *W = getWorker())
    --W->NoPreempt;
}

} // namespace ogo::rt
