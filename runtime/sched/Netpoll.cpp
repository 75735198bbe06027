// The network poller behind internal/poll: edge-triggered epoll, one descriptor
// per open file, goroutines parked per direction.
#include "runtime/abi/GoFunction.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Scheduler.h"
#include "runtime/sched/Timer.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace ogo::rt {

namespace {
/// The states of one direction: nobody, ready, or the parked goroutine.
constexpr uintptr_t Nobody = 0, Ready = 1, Waiting = 2;

struct PollDesc {
  PollDesc *Link; ///< Free list.
  RankedLock<LockRank::PollDesc> L;
  uint64_t Fd;
  Atomic<uintptr_t> State[2];  ///< Read, write; > 2: a G *.
  Atomic<int64_t> Deadline[2]; ///< 0 none, < 0 expired.
  Timer T[2];
  Atomic<uint32_t>
      Generation; ///< Of the descriptor's use, so that old events miss.
  Atomic<bool> Closing;
  Atomic<bool> EventError;
};

enum PollError { NoError, ErrClosing, ErrTimeout, ErrNotPollable };
} // namespace

static Atomic<int> Epoll = -1;
static int Breaker = -1; ///< eventfd that ends a wait.
static Atomic<uint32_t> BreakPending;
static RankedLock<LockRank::PollInit> InitLock;
static RankedLock<LockRank::PollFree> FreeLock;
static PollDesc *FreeDescs GUARDED_BY(FreeLock);
static Atomic<int64_t> NumWaiters;

static void initPoller() {
  LockGuard Guard(InitLock);
  if (Epoll.own() >= 0)
    return;
  int E = epoll_create1(EPOLL_CLOEXEC);
  if (E < 0)
    throwError("runtime: netpollinit failed");
  Breaker = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  epoll_event Ev{};
  Ev.events = EPOLLIN;
  Ev.data.ptr = nullptr;
  epoll_ctl(E, EPOLL_CTL_ADD, Breaker, &Ev);
  Epoll.store(E, Order::Release);
}

bool netpollHasWaiters() { return NumWaiters.load(Order::SeqCst) > 0; }

void interruptPoll() {
  initPoller();
  if (BreakPending.exchange(1u, Order::SeqCst))
    return;
  uint64_t One = 1;
  while (write(Breaker, &One, 8) < 0 && errno == EINTR)
    ;
}

/// Marks a direction ready (or just ends its wait) and returns the goroutine to
/// run, if one waits.
static G *unblock(PollDesc *D, int Mode, bool IOReady) {
  for (;;) {
    uintptr_t Old = D->State[Mode].load(Order::SeqCst);
    if (Old == Ready || (Old == Nobody && !IOReady))
      return nullptr;
    uintptr_t New = IOReady ? Ready : Nobody;
    if (!D->State[Mode].compareExchange(Old, New, Order::SeqCst, Order::SeqCst))
      continue;
    return Old > Waiting ? (G *)Old : nullptr;
  }
}

static void readyWaiter(G *Gp) {
  if (!Gp)
    return;
  ready(Gp);
  // Only now: deadlock detection must not see neither.
  NumWaiters.fetchSub(1, Order::SeqCst);
}

void pollNetwork(int64_t Timeout) {
  if (Timeout != 0)
    initPoller();
  int E = Epoll.load(Order::Acquire);
  if (E < 0)
    return;
  int Ms = Timeout < 0                 ? -1
           : Timeout == 0              ? 0
           : Timeout > 1000000000000ll ? 1000000
                                       : (int)((Timeout + 999999) / 1000000);
  epoll_event Events[64];
  int N;
  // Sub-millisecond waits sleep exactly: timers are promised to be close.
  if (Timeout > 0 && Timeout < 1000000000ll) {
    timespec T{0, Timeout};
    N = (int)syscall(SYS_epoll_pwait2, E, Events, 64, &T, nullptr, 0);
    if (N < 0 && errno == ENOSYS)
      N = epoll_wait(E, Events, 64, Ms);
  } else {
    N = epoll_wait(E, Events, 64, Ms);
  }
  for (int I = 0; I < N; ++I) {
    if (!Events[I].data.ptr) {
      // For the worker that sleeps here; it would never see what another read.
      if (Timeout == 0)
        continue;
      uint64_t Count;
      while (read(Breaker, &Count, 8) < 0 && errno == EINTR)
        ;
      BreakPending.store(0u, Order::SeqCst);
      continue;
    }
    // The low bits of the address carry the generation.
    auto Word = (uintptr_t)Events[I].data.ptr;
    auto *D = (PollDesc *)(Word & ~(uintptr_t)15);
    if ((D->Generation.load(Order::Relaxed) & 15) != (Word & 15))
      continue;
    uint32_t Ev = Events[I].events;
    D->EventError.store(Ev == EPOLLERR, Order::Relaxed);
    if (Ev & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR))
      readyWaiter(unblock(D, 0, true));
    if (Ev & (EPOLLOUT | EPOLLHUP | EPOLLERR))
      readyWaiter(unblock(D, 1, true));
  }
}

OGO_GO_FN(void, pollServerInit, "internal/poll.runtime_pollServerInit", ()) {
  initPoller();
}
OGO_GO_FN(uint8_t, pollIsServerDescriptor,
          "internal/poll.runtime_isPollServerDescriptor", (uint64_t Fd)) {
  return Epoll.own() >= 0 && ((int)Fd == Epoll.own() || (int)Fd == Breaker);
}

namespace {
struct OpenResult {
  PollDesc *D;
  int64_t Errno;
};
} // namespace

OGO_GO_FN(OpenResult, pollOpen, "internal/poll.runtime_pollOpen",
          (uint64_t Fd)) {
  initPoller();
  FreeLock.lock();
  PollDesc *D = FreeDescs;
  if (D)
    FreeDescs = D->Link;
  FreeLock.unlock();
  if (!D) {
    // Kept for ever: a late event may still name it.
    D = (PollDesc *)allocatePermanent(sizeof(PollDesc) + 16);
    D = (PollDesc *)(((uintptr_t)D + 15) & ~(uintptr_t)15);
  }
  D->L.lock();
  D->Fd = Fd;
  for (Atomic<uintptr_t> &State : D->State)
    State.store(Nobody, Order::SeqCst);
  D->Deadline[0].setOwn(0);
  D->Deadline[1].setOwn(0);
  D->T[0].Index = D->T[1].Index = -1;
  D->Closing.store(false, Order::Relaxed);
  D->EventError.store(false, Order::Relaxed);
  D->Generation.store(D->Generation.own() + 1, Order::Relaxed);
  D->L.unlock();
  epoll_event Ev{};
  Ev.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  Ev.data.ptr = (void *)((uintptr_t)D | (D->Generation.own() & 15));
  if (epoll_ctl(Epoll.own(), EPOLL_CTL_ADD, (int)Fd, &Ev) < 0) {
    int Err = errno;
    LockGuard Guard(FreeLock);
    D->Link = FreeDescs;
    FreeDescs = D;
    return {nullptr, Err};
  }
  return {D, 0};
}

OGO_GO_FN(void, pollClose, "internal/poll.runtime_pollClose", (PollDesc * D)) {
  if (!D->Closing.own())
    throwError("runtime: close polldesc w/o unblock");
  epoll_event Ev{};
  epoll_ctl(Epoll.own(), EPOLL_CTL_DEL, (int)D->Fd, &Ev);
  LockGuard Guard(FreeLock);
  D->Generation.store(D->Generation.own() + 1, Order::Relaxed);
  D->Link = FreeDescs;
  FreeDescs = D;
}

static PollError check(PollDesc *D, int Mode) {
  if (D->Closing.load(Order::SeqCst))
    return ErrClosing;
  if (D->Deadline[Mode].load(Order::SeqCst) < 0)
    return ErrTimeout;
  if (Mode == 0 && D->EventError.load(Order::Relaxed))
    return ErrNotPollable;
  return NoError;
}

static int modeOf(int64_t Mode) { return Mode == 'r' ? 0 : 1; }

OGO_GO_FN(int64_t, pollReset, "internal/poll.runtime_pollReset",
          (PollDesc * D, int64_t Mode)) {
  int M = modeOf(Mode);
  if (PollError E = check(D, M))
    return E;
  D->State[M].store(Nobody, Order::SeqCst);
  return NoError;
}

namespace {
struct Blocking {
  PollDesc *D;
  int Mode;
  bool IgnoreErrors;
};
} // namespace

/// Publishes the parked goroutine unless the direction became ready meanwhile.
static bool commitBlock(G *Gp, void *Arg) {
  auto *B = (Blocking *)Arg;
  uintptr_t Expected = Waiting;
  NumWaiters.fetchAdd(1, Order::SeqCst);
  if (B->D->State[B->Mode].compareExchange(Expected, (uintptr_t)Gp,
                                           Order::SeqCst, Order::SeqCst))
    return true;
  NumWaiters.fetchSub(1, Order::SeqCst);
  return false;
}

static bool blockOn(PollDesc *D, int M, bool WaitIO) {
  for (;;) {
    uintptr_t Old = D->State[M].load(Order::SeqCst);
    if (Old == Ready) {
      if (D->State[M].compareExchange(Old, Nobody, Order::SeqCst,
                                      Order::SeqCst))
        return true;
      continue;
    }
    if (Old != Nobody)
      throwError("runtime: double wait");
    if (D->State[M].compareExchange(Old, Waiting, Order::SeqCst, Order::SeqCst))
      break;
  }
  // Errors are checked after the state is published: whoever sets them looks at
  // the state afterwards.
  if (WaitIO || check(D, M) == NoError) {
    Blocking B{D, M, WaitIO};
    park(commitBlock, &B, WaitReason::IOWait);
  }
  uintptr_t Old = D->State[M].exchange(Nobody, Order::SeqCst);
  if (Old > Waiting)
    throwError("runtime: corrupted polldesc");
  return Old == Ready;
}

OGO_GO_FN(int64_t, pollWait, "internal/poll.runtime_pollWait",
          (PollDesc * D, int64_t Mode)) {
  int M = modeOf(Mode);
  if (PollError E = check(D, M))
    return E;
  while (!blockOn(D, M, false))
    if (PollError E = check(D, M))
      return E;
  return NoError;
}
OGO_GO_FN(void, pollWaitCanceled, "internal/poll.runtime_pollWaitCanceled",
          (PollDesc * D, int64_t Mode)) {
  while (!blockOn(D, modeOf(Mode), true))
    ;
}

static void deadlinePassed(Timer *T, int64_t) {
  auto *D = (PollDesc *)T->Arg.Data;
  int M = T == &D->T[0] ? 0 : 1;
  D->L.lock();
  G *Gp = nullptr;
  if (T->Seq == D->Generation.own() && D->Deadline[M].own() > 0) {
    D->Deadline[M].store(-1, Order::SeqCst);
    Gp = unblock(D, M, false);
  }
  D->L.unlock();
  readyWaiter(Gp);
}

OGO_GO_FN(void, pollSetDeadline, "internal/poll.runtime_pollSetDeadline",
          (PollDesc * D, int64_t When, int64_t Mode)) {
  G *Wake[2] = {nullptr, nullptr};
  if (When > 0) {
    // A duration from now.
    When += nanotime();
    if (When < 0)
      When = INT64_MAX;
  }
  for (int M = 0; M < 2; ++M) {
    if (Mode != 'r' + 'w' && modeOf(Mode) != M)
      continue;
    stopTimer(&D->T[M]);
    D->L.lock();
    if (D->Closing.own()) {
      D->L.unlock();
      continue;
    }
    D->Deadline[M].store(When, Order::SeqCst);
    if (When < 0)
      Wake[M] = unblock(D, M, false);
    uint32_t Generation = D->Generation.own();
    D->L.unlock();
    if (When > 0) {
      D->T[M].Callback = deadlinePassed;
      D->T[M].Arg.Data = D;
      D->T[M].Seq = Generation;
      setTimer(&D->T[M], When);
    }
  }
  readyWaiter(Wake[0]);
  readyWaiter(Wake[1]);
}

OGO_GO_FN(void, pollUnblock, "internal/poll.runtime_pollUnblock",
          (PollDesc * D)) {
  D->L.lock();
  if (D->Closing.own())
    throwError("runtime: unblock on closing polldesc");
  D->Closing.store(true, Order::SeqCst);
  G *R = unblock(D, 0, false), *W = unblock(D, 1, false);
  D->L.unlock();
  stopTimer(&D->T[0]);
  stopTimer(&D->T[1]);
  readyWaiter(R);
  readyWaiter(W);
}

} // namespace ogo::rt
