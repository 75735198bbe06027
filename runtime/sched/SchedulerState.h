// What the scheduler's parts share: the state under the scheduler's lock, and
// the run queues.
//
// Each worker with a slot has a ring of runnable goroutines that it alone fills
// and anybody may take from; what does not fit, and what no worker readied, is
// in the shared queue. A worker without a slot has an empty ring: so when no
// slot is in use, the shared queue is all there is, and deadlock detection is
// exact.
#ifndef OGO_RUNTIME_SCHED_SCHEDULERSTATE_H
#define OGO_RUNTIME_SCHED_SCHEDULERSTATE_H

#include "runtime/sched/Scheduler.h"

namespace ogo::rt {

/// A piece of a queue. Goroutines are not linked to each other, since following
/// the links would miss the cache at every step.
struct Batch {
  static constexpr uint32_t Capacity = 128;
  Batch *Next;
  uint32_t Begin, End;
  G *Items[Capacity];
};

struct GoroutineQueue {
  Batch *Head, *Tail;
  Atomic<int64_t> Length; ///< Also read without the lock, as a hint.
  int64_t NumLocked;      ///< Goroutines in it that belong to a thread.
};

struct SchedulerState {
  RankedLock<LockRank::Scheduler> L;
  GoroutineQueue Runnable;
  GoroutineQueue Free; ///< Idle goroutines with stacks that no worker keeps.
  Worker *IdleWorkers GUARDED_BY(L); ///< Parked on their futex.
  int NumWorkers GUARDED_BY(L);
  Atomic<int> MaxProcs;
  Atomic<int> SlotsUsed;              ///< Workers that may run Go code.
  uint64_t SlotIds[16] GUARDED_BY(L); ///< Set bits: numbers in use.
  int InSyscall
      GUARDED_BY(L);    ///< Goroutines in system calls whose slot was given up.
  Atomic<int> Spinning; ///< Workers awake and looking for work.
  int ExternalWaiters GUARDED_BY(L);
  bool PollerIdle GUARDED_BY(L);    ///< Some worker sleeps in pollNetwork.
  bool MainExited GUARDED_BY(L);    ///< Goexit on the main goroutine.
  int64_t NumObjects GUARDED_BY(L); ///< Goroutines there are, pooled ones too.
  Atomic<int64_t>
      NumGoroutines; ///< Made outside workers, which count their own.
  Atomic<int64_t> NextId;
};
extern SchedulerState Sched;
extern Atomic<Worker *> AllWorkers;

// RunQueue.cpp
void pushBack(GoroutineQueue &Q, G *Gp) REQUIRES(Sched.L);
void pushFront(GoroutineQueue &Q, G *Gp) REQUIRES(Sched.L);
/// Appends Batch::Capacity goroutines, none of which belongs to a thread.
void pushBatch(GoroutineQueue &Q, G *const *Items) REQUIRES(Sched.L);
G *pop(GoroutineQueue &Q) REQUIRES(Sched.L);
inline bool isQueueEmpty() {
  return Sched.Runnable.Length.load(Order::Relaxed) == 0;
}
/// Memory that the collector does not know; fatal if there is none.
void *mapMemory(size_t Size);

/// Puts Gp in the ring of the calling worker, or half of the ring and Gp in the
/// shared queue.
void pushLocal(Worker *W, G *Gp);
G *popLocal(Worker *W);
bool hasLocal(const Worker *W);
/// Moves W's ring and next goroutine to the shared queue.
void flushLocal(Worker *W) REQUIRES(Sched.L);
/// Takes half of another worker's ring for Thief, which has a slot. \returns
/// one to run.
G *steal(Worker *Thief);
/// Moves a fair share of the shared queue to W's ring.
void takeShare(Worker *W) REQUIRES(Sched.L);

// Scheduler.cpp
/// Leaves the running goroutine for its worker's loop; returns when it is run
/// again, perhaps on another thread.
void switchToLoop(G *Gp);
/// Queues a runnable goroutine for anybody. Sched.L not held.
void enqueue(G *Gp, bool Front);
/// Brings one more worker to look for work, if a slot is free. \returns whether
/// the caller is to call startWorker after unlocking.
bool wakeOne() REQUIRES(Sched.L);
void startWorker(); ///< Without the lock.
void takeSlot(Worker *W) REQUIRES(Sched.L);
/// W's ring is empty.
void dropSlot(Worker *W) REQUIRES(Sched.L);

// SyscallHandover.cpp
/// Takes the slot of a worker that is in a system call.
bool retake(Worker *W) REQUIRES(Sched.L);

// Goroutines.cpp
/// Calls Fn for every goroutine object there is, Idle ones too, oldest first.
/// Others may be added meanwhile.
void forEachGoroutineObject(void (*Fn)(G *, void *), void *Arg);
/// Pools a goroutine that has ended.
void freeGoroutine(Worker *W, G *Gp);

} // namespace ogo::rt

#endif // OGO_RUNTIME_SCHED_SCHEDULERSTATE_H
