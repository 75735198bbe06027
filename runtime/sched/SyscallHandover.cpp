// System calls. A worker keeps its slot in a short one; the monitor takes the
// slot of a long one, and so does the call itself when it surely blocks.
#include "runtime/sched/SchedulerState.h"

namespace ogo::rt {

void enterSyscall() {
  Worker *W = getWorker();
  if (!W || !W->Current)
    return;
  W->Current->Status = GStatus::Syscall;
  __atomic_store_n(&W->SyscallTick, W->SyscallTick + 1, __ATOMIC_RELAXED);
  __atomic_store_n(&W->SyscallState, 1u, __ATOMIC_RELEASE);
}

bool retake(Worker *W) {
  uint32_t One = 1;
  if (!__atomic_compare_exchange_n(&W->SyscallState, &One, 2u, false,
                                   __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
    return false;
  flushLocal(W);
  dropSlot(W);
  ++Sched.InSyscall;
  return true;
}

void enterSyscallBlock() {
  enterSyscall();
  Worker *W = getWorker();
  if (!W || !W->Current)
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

/// Until the goroutine is in the queue it counts as in its system call: deadlock
/// detection must not see neither.
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
  if (!W || !W->Current)
    return;
  uint32_t One = 1;
  if (__atomic_compare_exchange_n(&W->SyscallState, &One, 0u, false,
                                  __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) {
    W->Current->Status = GStatus::Running;
    return;
  }
  Sched.L.lock();
  __atomic_store_n(&W->SyscallState, 0u, __ATOMIC_RELEASE);
  if (Sched.SlotsUsed < Sched.MaxProcs) {
    --Sched.InSyscall;
    takeSlot(W);
    Sched.L.unlock();
    W->Current->Status = GStatus::Running;
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
