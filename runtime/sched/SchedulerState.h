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
  int64_t Length;    ///< Also read without the lock, as a hint.
  int64_t NumLocked; ///< Goroutines in it that belong to a thread.
};

struct SchedulerState {
  Lock L;
  GoroutineQueue Runnable;
  GoroutineQueue Free; ///< Idle goroutines with stacks that no worker keeps.
  Worker *IdleWorkers; ///< Parked on their futex.
  int NumWorkers;
  int MaxProcs;
  int SlotsUsed;        ///< Workers that may run Go code.
  uint64_t SlotIds[16]; ///< Set bits: numbers in use.
  int InSyscall;        ///< Goroutines in system calls whose slot was given up.
  int Spinning;         ///< Workers awake and looking for work.
  int ExternalWaiters;
  bool PollerIdle;       ///< Some worker sleeps in pollNetwork.
  bool MainExited;       ///< Goexit on the main goroutine.
  int64_t NumObjects;    ///< Goroutines there are, pooled ones too.
  int64_t NumGoroutines; ///< Made outside workers, which count their own.
  int64_t NextId;
};
extern SchedulerState Sched;
extern Worker *AllWorkers;

// RunQueue.cpp. Sched.L held:
void pushBack(GoroutineQueue &Q, G *Gp);
void pushFront(GoroutineQueue &Q, G *Gp);
/// Appends Batch::Capacity goroutines, none of which belongs to a thread.
void pushBatch(GoroutineQueue &Q, G *const *Items);
G *pop(GoroutineQueue &Q);
inline bool isQueueEmpty() {
  return __atomic_load_n(&Sched.Runnable.Length, __ATOMIC_RELAXED) == 0;
}
/// Memory that the collector does not know; fatal if there is none.
void *mapMemory(size_t Size);

/// Puts Gp in the ring of the calling worker, or half of the ring and Gp in the
/// shared queue.
void pushLocal(Worker *W, G *Gp);
G *popLocal(Worker *W);
bool hasLocal(const Worker *W);
/// Moves W's ring and next goroutine to the shared queue. Sched.L held.
void flushLocal(Worker *W);
/// Takes half of another worker's ring for Thief, which has a slot. \returns
/// one to run.
G *steal(Worker *Thief);
/// Moves a fair share of the shared queue to W's ring. Sched.L held.
void takeShare(Worker *W);

// Scheduler.cpp
/// Leaves the running goroutine for its worker's loop; returns when it is run
/// again, perhaps on another thread.
void switchToLoop(G *Gp);
/// Queues a runnable goroutine for anybody. Sched.L not held.
void enqueue(G *Gp, bool Front);
// The following with Sched.L held.
/// Brings one more worker to look for work, if a slot is free. \returns whether
/// the caller is to call startWorker after unlocking.
bool wakeOne();
void startWorker(); ///< Without the lock.
void takeSlot(Worker *W);
/// W's ring is empty.
void dropSlot(Worker *W);

// SyscallHandover.cpp
/// Takes the slot of a worker that is in a system call. Sched.L held.
bool retake(Worker *W);

// Goroutines.cpp
/// Calls Fn for every goroutine object there is, Idle ones too, oldest first.
/// Others may be added meanwhile.
void forEachGoroutineObject(void (*Fn)(G *, void *), void *Arg);
/// Pools a goroutine that has ended.
void freeGoroutine(Worker *W, G *Gp);

} // namespace ogo::rt

#endif // OGO_RUNTIME_SCHED_SCHEDULERSTATE_H
