// Signals. The program's interest (os/signal) is a set; the handler records a
// pending bit and wakes the goroutine in signal_recv, which waits in a system
// call of its own. What the program does not ask for has the action that
// package os/signal documents: SIGHUP, SIGINT and SIGTERM end the program,
// SIGQUIT and what else stands for an error do with tracebacks, SIGPIPE is an
// EPIPE error, stops and continues are the system's, and most others are caught
// for nothing.
#include "runtime/os/Signals.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/mem/Threads.h"
#include "runtime/os/Print.h"
#include "runtime/panic/Panic.h"
#include "runtime/panic/Walk.h"
#include "runtime/sched/Scheduler.h"
#include "runtime/sync/Lock.h"

#include <string.h>
#include <ucontext.h>

namespace ogo::rt {

static constexpr int NumSignals = 65;
static Atomic<uint64_t> Wanted[2], Pending[2], Ignored[2];
static Atomic<uint32_t> Arrivals; ///< Futex word: bumped with each pending bit.
static Atomic<uint32_t> Receiving;
static bool StartedIgnored[NumSignals];

static bool test(const Atomic<uint64_t> *Set, int S) {
  return Set[S / 64].load(Order::SeqCst) >> (S % 64) & 1;
}
static void set(Atomic<uint64_t> *Set, int S) {
  Set[S / 64].fetchOr(1ull << (S % 64), Order::SeqCst);
}
static void reset(Atomic<uint64_t> *Set, int S) {
  Set[S / 64].fetchAnd(~(1ull << (S % 64)), Order::SeqCst);
}

static void post(int S) {
  set(Pending, S);
  Arrivals.fetchAdd(1, Order::SeqCst);
  futexWake(&Arrivals, 1);
}

static void dieFrom(int Signal) {
  struct sigaction A;
  memset(&A, 0, sizeof(A));
  A.sa_handler = SIG_DFL;
  sigaction(Signal, &A, nullptr);
  sigset_t Mask;
  sigemptyset(&Mask);
  sigaddset(&Mask, Signal);
  sigprocmask(SIG_UNBLOCK, &Mask, nullptr);
  raise(Signal);
  _exit(2);
}

const char *deadlySignal(int Signal) {
  switch (Signal) {
  case SIGQUIT:
    return "SIGQUIT: quit";
  case SIGILL:
    return "SIGILL: illegal instruction";
  case SIGTRAP:
    return "SIGTRAP: trace trap";
  case SIGABRT:
    return "SIGABRT: abort";
  case SIGBUS:
    return "SIGBUS: bus error";
  case SIGFPE:
    return "SIGFPE: floating-point exception";
  case SIGSEGV:
    return "SIGSEGV: segmentation violation";
  case SIGSTKFLT:
    return "SIGSTKFLT: stack fault";
  case SIGSYS:
    return "SIGSYS: bad system call";
  default:
    return nullptr;
  }
}

[[noreturn]] static void
dieWithTraceback(const char *Name, const siginfo_t *Info, void *Context) {
  auto &M = ((ucontext_t *)Context)->uc_mcontext;
#ifdef __x86_64__
  auto PC = (uintptr_t)M.gregs[REG_RIP], FP = (uintptr_t)M.gregs[REG_RBP];
#else
  uintptr_t PC = M.pc, FP = M.regs[29];
#endif
  beginDying();
  print(Name);
  print("\nPC=");
  printHex(PC);
  print(" m=0 sigcode=");
  printUint((uint64_t)(int64_t)Info->si_code);
  if (Info->si_signo == SIGSEGV || Info->si_signo == SIGBUS) {
    print(" addr=");
    printHex((uintptr_t)Info->si_addr);
  }
  print("\n");
  G *Gp = getg();
  if (Gp)
    printTraceback((void *)PC, (void *)FP);
  printAllTracebacks(Gp, tracebackLevel().Detail);
  print("\n");
  _exit(2);
}

/// Signals that do nothing unless the program asks for them, where the system
/// would end it.
static bool isIdle(int S) {
  switch (S) {
  case SIGUSR1:
  case SIGUSR2:
  case SIGALRM:
  case SIGVTALRM:
  case SIGXCPU:
  case SIGXFSZ:
  case SIGPROF:
  case SIGIO:
  case SIGPWR:
    return true;
  default:
    return S >= 35;
  }
}

void forwardSignal(int Signal, siginfo_t *Info, void *Context) {
  if (test(Wanted, Signal)) {
    post(Signal);
    return;
  }
  if (Signal == SIGPIPE || isIdle(Signal))
    return;
  if (const char *Name = deadlySignal(Signal))
    dieWithTraceback(Name, Info, Context);
  dieFrom(Signal);
}

static void install(int Signal) {
  struct sigaction A;
  memset(&A, 0, sizeof(A));
  A.sa_sigaction = forwardSignal;
  A.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
  sigfillset(&A.sa_mask);
  sigaction(Signal, &A, nullptr);
}

/// Signals whose handlers belong to the runtime or to the collector.
static bool isReserved(uint32_t S) {
  return S == 0 || S >= NumSignals || S == SIGSEGV || S == SIGBUS ||
         S == SIGFPE || S == SIGURG || S == SIGKILL || S == SIGSTOP ||
         S == 32 || S == 33 || isCollectorSignal((int)S);
}

void initSignals() {
  for (int S = 1; S < NumSignals; ++S) {
    struct sigaction A;
    if (deadlySignal(S)) {
      if (!isReserved((uint32_t)S))
        install(S);
    } else if (sigaction(S, nullptr, &A) == 0 && A.sa_handler == SIG_IGN) {
      StartedIgnored[S] = true;
      set(Ignored, S);
    } else if (isIdle(S) && !isReserved((uint32_t)S)) {
      install(S);
    }
  }
  install(SIGPIPE);
}

OGO_GO_FN(void, signalEnable, "os/signal.signal_enable", (uint32_t S)) {
  if (S >= NumSignals || S == 0)
    return;
  set(Wanted, (int)S);
  reset(Ignored, (int)S);
  if (!isReserved(S))
    install((int)S);
}
OGO_GO_FN(void, signalDisable, "os/signal.signal_disable", (uint32_t S)) {
  if (S >= NumSignals || S == 0)
    return;
  reset(Wanted, (int)S);
  if (isReserved(S) || S == SIGPIPE || deadlySignal((int)S))
    return;
  struct sigaction A;
  memset(&A, 0, sizeof(A));
  if (isIdle((int)S) && !StartedIgnored[S])
    return install((int)S);
  A.sa_handler = StartedIgnored[S] ? SIG_IGN : SIG_DFL;
  sigaction((int)S, &A, nullptr);
}
OGO_GO_FN(void, signalIgnore, "os/signal.signal_ignore", (uint32_t S)) {
  if (S >= NumSignals || S == 0)
    return;
  reset(Wanted, (int)S);
  set(Ignored, (int)S);
  if (!isReserved(S))
    signal((int)S, SIG_IGN);
}
OGO_GO_FN(uint8_t, signalIgnored, "os/signal.signal_ignored", (uint32_t S)) {
  return S < NumSignals && test(Ignored, (int)S);
}
OGO_GO_FN(uint32_t, signalRecv, "os/signal.signal_recv", ()) {
  for (;;) {
    uint32_t Seen = Arrivals.load(Order::SeqCst);
    for (int I = 0; I < 2; ++I)
      if (uint64_t Bits = Pending[I].load(Order::SeqCst)) {
        int S = I * 64 + __builtin_ctzll(Bits);
        reset(Pending, S);
        // Also if it is not wanted any more: it was when it came, and would be
        // lost for who stops listening at this moment.
        return (uint32_t)S;
      }
    Receiving.store(1u, Order::SeqCst);
    enterSyscallBlock();
    futexWait(&Arrivals, Seen);
    exitSyscall();
    Receiving.store(0u, Order::SeqCst);
  }
}
OGO_GO_FN(void, signalWaitUntilIdle, "os/signal.signalWaitUntilIdle", ()) {
  while (Pending[0].load(Order::SeqCst) || Pending[1].load(Order::SeqCst) ||
         !Receiving.load(Order::SeqCst))
    yieldGoroutine();
}
// A write to a broken standard output or error ends the program as the signal
// would have.
OGO_GO_FN(void, osSigpipe, "os.sigpipe", ()) {
  if (test(Wanted, SIGPIPE) || test(Ignored, SIGPIPE))
    return;
  dieFrom(SIGPIPE);
}

} // namespace ogo::rt
