// Asynchronous preemption of goroutines that run for long without a call into
// the scheduler. SIGURG interrupts the thread; when it was in Go code (and in
// none of the runtime's own), the handler makes the goroutine continue in a
// trampoline on its own stack that saves everything, yields, and goes back.
#include "runtime/abi/GoFunction.h"
#include "runtime/os/Print.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/SchedulerState.h"
#include "runtime/sched/Stack.h"
#include "runtime/sym/Sym.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <ucontext.h>

namespace ogo::rt {

extern "C" void ogoAsyncPreempt();
extern "C" void ogoPreemptPark() {
  int Saved = errno;
  yieldGoroutine();
  errno = Saved;
}

void requestPreemption(Worker *W) { pthread_kill(W->Thread, SIGURG); }

/// Whether the goroutine interrupted at PC may be switched away from.
static bool canPreempt(Worker *W, G *Gp, uintptr_t PC, uintptr_t SP) {
  if (!W || !Gp || W->NoPreempt || W->SyscallState.own() ||
      W->Switching.load(Order::Relaxed))
    return false;
  // Room for the saved state.
  if (SP < (uintptr_t)Gp->StackLo + 16384 || SP > (uintptr_t)Gp->StackHi)
    return false;
  return isPreemptibleCode(PC);
}

/// The goroutine is in the runtime's own code. One that allocates all the time
/// nearly always is: an allocation will yield.
static void postpone(G *Gp) {
  if (Gp)
    Gp->PreemptRequested.store((uint8_t)1, Order::Relaxed);
}

void yieldIfRequested() {
  G *Gp = getg();
  Worker *W = getWorker();
  if (Gp && Gp->PreemptRequested.load(Order::Relaxed) &&
      W->Current.own() == Gp && !W->NoPreempt)
    yieldGoroutine();
}

/// What guards do not see: that a stack without one is full, that a stack is
/// deeper than the program allows.
static void checkDepth(G *Gp, uintptr_t PC, uintptr_t SP, uintptr_t FP) {
  if (!Gp)
    return;
  bool Inside = SP >= (uintptr_t)Gp->StackLo && SP < (uintptr_t)Gp->StackHi;
  if ((Gp->Unguarded && isNearlyFull(Gp, SP)) ||
      (Inside && (int64_t)((uintptr_t)Gp->StackHi - SP) > maxStack()))
    reportStackOverflow((void *)PC, (void *)SP, (void *)FP);
}

// runtime/debug.setMaxStack: from now on the monitor interrupts whatever runs
// for long, and the handler looks how deep it is.
OGO_GO_FN(int64_t, debugSetMaxStack, "runtime/debug.setMaxStack", (int64_t N)) {
  int64_t Old = setMaxStack(N);
  if (!areStacksLimited())
    return Old;
  for (Worker *W = AllWorkers.load(Order::Acquire); W; W = W->AllNext)
    W->CheckDepth.store(true, Order::Relaxed);
  startMonitor();
  return Old;
}

#ifdef __x86_64__
static void preemptHandler(int, siginfo_t *, void *Context) {
  auto &R = ((ucontext_t *)Context)->uc_mcontext.gregs;
  auto PC = (uintptr_t)R[REG_RIP], SP = (uintptr_t)R[REG_RSP];
  checkDepth(getg(), PC, SP, (uintptr_t)R[REG_RBP]);
  if (!canPreempt(getWorker(), getg(), PC, SP)) {
    postpone(getg());
    return;
  }
  // Below the red zone; the trampoline returns with "ret $128".
  SP -= 128 + 8;
  *(uintptr_t *)SP = PC;
  R[REG_RSP] = (greg_t)SP;
  R[REG_RIP] = (greg_t)(uintptr_t)ogoAsyncPreempt;
}
#else
/// What rt_sigreturn reads from the stack.
struct SignalFrame {
  siginfo_t Info;
  ucontext_t Context;
};

/// The goroutine may go on in another thread, which keeps its own alternate
/// stack: two threads that handle signals on one would destroy each other's
/// frames.
extern "C" void ogoKeepSignalStack(SignalFrame *F) {
  sigaltstack(nullptr, &F->Context.uc_stack);
}

static void preemptHandler(int, siginfo_t *, void *Context) {
  auto *UC = (ucontext_t *)Context;
  auto &M = UC->uc_mcontext;
  checkDepth(getg(), M.pc, M.sp, M.regs[29]);
  if (!canPreempt(getWorker(), getg(), M.pc, M.sp)) {
    postpone(getg());
    return;
  }
  // The trampoline returns through rt_sigreturn: nothing else restores every
  // register on this target.
  auto *F = (SignalFrame *)((M.sp - sizeof(SignalFrame) - 64) & ~15ull);
  memcpy(&F->Context, UC, sizeof(ucontext_t));
  M.sp = (uintptr_t)F;
  M.regs[29] = 0;
  M.pc = (uintptr_t)ogoAsyncPreempt;
}
#endif

void initPreemption() {
  struct sigaction A;
  memset(&A, 0, sizeof(A));
  A.sa_sigaction = preemptHandler;
  A.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
  sigfillset(&A.sa_mask);
  sigaction(SIGURG, &A, nullptr);
}

} // namespace ogo::rt
