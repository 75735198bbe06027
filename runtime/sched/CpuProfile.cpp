// CPU profiles: the kernel's timer of used processor time interrupts whichever
// thread runs, and the handler notes the return addresses on the stack in a
// ring, which runtime/pprof's reader empties. The handler neither allocates nor
// waits: what finds the ring full or in use is counted as lost.
#include "runtime/abi/GoFunction.h"
#include "runtime/panic/Walk.h"
#include "runtime/sched/Scheduler.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <ucontext.h>

namespace ogo::rt {

static constexpr unsigned MaxDepth = 64;
static constexpr uint64_t RingSize = 1 << 16; // words, a power of two

namespace {
/// Samples, each its depth, the time and the program counters.
struct Ring {
  uint64_t Words[RingSize];
  uint64_t Head, Tail; // ever growing; Tail is written next
  Atomic<uint64_t> Lost;
  Atomic<uint8_t> Busy;
  bool tryLock() { return !Busy.exchange((uint8_t)1, Order::Acquire); }
  void unlock() { Busy.store((uint8_t)0, Order::Release); }
};
} // namespace

static Ring Samples;
static Atomic<bool> On;
static struct sigaction Before;

static void note(const uintptr_t *PCs, uint64_t Depth) {
  // Others hold it for a copy only.
  bool Mine = false;
  for (unsigned Try = 0; Try < 1000 && !Mine; ++Try)
    Mine = Samples.tryLock();
  if (!Mine) {
    Samples.Lost.fetchAdd((uint64_t)1, Order::Relaxed);
    return;
  }
  if (Samples.Tail - Samples.Head + Depth + 2 > RingSize) {
    Samples.Lost.fetchAdd((uint64_t)1, Order::Relaxed);
  } else {
    auto put = [](uint64_t W) { Samples.Words[Samples.Tail++ % RingSize] = W; };
    put(Depth);
    put((uint64_t)nanotime());
    for (uint64_t I = 0; I < Depth; ++I)
      put(PCs[I]);
  }
  Samples.unlock();
}

static void profileHandler(int, siginfo_t *, void *Context) {
  if (!On.load(Order::Relaxed))
    return;
  int Saved = errno;
  auto &M = ((ucontext_t *)Context)->uc_mcontext;
#ifdef __x86_64__
  auto PC = (uintptr_t)M.gregs[REG_RIP], SP = (uintptr_t)M.gregs[REG_RSP],
       FP = (uintptr_t)M.gregs[REG_RBP];
#else
  auto PC = (uintptr_t)M.pc, SP = (uintptr_t)M.sp, FP = (uintptr_t)M.regs[29];
#endif
  uintptr_t PCs[MaxDepth];
  unsigned Depth = 0;
  // Readers take one off each, as return addresses need it.
  PCs[Depth++] = PC + 1;
  G *Gp = getg();
  // Library code may use the register for other things: only what leads up the
  // goroutine's own stack is a frame.
  auto Low = SP, High = Gp ? (uintptr_t)Gp->StackHi : 0;
  if (Gp && SP >= (uintptr_t)Gp->StackLo)
    while (Depth < MaxDepth && FP >= Low && FP + 16 <= High && FP % 8 == 0) {
      uintptr_t Return = ((uintptr_t *)FP)[1];
      if (!Return)
        break;
      PCs[Depth++] = Return;
      Low = FP + 16;
      FP = *(uintptr_t *)FP;
    }
  note(PCs, Depth);
  errno = Saved;
}

// runtime.setcpuprofilerate(hz): samples for each second of processor time; 0
// ends the profile.
OGO_GO_FN(void, setCpuProfileRate, "runtime.setcpuprofilerate", (int64_t Hz)) {
  itimerval Every = {};
  if (Hz > 0) {
    struct sigaction A = {};
    A.sa_sigaction = profileHandler;
    A.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
    sigfillset(&A.sa_mask);
    sigaction(SIGPROF, &A, &Before);
    On.store(true, Order::Relaxed);
    int64_t Micros = Hz >= 1000000 ? 1 : 1000000 / Hz;
    Every.it_interval.tv_sec = Micros / 1000000;
    Every.it_interval.tv_usec = Micros % 1000000;
    Every.it_value = Every.it_interval;
    setitimer(ITIMER_PROF, &Every, nullptr);
    return;
  }
  setitimer(ITIMER_PROF, &Every, nullptr);
  // A signal may be under way still; the system would end the program for it.
  On.store(false, Order::Release);
  if ((Before.sa_flags & SA_SIGINFO) || Before.sa_handler != SIG_DFL)
    sigaction(SIGPROF, &Before, nullptr);
}

// runtime.readcpuprofile(buf, len) int: samples as runtime/pprof wants them
// (-1: there will be no more), {words, time, count, pcs...}, each call that was
// inlined with a pc of its own.
OGO_GO_FN(int64_t, readCpuProfile, "runtime.readcpuprofile",
          (uint64_t *Out, int64_t Len)) {
  constexpr int64_t Largest = 3 + MaxDepth * 4;
  int64_t N = 0;
  bool More = On.load(Order::Acquire);
  while (N + Largest <= Len) {
    uintptr_t PCs[MaxDepth];
    uint64_t Depth = 0, Time = 0;
    // The handler must not find the lock with the thread it interrupts.
    sigset_t Prof, Old;
    sigemptyset(&Prof);
    sigaddset(&Prof, SIGPROF);
    pthread_sigmask(SIG_BLOCK, &Prof, &Old);
    while (!Samples.tryLock())
      ;
    if (Samples.Head != Samples.Tail) {
      auto take = [] { return Samples.Words[Samples.Head++ % RingSize]; };
      Depth = take();
      Time = take();
      for (uint64_t I = 0; I < Depth; ++I)
        PCs[I] = take();
    }
    Samples.unlock();
    pthread_sigmask(SIG_SETMASK, &Old, nullptr);
    if (!Depth)
      break;
    uint64_t *Sample = Out + N;
    int64_t Words =
        3 + expandCallers(PCs, Depth, (uintptr_t *)Sample + 3, Largest - 3);
    Sample[0] = Words;
    Sample[1] = Time;
    Sample[2] = 1;
    N += Words;
  }
  if (N + 4 <= Len)
    if (uint64_t Lost = Samples.Lost.exchange((uint64_t)0, Order::Relaxed)) {
      uint64_t Record[] = {4, (uint64_t)nanotime(), 0, Lost};
      memcpy(Out + N, Record, sizeof(Record));
      N += 4;
    }
  return N || More ? N : -1;
}

} // namespace ogo::rt
