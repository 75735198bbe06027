// The scheduler's state and loop. One queue under one short lock: simple, fair
// and exact for deadlock detection; a goroutine readied by a running one is put
// in its worker's private slot and runs next there, which keeps hand-offs between
// two goroutines on one thread.
#include "runtime/sched/Scheduler.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/mem/Heap.h"
#include "runtime/os/Print.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Stack.h"

#define GC_THREADS
#include <errno.h>
#include <gc/gc.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

namespace ogo::rt {

Worker *AllWorkers;
G *AllGoroutines;

namespace {
struct State {
  Lock L;
  G *Head, *Tail; ///< Run queue.
  int64_t QueueLength;
  G *Free;        ///< Idle goroutines with stacks.
  int64_t NumFree;
  Worker *IdleWorkers; ///< Parked on their futex.
  int NumWorkers;
  int MaxProcs;
  int SlotsUsed;   ///< Workers that may run Go code.
  uint64_t SlotIds[16]; ///< Set bits: numbers in use.
  int InSyscall;   ///< Goroutines in system calls whose slot was given up.
  int Spinning;    ///< Workers awake and looking for work.
  int ExternalWaiters;
  bool PollerIdle; ///< Some worker sleeps in pollNetwork.
  bool MainExited; ///< Goexit on the main goroutine.
  int64_t NumGoroutines; ///< Without system ones.
  int64_t NextId;
};
} // namespace

static State S;
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

const char *waitReasonString(WaitReason R) {
  switch (R) {
  case WaitReason::None:
    return "";
  case WaitReason::ChanReceive:
    return "chan receive";
  case WaitReason::ChanSend:
    return "chan send";
  case WaitReason::ChanReceiveNil:
    return "chan receive (nil chan)";
  case WaitReason::ChanSendNil:
    return "chan send (nil chan)";
  case WaitReason::Select:
    return "select";
  case WaitReason::SelectNoCases:
    return "select (no cases)";
  case WaitReason::Sleep:
    return "sleep";
  case WaitReason::Semacquire:
    return "semacquire";
  case WaitReason::SyncCondWait:
    return "sync.Cond.Wait";
  case WaitReason::SyncMutexLock:
    return "sync.Mutex.Lock";
  case WaitReason::SyncRWMutexRLock:
    return "sync.RWMutex.RLock";
  case WaitReason::SyncRWMutexLock:
    return "sync.RWMutex.Lock";
  case WaitReason::IOWait:
    return "IO wait";
  case WaitReason::FinalizerWait:
    return "finalizer wait";
  case WaitReason::GCIdle:
    return "GC worker (idle)";
  case WaitReason::Coroutine:
    return "coroutine";
  case WaitReason::SignalWait:
    return "signal wait";
  case WaitReason::Preempted:
    return "preempted";
  }
  return "";
}

// Run queue; S.L held.

static void pushQueue(G *Gp) {
  Gp->SchedLink = nullptr;
  if (S.Tail)
    S.Tail->SchedLink = Gp;
  else
    S.Head = Gp;
  S.Tail = Gp;
  ++S.QueueLength;
}
static void pushQueueFront(G *Gp) {
  Gp->SchedLink = S.Head;
  S.Head = Gp;
  if (!S.Tail)
    S.Tail = Gp;
  ++S.QueueLength;
}
static G *popQueue() {
  G *Gp = S.Head;
  if (!Gp)
    return nullptr;
  S.Head = Gp->SchedLink;
  if (!S.Head)
    S.Tail = nullptr;
  Gp->SchedLink = nullptr;
  --S.QueueLength;
  return Gp;
}

static void wake(Worker *W) {
  __atomic_store_n(&W->WakeFutex, 1u, __ATOMIC_RELEASE);
  futexWake(&W->WakeFutex, 1);
}

static void *workerThread(void *Arg);

static void startWorker() {
  // Allocated before the lock: a collection waits for switching workers, and
  // those may wait for the lock.
  auto *W = (Worker *)allocatePermanent(sizeof(Worker));
  S.L.lock();
  ++S.NumWorkers;
  W->AllNext = AllWorkers;
  __atomic_store_n(&AllWorkers, W, __ATOMIC_RELEASE);
  S.L.unlock();
  pthread_attr_t Attr;
  pthread_attr_init(&Attr);
  pthread_attr_setstacksize(&Attr, 256 << 10);
  pthread_attr_setdetachstate(&Attr, PTHREAD_CREATE_DETACHED);
  sigset_t All, Old;
  sigfillset(&All);
  pthread_sigmask(SIG_SETMASK, &All, &Old);
  pthread_t T;
  int Err = GC_pthread_create(&T, &Attr, workerThread, W);
  pthread_sigmask(SIG_SETMASK, &Old, nullptr);
  pthread_attr_destroy(&Attr);
  if (Err)
    throwError("runtime: failed to create new OS thread");
}

/// Brings one more worker to look for work, if a slot is free. S.L held.
/// \returns a worker to start after unlocking (threads are created outside the
/// lock because creation allocates).
static bool wakeOne() {
  if (S.SlotsUsed >= S.MaxProcs || S.Spinning > 0)
    return false;
  if (Worker *W = S.IdleWorkers) {
    S.IdleWorkers = W->NextIdle;
    W->Idle = false;
    ++S.Spinning;
    wake(W);
    return false;
  }
  if (S.PollerIdle) {
    interruptPoll();
    return false;
  }
  ++S.Spinning;
  return true;
}

static void enqueue(G *Gp, bool Front) {
  S.L.lock();
  if (Front)
    pushQueueFront(Gp);
  else
    pushQueue(Gp);
  bool Start = wakeOne();
  S.L.unlock();
  if (Start)
    startWorker();
}

void wakePoller() {
  S.L.lock();
  bool Idle = S.PollerIdle;
  S.L.unlock();
  if (Idle)
    interruptPoll();
}

void addExternalWaiter(int Delta) {
  LockGuard Guard(S.L);
  S.ExternalWaiters += Delta;
}

// Deadlock.

/// S.L held, the caller is about to sleep without a slot: when no worker runs Go
/// code, nothing is queued and no timer is set, does anything remain that could
/// wake a goroutine?
static void checkDeadlock() {
  if (S.SlotsUsed || S.Spinning || S.Head || S.InSyscall || S.ExternalWaiters ||
      nextTimer() || netpollHasWaiters() || isDying())
    return;
  S.L.unlock();
  beginDying();
  if (S.MainExited && S.NumGoroutines == 0)
    fatal("no goroutines (main called runtime.Goexit) - deadlock!");
  fatal("all goroutines are asleep - deadlock!");
}

// The loop.

/// Sleeps on the worker's futex; S.L held on entry and return.
static void sleepIdle(Worker *W) {
  W->Idle = true;
  W->NextIdle = S.IdleWorkers;
  S.IdleWorkers = W;
  __atomic_store_n(&W->WakeFutex, 0u, __ATOMIC_RELAXED);
  S.L.unlock();
  while (!__atomic_load_n(&W->WakeFutex, __ATOMIC_ACQUIRE))
    futexWait(&W->WakeFutex, 0);
  S.L.lock();
  // Whoever woke this worker counted it as spinning.
  --S.Spinning;
}

/// Waits for work without a slot; S.L held on entry and return.
static void idle(Worker *W) {
  checkDeadlock();
  if (S.PollerIdle) {
    sleepIdle(W);
    return;
  }
  // One worker polls for the others.
  int64_t Now = nanotime();
  int64_t Next = nextTimer();
  S.PollerIdle = true;
  S.L.unlock();
  pollNetwork(Next == 0 ? -1 : Next <= Now ? 0 : Next - Now);
  runTimers(nanotime());
  S.L.lock();
  S.PollerIdle = false;
}

static void takeSlot(Worker *W) {
  if (W->HasSlot)
    return;
  W->HasSlot = true;
  ++S.SlotsUsed;
  for (int I = 0; I < 16; ++I)
    if (~S.SlotIds[I]) {
      int Bit = __builtin_ctzll(~S.SlotIds[I]);
      S.SlotIds[I] |= 1ull << Bit;
      W->SlotId = I * 64 + Bit;
      return;
    }
}
static void dropSlot(Worker *W) {
  if (!W->HasSlot)
    return;
  W->HasSlot = false;
  --S.SlotsUsed;
  S.SlotIds[W->SlotId / 64] &= ~(1ull << (W->SlotId % 64));
}

static bool removeIdle(Worker *W) {
  for (Worker **P = &S.IdleWorkers; *P; P = &(*P)->NextIdle)
    if (*P == W) {
      *P = W->NextIdle;
      W->Idle = false;
      return true;
    }
  return false;
}

/// A goroutine locked to another thread: that thread gets a slot with it.
static void handToOwner(G *Gp) {
  Worker *Owner = Gp->LockedWorker;
  takeSlot(Owner);
  Gp->WantsLocked = 1;
  if (removeIdle(Owner)) {
    ++S.Spinning;
    wake(Owner);
  }
}

/// Takes the goroutine that another worker would run next.
static G *stealNext(Worker *Thief) {
  for (Worker *W = __atomic_load_n(&AllWorkers, __ATOMIC_ACQUIRE); W;
       W = W->AllNext) {
    if (W == Thief || !__atomic_load_n(&W->NextG, __ATOMIC_RELAXED))
      continue;
    if (G *Gp = __atomic_exchange_n(&W->NextG, nullptr, __ATOMIC_ACQ_REL))
      return Gp;
  }
  return nullptr;
}

/// Looks for work for a few microseconds before sleeping: hand-offs are frequent
/// and waking a thread is slow. At most one worker does, and while it does nobody
/// is woken. S.L held on entry and return. \returns whether to look again.
static bool spin(Worker *W) {
  ++S.Spinning;
  S.L.unlock();
  G *Stolen = nullptr;
  for (int I = 0; I < 400 && !__atomic_load_n(&S.Head, __ATOMIC_RELAXED); ++I) {
    for (int J = 0; J < 4; ++J)
      cpuRelax();
    // What its own worker does not start soon waits behind a long computation.
    if (I > 40 && (Stolen = stealNext(W)))
      break;
  }
  S.L.lock();
  --S.Spinning;
  // Whoever saw this worker spin relied on it: look once more.
  if (!Stolen)
    Stolen = stealNext(W);
  if (Stolen)
    pushQueueFront(Stolen);
  return S.Head;
}

/// The next goroutine for W, with a slot held.
static G *findRunnable(Worker *W) {
  pollCollector();
  if ((W->ScheduleTick & 15) == 0) {
    int64_t Next = nextTimer();
    if (Next && Next <= nanotime())
      runTimers(nanotime());
    if ((W->ScheduleTick & 63) == 0 && netpollHasWaiters())
      pollNetwork(0);
  }
  S.L.lock();
  for (;;) {
    if (G *Mine = W->LockedG) {
      if (Mine->WantsLocked) {
        Mine->WantsLocked = 0;
        takeSlot(W);
        S.L.unlock();
        return Mine;
      }
      dropSlot(W);
      checkDeadlock();
      // This thread may not run what a poller would ready.
      if (!S.PollerIdle || S.Head) {
        if (wakeOne()) {
          S.L.unlock();
          startWorker();
          S.L.lock();
          continue;
        }
      }
      sleepIdle(W);
      continue;
    }
    // GOMAXPROCS may have become smaller.
    if (W->HasSlot && W->SlotId >= S.MaxProcs)
      dropSlot(W);
    if (W->HasSlot || S.SlotsUsed < S.MaxProcs) {
      G *Gp;
      while ((Gp = popQueue()) && Gp->LockedWorker) {
        dropSlot(W);
        handToOwner(Gp);
        if (S.SlotsUsed >= S.MaxProcs) {
          Gp = nullptr;
          break;
        }
      }
      if (Gp) {
        takeSlot(W);
        bool Start = S.Head && wakeOne();
        S.L.unlock();
        if (Start)
          startWorker();
        return Gp;
      }
    }
    dropSlot(W);
    if (S.Spinning == 0 && S.SlotsUsed > 0 && S.SlotsUsed < S.MaxProcs && spin(W))
      continue;
    idle(W);
  }
}

/// Runs Gp until it parks, yields or ends.
static void execute(Worker *W, G *Gp) {
  ++W->ScheduleTick;
  beginSwitch(W);
  W->Current = Gp;
  Gp->OnThread = 1;
  Gp->Status = GStatus::Running;
  Gp->Reason = WaitReason::None;
  setStackBottom(W, Gp->StackHi);
  setCurrent(Gp);
  ogoSwitch(&W->LoopSP, Gp->SP);
  setCurrent(nullptr);
  setStackBottom(W, W->OwnStackHi);
  Gp->OnThread = 0;
  W->Current = nullptr;
  __atomic_store_n(&W->Switching, 0u, __ATOMIC_RELEASE);
}

static void freeGoroutine(Worker *W, G *Gp) {
  // A system call per goroutine would cost more than the goroutine: give deep
  // stacks back only now and then.
  uint32_t Uses = Gp->Uses + 1;
  if (Uses % 64 == 0)
    trimStack(Gp);
  beginSwitch(W); // The list of goroutines changes.
  S.L.lock();
  if (Gp->AllPrev)
    Gp->AllPrev->AllNext = Gp->AllNext;
  else
    AllGoroutines = Gp->AllNext;
  if (Gp->AllNext)
    Gp->AllNext->AllPrev = Gp->AllPrev;
  if (!Gp->System)
    --S.NumGoroutines;
  uint8_t *Lo = Gp->StackLo, *Hi = Gp->StackHi;
  void *Buffer = Gp->ResultBuffer, *Spare = Gp->SpareDeferChunk;
  uint64_t Capacity = Gp->ResultCapacity;
  void *Chunk = Gp->DeferChunk;
  uint8_t Unguarded = Gp->Unguarded;
  memset((void *)Gp, 0, sizeof(G));
  Gp->StackLo = Lo;
  Gp->StackHi = Hi;
  Gp->Unguarded = Unguarded;
  Gp->ResultBuffer = Buffer;
  Gp->ResultCapacity = Capacity;
  Gp->SpareDeferChunk = Spare;
  Gp->DeferChunk = Chunk;
  Gp->Uses = Uses;
  Gp->SchedLink = S.Free;
  S.Free = Gp;
  S.L.unlock();
  __atomic_store_n(&W->Switching, 0u, __ATOMIC_RELEASE);
}

void runWorkerLoop(Worker *W) {
  for (;;) {
    G *Gp = __atomic_exchange_n(&W->NextG, nullptr, __ATOMIC_ACQ_REL);
    if (Gp && !W->HasSlot) {
      S.L.lock();
      takeSlot(W);
      S.L.unlock();
    }
    // Two goroutines that ready each other must not starve the queue.
    bool Fair = W->ScheduleTick % 61 != 0;
    if (!Gp || W->LockedG || Gp->LockedWorker || !Fair) {
      if (Gp)
        enqueue(Gp, Fair);
      Gp = findRunnable(W);
    }
    execute(W, Gp);
    // What the goroutine wanted done after its stack was saved.
    if (Gp->Status == GStatus::Dead) {
      if (Gp->LockedWorker == W) {
        W->LockedG = nullptr;
      }
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
  S.L.lock();
  --S.Spinning;
  S.L.unlock();
  runWorkerLoop(W);
}

// Goroutine side.

/// Leaves the running goroutine for its worker's loop; returns when it is run
/// again, perhaps on another thread.
static void switchToLoop(G *Gp) {
  Worker *W = getWorker();
  beginSwitch(W);
  ogoSwitch(&Gp->SP, W->LoopSP);
  // Now on whatever thread runs the goroutine; that worker set the flag.
  __atomic_store_n(&getWorker()->Switching, 0u, __ATOMIC_RELEASE);
}

void park(bool (*Unlock)(G *, void *), void *Arg, WaitReason Reason) {
  G *Gp = getg();
  Gp->ParkUnlock = Unlock;
  Gp->ParkArg = Arg;
  Gp->Reason = Reason;
  Gp->WaitSince = 0;
  Gp->Status = GStatus::Waiting;
  switchToLoop(Gp);
}

static bool releaseLock(G *, void *Arg) {
  ((Lock *)Arg)->unlock();
  return true;
}
void parkUnlock(Lock *L, WaitReason Reason) { park(releaseLock, L, Reason); }

void ready(G *Gp) {
  Gp->Status = GStatus::Runnable;
  Worker *W = getWorker();
  if (!W || !W->Current || !W->HasSlot || Gp->LockedWorker || W->LockedG) {
    enqueue(Gp, false);
    return;
  }
  // Run it next on this worker: what a channel hand-off wants. The goroutine it
  // replaces there goes to the shared queue.
  if (G *Old = __atomic_exchange_n(&W->NextG, Gp, __ATOMIC_ACQ_REL)) {
    enqueue(Old, false);
    return;
  }
  // This goroutine may go on for long: somebody must be about to take the other.
  if (__atomic_load_n(&S.SlotsUsed, __ATOMIC_RELAXED) < S.MaxProcs &&
      __atomic_load_n(&S.Spinning, __ATOMIC_RELAXED) == 0) {
    S.L.lock();
    bool Start = wakeOne();
    S.L.unlock();
    if (Start)
      startWorker();
  }
}

static bool requeue(G *Gp, void *) {
  Gp->Status = GStatus::Runnable;
  enqueue(Gp, false);
  return true;
}
void yieldGoroutine() { park(requeue, nullptr, WaitReason::None); }

void exitGoroutine() {
  G *Gp = getg();
  if (Gp->Id == 1) {
    S.L.lock();
    S.MainExited = true;
    --S.NumGoroutines;
    S.L.unlock();
    // The main goroutine stays for ever; the others go on.
    Gp->System = 1;
    park(nullptr, nullptr, WaitReason::None);
  }
  Gp->Status = GStatus::Dead;
  Gp->ParkUnlock = nullptr;
  switchToLoop(Gp);
  __builtin_unreachable();
}

using EntryFn = OGO_SWIFTCALL void (*)();

void ogoGoroutineMain() {
  __atomic_store_n(&getWorker()->Switching, 0u, __ATOMIC_RELEASE);
  G *Gp = getg();
  OGO_CALL_CLOSURE(EntryFn, Gp->Entry);
  exitGoroutine();
}

/// A context that ogoSwitch can load and that starts the goroutine.
static void initContext(G *Gp) {
  auto *Top = (uint64_t *)(Gp->StackHi - 64);
#ifdef __x86_64__
  Top[0] = 0;
  Top[-1] = (uintptr_t)ogoGoroutineStart;
  for (int I = 2; I <= 7; ++I)
    Top[-I] = 0;
  Gp->SP = &Top[-7];
#else
  uint64_t *SP = Top - 20;
  for (int I = 0; I < 20; ++I)
    SP[I] = 0;
  SP[1] = (uintptr_t)ogoGoroutineStart;
  Gp->SP = SP;
#endif
}

static G *createGoroutine(Closure *Entry, void *CreatorPC) {
  S.L.lock();
  G *Gp = S.Free;
  if (Gp)
    S.Free = Gp->SchedLink;
  int64_t Id = ++S.NextId;
  S.L.unlock();
  if (!Gp)
    Gp = (G *)allocatePermanent(sizeof(G));
  Gp->SchedLink = nullptr;
  allocateStack(Gp, Id == 1);
  Gp->Id = Id;
  Gp->Entry = Entry;
  Gp->CreatorPC = CreatorPC;
  G *Parent = getg();
  Gp->ParentId = Parent ? Parent->Id : 0;
  Gp->Labels = Parent ? Parent->Labels : nullptr;
  initContext(Gp);
  Gp->Status = GStatus::Runnable;
  Worker *W = getWorker();
  if (W)
    beginSwitch(W);
  S.L.lock();
  Gp->AllPrev = nullptr;
  Gp->AllNext = AllGoroutines;
  if (AllGoroutines)
    AllGoroutines->AllPrev = Gp;
  AllGoroutines = Gp;
  ++S.NumGoroutines;
  S.L.unlock();
  if (W)
    __atomic_store_n(&W->Switching, 0u, __ATOMIC_RELEASE);
  return Gp;
}

/// The main goroutine begins on the process's first thread: no other is started
/// for it.
void newMainGoroutine(Closure *Entry) {
  G *Gp = createGoroutine(Entry, nullptr);
  getWorker()->NextG = Gp;
}

G *newGoroutine(Closure *Entry, void *CreatorPC) {
  if (CreatorPC)
    startMonitor();
  G *Gp = createGoroutine(Entry, CreatorPC);
  ready(Gp);
  return Gp;
}

G *newParkedGoroutine(Closure *Entry, void *CreatorPC) {
  G *Gp = createGoroutine(Entry, CreatorPC);
  Gp->Status = GStatus::Waiting;
  return Gp;
}

void markSystemGoroutine(G *Gp) {
  LockGuard Guard(S.L);
  if (!Gp->System) {
    Gp->System = 1;
    --S.NumGoroutines;
  }
}

// System calls.

void enterSyscall() {
  Worker *W = getWorker();
  if (!W || !W->Current)
    return;
  W->Current->Status = GStatus::Syscall;
  ++W->SyscallTick;
  __atomic_store_n(&W->SyscallState, 1u, __ATOMIC_RELEASE);
}

/// Takes the slot of a worker that is in a system call. S.L held.
static bool retake(Worker *W) {
  uint32_t One = 1;
  if (!__atomic_compare_exchange_n(&W->SyscallState, &One, 2u, false,
                                   __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
    return false;
  dropSlot(W);
  ++S.InSyscall;
  return true;
}

void enterSyscallBlock() {
  enterSyscall();
  Worker *W = getWorker();
  if (!W || !W->Current)
    return;
  if (G *Next = __atomic_exchange_n(&W->NextG, nullptr, __ATOMIC_ACQ_REL))
    enqueue(Next, true);
  S.L.lock();
  retake(W);
  bool Start = S.Head && wakeOne();
  // Somebody must wait for timers and descriptors meanwhile.
  if (!S.Head && !S.PollerIdle && !Start && (nextTimer() || netpollHasWaiters()))
    Start = wakeOne();
  S.L.unlock();
  if (Start)
    startWorker();
}

static bool requeueAfterSyscall(G *Gp, void *) {
  Gp->Status = GStatus::Runnable;
  enqueue(Gp, false);
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
  S.L.lock();
  __atomic_store_n(&W->SyscallState, 0u, __ATOMIC_RELEASE);
  --S.InSyscall;
  if (S.SlotsUsed < S.MaxProcs) {
    takeSlot(W);
    S.L.unlock();
    W->Current->Status = GStatus::Running;
    return;
  }
  S.L.unlock();
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

/// Retakes slots from workers stuck in system calls and makes sure timers and
/// descriptors are looked at while every slot is busy.
static void *monitorThread(void *) {
  int64_t Delay = 20000;
  for (;;) {
    timespec T{0, Delay};
    nanosleep(&T, nullptr);
    if (isDying())
      continue;
    bool Did = false, Start = false;
    int64_t Now = nanotime();
    S.L.lock();
    int64_t Next = nextTimer();
    bool TimersDue = Next && Next <= Now;
    for (Worker *W = AllWorkers; W; W = W->AllNext) {
      if (__atomic_load_n(&W->SyscallState, __ATOMIC_ACQUIRE) == 1) {
        if (W->SeenSyscallTick != W->SyscallTick) {
          W->SeenSyscallTick = W->SyscallTick;
          continue;
        }
        if ((S.Head || W->NextG || TimersDue || !S.PollerIdle) && retake(W)) {
          if (G *Gp = __atomic_exchange_n(&W->NextG, nullptr, __ATOMIC_ACQ_REL))
            pushQueue(Gp);
          Start |= wakeOne();
          Did = true;
        }
      } else if (W->Current && W->Current->Unguarded) {
        // Every 10 ms: far less than filling half a stack takes.
        requestPreemption(W);
      } else if (W->Current && (S.Head || W->NextG || TimersDue)) {
        if (W->SeenTick != W->ScheduleTick) {
          W->SeenTick = W->ScheduleTick;
          W->SeenSince = Now;
        } else if (Now - W->SeenSince > 10000000) {
          W->SeenSince = Now;
          requestPreemption(W);
          Did = true;
        }
      }
    }
    bool Poll = !S.PollerIdle && (TimersDue || netpollHasWaiters());
    S.L.unlock();
    if (Start)
      startWorker();
    if (Poll) {
      runTimers(nanotime());
      pollNetwork(0);
    }
    Delay = Did ? 20000 : Delay < 5000000 ? Delay * 2 : 10000000;
    if (Delay > 10000000)
      Delay = 10000000;
  }
}

void initScheduler() {
  S.MaxProcs = 1;
  cpu_set_t Cpus;
  if (sched_getaffinity(0, sizeof(Cpus), &Cpus) == 0)
    S.MaxProcs = CPU_COUNT(&Cpus);
  if (const char *Env = getenv("GOMAXPROCS")) {
    int N = atoi(Env);
    if (N > 0)
      S.MaxProcs = N;
  }
  initRoots();
  auto *W = (Worker *)allocatePermanent(sizeof(Worker));
  W->Thread = pthread_self();
  CurrentWorker = W;
  registerWorkerThread(W);
  AllWorkers = W;
  S.NumWorkers = 1;
}

/// Needed once there are two goroutines or a timer: a program that only computes
/// never pays for the thread.
void startMonitor() {
  static uint32_t Started;
  if (__atomic_load_n(&Started, __ATOMIC_RELAXED) ||
      __atomic_exchange_n(&Started, 1u, __ATOMIC_SEQ_CST))
    return;
  pthread_t T;
  pthread_attr_t Attr;
  pthread_attr_init(&Attr);
  pthread_attr_setstacksize(&Attr, 256 << 10);
  sigset_t All, Old;
  sigfillset(&All);
  pthread_sigmask(SIG_SETMASK, &All, &Old);
  GC_pthread_create(&T, &Attr, monitorThread, nullptr);
  pthread_sigmask(SIG_SETMASK, &Old, nullptr);
  pthread_attr_destroy(&Attr);
}

int getMaxProcs() { return S.MaxProcs; }
int setMaxProcs(int N) {
  LockGuard Guard(S.L);
  int Old = S.MaxProcs;
  if (N > 0)
    S.MaxProcs = N;
  return Old;
}
int64_t countGoroutines() { return S.NumGoroutines; }

void forEachGoroutine(void (*Fn)(G *, void *), void *Arg) {
  bool Locked = !isDying();
  if (Locked)
    S.L.lock();
  for (G *Gp = AllGoroutines; Gp; Gp = Gp->AllNext)
    Fn(Gp, Arg);
  if (Locked)
    S.L.unlock();
}

OGO_GO_FN(void, goNewProc, "runtime.newproc", (Closure * Entry)) {
  // Unrecoverable in gc, too: there is no goroutine that could panic.
  if (!Entry)
    fatal("go of nil func value");
  newGoroutine(Entry, __builtin_return_address(0));
}

void lockGoroutineToThread(G *Gp) {
  Worker *W = getWorker();
  Gp->LockedWorker = W;
  W->LockedG = Gp;
}
void unlockGoroutineFromThread(G *Gp) {
  Worker *W = getWorker();
  W->LockedG = nullptr;
  Gp->LockedWorker = nullptr;
}

} // namespace ogo::rt
