// The scheduler's loop: how a worker finds a goroutine, runs it, and sleeps
// when there is none. A goroutine readied by a running one runs next on its
// worker, which keeps hand-offs between two goroutines on one thread.
#include "runtime/mem/Heap.h"
#include "runtime/mem/Threads.h"
#include "runtime/os/Print.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Bubble.h"
#include "runtime/sched/Sanitizer.h"
#include "runtime/sched/SchedulerState.h"
#include "runtime/sched/Stack.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <time.h>

namespace ogo::rt {

SchedulerState Sched;
Atomic<Worker *> AllWorkers;

static thread_local Worker *CurrentWorker;
static thread_local G *CurrentG;

[[gnu::noinline]] Worker *getWorker() {
  asm volatile("");
  return CurrentWorker;
}
[[gnu::noinline]] G *getg() {
  asm volatile("");
  return CurrentG;
}
[[gnu::noinline]] static void setCurrent(G *Gp) {
  asm volatile("");
  CurrentG = Gp;
}

int64_t nanotime() {
  timespec T;
  clock_gettime(CLOCK_MONOTONIC, &T);
  return T.tv_sec * 1000000000ll + T.tv_nsec;
}

static void wake(Worker *W) {
  W->WakeFutex.store(1u, Order::Release);
  futexWake(&W->WakeFutex, 1);
}

static void *workerThread(void *Arg);

void startWorker() {
  // Allocated before the lock: a collection waits for switching workers, and
  // those may wait for the lock.
  auto *W = (Worker *)allocatePermanent(sizeof(Worker));
  Sched.L.lock();
  ++Sched.NumWorkers;
  W->AllNext = AllWorkers.own();
  AllWorkers.store(W, Order::Release);
  Sched.L.unlock();
  if (!startThread(workerThread, W))
    throwError("runtime: failed to create new OS thread");
}

bool wakeOne() {
  if (Sched.SlotsUsed.own() >= Sched.MaxProcs.own() || Sched.Spinning.own() > 0)
    return false;
  if (Worker *W = Sched.IdleWorkers) {
    Sched.IdleWorkers = W->NextIdle;
    W->Idle = false;
    Sched.Spinning.fetchAdd(1, Order::SeqCst);
    wake(W);
    return false;
  }
  if (Sched.PollerIdle) {
    interruptPoll();
    return false;
  }
  Sched.Spinning.fetchAdd(1, Order::SeqCst);
  return true;
}

void enqueue(G *Gp, bool Front) {
  Sched.L.lock();
  if (Front)
    pushFront(Sched.Runnable, Gp);
  else
    pushBack(Sched.Runnable, Gp);
  bool Start = wakeOne();
  Sched.L.unlock();
  if (Start)
    startWorker();
}

void wakePoller() {
  Sched.L.lock();
  bool Idle = Sched.PollerIdle;
  Sched.L.unlock();
  if (Idle)
    interruptPoll();
}

void addExternalWaiter(int Delta) {
  LockGuard Guard(Sched.L);
  Sched.ExternalWaiters += Delta;
}

// Deadlock.

/// The caller is about to sleep without a slot: when no worker
/// runs Go code, nothing is queued and no timer is set, does anything remain
/// that could wake a goroutine?
static void checkDeadlock() REQUIRES(Sched.L) {
  if (Sched.SlotsUsed.own() || Sched.Spinning.own() || !isQueueEmpty() ||
      Sched.InSyscall || Sched.ExternalWaiters || nextTimer() ||
      netpollHasWaiters() || isDying())
    return;
  bool MainExited = Sched.MainExited;
  Sched.L.unlock();
  beginDying();
  if (MainExited && countGoroutines() == 0)
    fatal("no goroutines (main called runtime.Goexit) - deadlock!");
  fatal("all goroutines are asleep - deadlock!");
}

// The loop.

/// Sleeps on the worker's futex, without the lock.
static void sleepIdle(Worker *W) REQUIRES(Sched.L) {
  W->Idle = true;
  W->NextIdle = Sched.IdleWorkers;
  Sched.IdleWorkers = W;
  W->WakeFutex.store(0u, Order::Relaxed);
  Sched.L.unlock();
  while (!W->WakeFutex.load(Order::Acquire))
    futexWait(&W->WakeFutex, 0);
  Sched.L.lock();
  // Whoever woke this worker counted it as spinning.
  Sched.Spinning.fetchSub(1, Order::SeqCst);
}

/// Waits for work without a slot.
static void idle(Worker *W) REQUIRES(Sched.L) {
  checkDeadlock();
  if (Sched.PollerIdle) {
    sleepIdle(W);
    return;
  }
  // One worker polls for the others.
  int64_t Now = nanotime();
  int64_t Next = nextTimer();
  Sched.PollerIdle = true;
  Sched.L.unlock();
  pollNetwork(Next == 0 ? -1 : Next <= Now ? 0 : Next - Now);
  runTimers(nanotime());
  Sched.L.lock();
  Sched.PollerIdle = false;
}

void takeSlot(Worker *W) {
  if (W->HasSlot)
    return;
  W->HasSlot = true;
  Sched.SlotsUsed.fetchAdd(1, Order::SeqCst);
  for (unsigned I = 0; I < sizeof(Sched.SlotIds) / sizeof(uint64_t); ++I)
    if (~Sched.SlotIds[I]) {
      int Bit = __builtin_ctzll(~Sched.SlotIds[I]);
      Sched.SlotIds[I] |= 1ull << Bit;
      W->SlotId = I * 64 + Bit;
      return;
    }
}
void dropSlot(Worker *W) {
  if (!W->HasSlot)
    return;
  W->HasSlot = false;
  Sched.SlotsUsed.fetchSub(1, Order::SeqCst);
  Sched.SlotIds[W->SlotId / 64] &= ~(1ull << (W->SlotId % 64));
}

static bool removeIdle(Worker *W) REQUIRES(Sched.L) {
  for (Worker **P = &Sched.IdleWorkers; *P; P = &(*P)->NextIdle)
    if (*P == W) {
      *P = W->NextIdle;
      W->Idle = false;
      return true;
    }
  return false;
}

/// A goroutine locked to another thread: that thread gets a slot with it.
static void handToOwner(G *Gp) REQUIRES(Sched.L) {
  Worker *Owner = Gp->LockedWorker;
  takeSlot(Owner);
  Gp->WantsLocked = 1;
  if (removeIdle(Owner)) {
    Sched.Spinning.fetchAdd(1, Order::SeqCst);
    wake(Owner);
  }
}

/// For a worker that may have goroutines in its ring.
static void giveUpSlot(Worker *W) REQUIRES(Sched.L) {
  if (!W->HasSlot)
    return;
  flushLocal(W);
  dropSlot(W);
}

/// Takes from the shared queue, then W's ring, then those of others. W has a
/// slot, which it loses when the goroutine belongs to another thread.
static G *takeWork(Worker *W) REQUIRES(Sched.L) {
  while (G *Gp = pop(Sched.Runnable)) {
    if (!Gp->LockedWorker) {
      takeShare(W);
      return Gp;
    }
    giveUpSlot(W);
    handToOwner(Gp);
    if (Sched.SlotsUsed.own() >= Sched.MaxProcs.own())
      return nullptr;
    takeSlot(W);
  }
  if (G *Gp = popLocal(W))
    return Gp;
  return steal(W);
}

namespace {
/// What another worker was seen to run next. It is usually about to do so: only
/// when it has not switched meanwhile is the goroutine taken from it.
struct Candidate {
  Worker *Of;
  G *Next;
  uint64_t Tick;
};
} // namespace

static G *stealNext(Worker *Thief, Candidate &Seen) {
  Candidate First{};
  for (Worker *V = AllWorkers.load(Order::Acquire); V; V = V->AllNext) {
    G *Next = V->NextG.load(Order::SeqCst);
    if (V == Thief || !Next)
      continue;
    uint64_t Tick = V->ScheduleTick.load(Order::Relaxed);
    if (V == Seen.Of && Next == Seen.Next && Tick == Seen.Tick) {
      if (V->NextG.compareExchange(Next, nullptr, Order::AcqRel,
                                   Order::Relaxed))
        return Next;
    } else if (!First.Of) {
      First = {V, Next, Tick};
    }
  }
  Seen = First;
  return nullptr;
}

// Some microseconds of looking for work, how often queues come before what was
// just readied (61 as in gc), and how many of those run in a row.
constexpr int SpinRounds = 400;
constexpr unsigned FairTicks = 61, MaxNextRuns = 16;

/// Looks for work for some microseconds before sleeping: hand-offs are frequent
/// and waking a thread is slow. At most one worker does, and while it does
/// nobody is woken. Meanwhile the lock is free; W has a slot and an empty ring.
static G *spin(Worker *W) REQUIRES(Sched.L) {
  Sched.Spinning.fetchAdd(1, Order::SeqCst);
  Sched.L.unlock();
  G *Found = nullptr;
  Candidate Seen{};
  for (int I = 1; I < SpinRounds && isQueueEmpty(); ++I) {
    for (int J = 0; J < 4; ++J)
      cpuRelax();
    if (I % 8 == 0 && ((Found = steal(W)) || (Found = stealNext(W, Seen))))
      break;
  }
  Sched.L.lock();
  Sched.Spinning.fetchSub(1, Order::SeqCst);
  return Found ? Found : takeWork(W);
}

/// W got work: is there more, for another worker?
static G *found(Worker *W, G *Gp) RELEASES(Sched.L) {
  bool Start = (!isQueueEmpty() || hasLocal(W)) && wakeOne();
  Sched.L.unlock();
  if (Start)
    startWorker();
  return Gp;
}

/// Waits until the goroutine that W's thread belongs to is to run.
static G *waitForLocked(Worker *W, G *Mine) RELEASES(Sched.L) {
  for (;;) {
    if (Mine->WantsLocked) {
      Mine->WantsLocked = 0;
      takeSlot(W);
      Sched.L.unlock();
      return Mine;
    }
    giveUpSlot(W);
    checkDeadlock();
    // This thread may not run what a poller would ready.
    if ((!Sched.PollerIdle || !isQueueEmpty()) && wakeOne()) {
      Sched.L.unlock();
      startWorker();
      Sched.L.lock();
      continue;
    }
    sleepIdle(W);
  }
}

/// The next goroutine for W, with a slot held.
static G *findRunnable(Worker *W) {
  pollCollector();
  int64_t Next = nextTimer();
  if (Next && Next <= nanotime())
    runTimers(nanotime());
  if (netpollHasWaiters())
    pollNetwork(0);
  Sched.L.lock();
  if (G *Mine = W->LockedG)
    return waitForLocked(W, Mine);
  for (;;) {
    // GOMAXPROCS may have become smaller.
    if (W->HasSlot && W->SlotId >= Sched.MaxProcs.own())
      giveUpSlot(W);
    if (W->HasSlot || Sched.SlotsUsed.own() < Sched.MaxProcs.own()) {
      takeSlot(W);
      if (G *Gp = takeWork(W))
        return found(W, Gp);
      if (W->HasSlot && Sched.SlotsUsed.own() > 1 && Sched.Spinning.own() == 0)
        if (G *Gp = spin(W))
          return found(W, Gp);
      if (W->HasSlot) {
        dropSlot(W);
        // Who pushed before saw every slot in use or a worker spinning, and
        // woke nobody: look once more.
        takeSlot(W);
        G *Gp = steal(W);
        if (Gp)
          return found(W, Gp);
        dropSlot(W);
      }
    }
    idle(W);
  }
}

/// Runs Gp until it parks, yields or ends.
static void execute(Worker *W, G *Gp) {
  W->ScheduleTick.store(W->ScheduleTick.own() + 1, Order::Relaxed);
  beginSwitch(W);
  W->Current.store(Gp, Order::Relaxed);
  W->CheckDepth.store(Gp->Unguarded || areStacksLimited(), Order::Relaxed);
  Gp->OnThread = 1;
  Gp->PreemptRequested.setOwn(0);
  Gp->Status = GStatus::Running;
  Gp->Reason = WaitReason::None;
  setStackBottom(W, Gp->StackHi);
  setCurrent(Gp);
  OGO_TSAN(W->Fiber = __tsan_get_current_fiber());
  OGO_TSAN(__tsan_switch_to_fiber(Gp->Fiber, 0));
  if (Gp->SP)
    ogoSwitch(&W->LoopSP, Gp->SP);
  else
    ogoStart(&W->LoopSP, Gp->StackHi);
  setCurrent(nullptr);
  setStackBottom(W, W->OwnStackHi);
  Gp->OnThread = 0;
  W->Current.store((G *)nullptr, Order::Relaxed);
  W->Switching.store(0u, Order::Release);
}

void runWorkerLoop(Worker *W) {
  for (;;) {
    // The shared queue, timers and descriptors must not starve, nor the ring
    // behind goroutines that keep readying each other.
    bool Fair = W->ScheduleTick.own() % FairTicks != 0;
    G *Gp = nullptr;
    if (W->NextG.load(Order::Relaxed))
      Gp = W->NextG.exchange(nullptr, Order::AcqRel);
    if (Gp &&
        !(W->HasSlot && Fair && !W->LockedG && ++W->NextRuns < MaxNextRuns)) {
      if (W->HasSlot && !W->LockedG)
        pushLocal(W, Gp);
      else
        enqueue(Gp, true);
      Gp = nullptr;
    }
    if (!Gp) {
      W->NextRuns = 0;
      if (W->HasSlot && Fair && !W->LockedG)
        Gp = popLocal(W);
      if (!Gp)
        Gp = findRunnable(W);
    }
    execute(W, Gp);
    // What the goroutine wanted done after its stack was saved.
    if (Gp->Status == GStatus::Dead) {
      if (Gp->LockedWorker == W)
        W->LockedG = nullptr;
      freeGoroutine(W, Gp);
    } else if (auto *Unlock = Gp->ParkUnlock) {
      Gp->ParkUnlock = nullptr;
      if (!Unlock(Gp, Gp->ParkArg)) {
        Gp->Status = GStatus::Runnable;
        enqueue(Gp, true);
      }
    }
  }
}

static void *workerThread(void *Arg) {
  auto *W = (Worker *)Arg;
  CurrentWorker = W;
  W->Thread = pthread_self();
  registerWorkerThread(W);
  initThreadFaults();
  sigset_t None;
  sigemptyset(&None);
  pthread_sigmask(SIG_SETMASK, &None, nullptr);
  Sched.L.lock();
  Sched.Spinning.fetchSub(1, Order::SeqCst);
  Sched.L.unlock();
  runWorkerLoop(W);
}

// Goroutine side.

/// Leaves the running goroutine for its worker's loop; returns when it is run
/// again, perhaps on another thread.
void switchToLoop(G *Gp) {
  Worker *W = getWorker();
  beginSwitch(W);
  OGO_TSAN(__tsan_switch_to_fiber(W->Fiber, 0));
  ogoSwitch(&Gp->SP, W->LoopSP);
  // Now on whatever thread runs the goroutine; that worker set the flag.
  getWorker()->Switching.store(0u, Order::Release);
}

[[gnu::always_inline]] static inline void
parkNow(bool (*Unlock)(G *, void *), void *Arg, WaitReason Reason) {
  G *Gp = getg();
  Gp->ParkUnlock = Unlock;
  Gp->ParkArg = Arg;
  Gp->Reason = Reason;
  Gp->WaitSince = 0;
  Gp->Status = GStatus::Waiting;
  switchToLoop(Gp);
}

void park(bool (*Unlock)(G *, void *), void *Arg, WaitReason Reason) {
  if (isDurable(Reason)) [[unlikely]]
    parkDurably(Unlock, Arg, Reason);
  else
    parkNow(Unlock, Arg, Reason);
}
void parkAnyhow(bool (*Unlock)(G *, void *), void *Arg, WaitReason Reason) {
  parkNow(Unlock, Arg, Reason);
}

// On the worker, in place of who took it.
static bool releaseLock(G *, void *Arg) NO_LOCK_CHECK {
  ((Lock *)Arg)->unlock();
  return true;
}
NO_LOCK_CHECK void parkUnlock(Lock *L, WaitReason Reason) {
  park(releaseLock, L, Reason);
}

void ready(G *Gp) {
  if (isDurable(Gp->Reason)) [[unlikely]]
    endDurableWait(Gp);
  Gp->Status = GStatus::Runnable;
  Worker *W = getWorker();
  if (!W || !W->Current.own() || !W->HasSlot || Gp->LockedWorker ||
      W->LockedG) {
    enqueue(Gp, false);
    return;
  }
  // Run it next on this worker: what a channel hand-off wants. The goroutine it
  // replaces there waits in the ring.
  if (G *Old = W->NextG.exchange(Gp, Order::SeqCst)) {
    pushLocal(W, Old);
    // Before the following loads; a worker that goes to sleep does it the other
    // way round.
    fence();
  }
  // This goroutine may go on for long: somebody must be about to take the
  // other.
  if (Sched.SlotsUsed.load(Order::SeqCst) <
          Sched.MaxProcs.load(Order::Relaxed) &&
      Sched.Spinning.load(Order::SeqCst) == 0) {
    Sched.L.lock();
    bool Start = wakeOne();
    Sched.L.unlock();
    if (Start)
      startWorker();
  }
}

void readyAll(G *const *Gps, unsigned N) {
  bool Locked = false;
  for (unsigned I = 0; I < N; ++I)
    Locked |= Gps[I]->LockedWorker != nullptr;
  if (N < Batch::Capacity || Locked) {
    for (unsigned I = 0; I < N; ++I)
      ready(Gps[I]);
    return;
  }
  // So many do not fit the worker's ring anyway.
  for (unsigned I = 0; I < N; ++I)
    Gps[I]->Status = GStatus::Runnable;
  Sched.L.lock();
  for (; N >= Batch::Capacity; N -= Batch::Capacity, Gps += Batch::Capacity)
    pushBatch(Sched.Runnable, Gps);
  for (unsigned I = 0; I < N; ++I)
    pushBack(Sched.Runnable, Gps[I]);
  bool Start = wakeOne();
  Sched.L.unlock();
  if (Start)
    startWorker();
}

static bool requeue(G *Gp, void *) {
  Gp->Status = GStatus::Runnable;
  enqueue(Gp, false);
  return true;
}
void yieldGoroutine() { park(requeue, nullptr, WaitReason::None); }

int defaultMaxProcs() {
  cpu_set_t Cpus;
  return sched_getaffinity(0, sizeof(Cpus), &Cpus) == 0 ? CPU_COUNT(&Cpus) : 1;
}

void initScheduler() {
  Sched.MaxProcs.setOwn(defaultMaxProcs());
  if (const char *Env = getenv("GOMAXPROCS")) {
    int N = atoi(Env);
    if (N > 0)
      Sched.MaxProcs.setOwn(N);
  }
  initRoots();
  auto *W = (Worker *)allocatePermanent(sizeof(Worker));
  W->Thread = pthread_self();
  CurrentWorker = W;
  registerWorkerThread(W);
  AllWorkers.setOwn(W);
  LockGuard Guard(Sched.L);
  Sched.NumWorkers = 1;
}

int getMaxProcs() { return Sched.MaxProcs.load(Order::Relaxed); }
int setMaxProcs(int N) {
  LockGuard Guard(Sched.L);
  int Old = Sched.MaxProcs.own();
  if (N > 0)
    Sched.MaxProcs.store(N, Order::Relaxed);
  return Old;
}

} // namespace ogo::rt
