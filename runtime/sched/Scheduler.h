// M:N scheduling. Workers (threads) take goroutines from a queue; at most
// GOMAXPROCS of them run Go code at a time (they hold a slot). A worker that
// sits in a system call may lose its slot to another worker.
#ifndef OGO_RUNTIME_SCHED_SCHEDULER_H
#define OGO_RUNTIME_SCHED_SCHEDULER_H

#include "runtime/sched/Goroutine.h"

#include <signal.h>

namespace ogo::rt {

/// A thread that runs goroutines. Its loop runs on the thread's own stack.
struct Worker {
  void *LoopSP; ///< Saved stack pointer of the loop while a goroutine runs.
  Atomic<G *> Current;
  void *GCHandle; ///< This thread as setThreadStack takes it.
  uint8_t *OwnStackHi;
  /// Set while the thread is between two stacks; the collector waits
  /// (Roots.cpp).
  Atomic<uint32_t> Switching;
  uint32_t NoPreempt; ///< > 0: asynchronous preemption must not happen.
  Atomic<uint32_t> WakeFutex;
  bool HasSlot;
  Atomic<bool> CheckDepth; ///< The monitor is to look at Current's stack.
  int SlotId; ///< While it has one: a small number no other holder has.
  bool Idle;
  /// 0: running; 1: in a system call, still owning the slot; 2: slot taken
  /// away.
  Atomic<uint32_t> SyscallState;
  Atomic<uint64_t> ScheduleTick; ///< Goroutine switches, for the monitor.
  uint64_t SeenTick;
  Atomic<uint64_t> SyscallTick;
  uint64_t SeenSyscallTick;
  int64_t SeenSince;
  Atomic<G *> NextG; ///< Readied by the current goroutine: runs next here.
  uint32_t NextRuns; ///< How many times in a row NextG was run.
  static constexpr uint32_t RingSize = 256;
  alignas(64) Atomic<uint32_t> RingHead; ///< RunQueue.cpp
  Atomic<uint32_t> RingTail;
  Atomic<G *> Ring[RingSize];
  G *LockedG; ///< The one goroutine this thread may run.
  Worker *NextIdle;
  Worker *AllNext;
  unsigned long Thread; ///< pthread_t
  static constexpr uint32_t PoolSize = 256;
  G *Free[PoolSize]; ///< Ended goroutines, for new ones.
  uint32_t NumFree;
  int64_t NextId, EndId;         ///< Goroutine numbers set aside.
  Atomic<int64_t> NumGoroutines; ///< Created here less ended here.
  void *AltStack;
  OGO_TSAN(void *Fiber;)
};

/// The worker of this thread, null on foreign threads. Never cache across a
/// park.
Worker *getWorker();

/// Called once on the main thread; makes it a worker.
void initScheduler();
void startMonitor();
/// Runs the scheduler loop on the calling worker for ever.
[[noreturn]] void runWorkerLoop(Worker *W);

/// Makes a goroutine that calls Entry() and queues it.
void newMainGoroutine(Closure *Entry);
G *newGoroutine(Closure *Entry, void *CreatorPC);

/// Makes one that somebody is to ready. It waits for Reason; None: the caller
/// readies it at once.
G *newParkedGoroutine(Closure *Entry, void *CreatorPC,
                      WaitReason Reason = WaitReason::None);
/// Not counted by NumGoroutine and deadlock detection.
void markSystemGoroutine(G *Gp);
void lockGoroutineToThread(G *Gp);
void unlockGoroutineFromThread(G *Gp);
/// Asks the goroutine running on W to let others run (Preempt.cpp).
void requestPreemption(Worker *W);
/// Where the runtime's code may park: what the signal could not do.
void yieldIfRequested();
/// Parks the running goroutine. Once its stack is saved, Unlock(G, Arg) runs on
/// the worker (it publishes the goroutine to whoever will ready it); a false
/// result resumes at once.
void park(bool (*Unlock)(G *, void *), void *Arg, WaitReason Reason);
/// Parks after releasing L.
void parkUnlock(Lock *L, WaitReason Reason) RELEASES(*L);
/// As park, with a durable reason (Bubble.cpp).
void parkDurably(bool (*Unlock)(G *, void *), void *Arg, WaitReason Reason);
/// Parks, whatever the reason.
void parkAnyhow(bool (*Unlock)(G *, void *), void *Arg, WaitReason Reason);
/// Makes a parked goroutine runnable.
void ready(G *Gp);
/// The same for many, first to last, none of which waits durably.
void readyAll(G *const *Gps, unsigned N);
/// Puts the running goroutine at the end of the queue.
void yieldGoroutine();
/// Ends the running goroutine; its defers have run.
[[noreturn]] void exitGoroutine();
/// Gp ran a coroutine and ends: the other side goes on.
void leaveCoro(G *Gp);

void enterSyscall();
void exitSyscall();
/// As enterSyscall, for a call that surely blocks: gives the slot up at once.
void enterSyscallBlock();

void disablePreemption();
void enablePreemption();

int getMaxProcs();
int setMaxProcs(int N); ///< Returns the previous value.
int defaultMaxProcs();  ///< What the machine gives.
int64_t countGoroutines();

/// Calls Fn for every goroutine with the list locked.
void forEachGoroutine(void (*Fn)(G *, void *), void *Arg);

/// Something may be runnable or a timer is due earlier: an idle worker looks.
void wakePoller();
/// Goroutines that wait for something outside (signals) count as alive.
void addExternalWaiter(int Delta);

int64_t nanotime();

// Implemented in Timer.cpp and Netpoll.cpp.
void sleepGoroutine(int64_t Ns);
/// Runs due timers; the time of the next one or 0 for none.
int64_t runTimers(int64_t Now);
int64_t nextTimer();
/// Readies goroutines whose descriptors are ready, waiting at most Timeout ns
/// (negative: for ever, 0: not at all). False: the poller does not exist yet.
void pollNetwork(int64_t Timeout);
void interruptPoll();
bool netpollHasWaiters();

// Implemented in Roots.cpp.
void initRoots();
/// Brackets of a stack switch; see Worker::Switching.
void beginSwitch(Worker *W);
void setStackBottom(Worker *W, uint8_t *Hi);
void registerWorkerThread(Worker *W);

} // namespace ogo::rt

#endif // OGO_RUNTIME_SCHED_SCHEDULER_H
