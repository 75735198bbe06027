// The scheduler as Go code sees it: package runtime's functions and the hooks
// of sync, iter and internal/runtime.
#include "runtime/abi/GoFunction.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Bubble.h"
#include "runtime/sched/Scheduler.h"

#include <sched.h>
#include <stdlib.h>

namespace ogo::rt {

OGO_GO_FN(void, goGosched, "runtime.Gosched", ()) { yieldGoroutine(); }
OGO_GO_FN(int64_t, goGoMaxProcs, "runtime.GOMAXPROCS", (int64_t N)) {
  return setMaxProcs((int)(N > 1024 ? 1024 : N));
}
OGO_GO_FN(int64_t, goCPUCount, "runtime.cpucount", ()) {
  return defaultMaxProcs();
}
OGO_GO_FN(uint8_t, goMaxProcsFromEnv, "runtime.maxprocsfromenv", ()) {
  const char *Env = getenv("GOMAXPROCS");
  return Env && atoi(Env) > 0;
}
OGO_GO_FN(int64_t, goNumCPU, "runtime.NumCPU", ()) {
  cpu_set_t Cpus;
  return sched_getaffinity(0, sizeof(Cpus), &Cpus) == 0 ? CPU_COUNT(&Cpus) : 1;
}
OGO_GO_FN(int64_t, goNumGoroutine, "runtime.NumGoroutine", ()) {
  return countGoroutines();
}
OGO_GO_FN(uint64_t, goGoid, "runtime.goid", ()) { return (uint64_t)getg()->Id; }

OGO_GO_FN(void, goLockOSThread, "runtime.LockOSThread", ()) {
  G *Gp = getg();
  if (Gp->LockCount++ == 0)
    lockGoroutineToThread(Gp);
}
OGO_GO_FN(void, goUnlockOSThread, "runtime.UnlockOSThread", ()) {
  G *Gp = getg();
  if (Gp->LockCount && --Gp->LockCount == 0)
    unlockGoroutineFromThread(Gp);
}
OGO_GO_FN(void, goBreakpoint, "runtime.Breakpoint", ()) {
  __builtin_debugtrap();
}

/// Pins the goroutine to its slot, whose number is below GOMAXPROCS: where that
/// was just lowered, the goroutine first gets itself another slot.
static int64_t pin() {
  for (;;) {
    Worker *W = getWorker();
    ++W->NoPreempt;
    if (W->SlotId < getMaxProcs())
      return W->SlotId;
    --W->NoPreempt;
    yieldGoroutine();
  }
}

#define PROC_PIN(PREFIX, PKG)                                                  \
  OGO_GO_FN(int64_t, PREFIX##ProcPin, PKG ".runtime_procPin", ()) {            \
    return pin();                                                              \
  }                                                                            \
  OGO_GO_FN(void, PREFIX##ProcUnpin, PKG ".runtime_procUnpin", ()) {           \
    enablePreemption();                                                        \
  }
PROC_PIN(sync, "sync")
PROC_PIN(atomic, "sync/atomic")
PROC_PIN(runtime, "runtime")
#undef PROC_PIN

// Coroutines of package iter: two goroutines that hand over to each other.

namespace {
struct Coro {
  Closure *Func; ///< func(*coro)
  G *Waiting;    ///< The side that does not run.
};
using CoroFn = OGO_SWIFTCALL void (*)(Coro *);
struct CoroEntry {
  void *Code;
  Coro *C;
};
} // namespace

static bool switchCoro(G *Gp, void *Arg) {
  auto *C = (Coro *)Arg;
  G *Next = C->Waiting;
  C->Waiting = Gp;
  ready(Next);
  return true;
}

/// The coroutine's own goroutine starts here; its closure arrives as the entry.
static OGO_SWIFTCALL void coroMain() {
  auto *E = (CoroEntry *)getg()->Entry;
  getg()->Coro = E->C;
  OGO_CALL_CLOSURE(CoroFn, E->C->Func, E->C);
}

// Also after a Goexit, which coroMain does not see.
void leaveCoro(G *Gp) {
  auto *C = (Coro *)Gp->Coro;
  Gp->Coro = nullptr;
  G *Next = C->Waiting;
  C->Waiting = nullptr;
  ready(Next);
}

OGO_GO_FN(Coro *, goNewCoro, "runtime.newcoro", (Closure * Func)) {
  auto *C = (Coro *)allocate(sizeof(Coro), false);
  auto *E = (CoroEntry *)allocate(sizeof(CoroEntry), false);
  C->Func = Func;
  E->Code = (void *)coroMain;
  E->C = C;
  C->Waiting = newParkedGoroutine((Closure *)E, __builtin_return_address(0),
                                  WaitReason::Coroutine);
  return C;
}
OGO_GO_FN(void, goCoroSwitch, "runtime.coroswitch", (Coro * C)) {
  if (!C->Waiting)
    throwError("coroswitch on exited coro");
  park(switchCoro, C, durableInBubble(WaitReason::Coroutine));
}

// What crypto remembers of each goroutine.
OGO_GO_FN(uint8_t, fipsGetIndicator, "crypto/internal/fips140.getIndicator",
          ()) {
  return getg()->FipsIndicator;
}
OGO_GO_FN(void, fipsSetIndicator, "crypto/internal/fips140.setIndicator",
          (uint32_t V)) {
  getg()->FipsIndicator = (uint8_t)V;
}
OGO_GO_FN(void, fipsSetBypass, "crypto/fips140.setBypass", ()) {
  getg()->FipsBypass = 1;
}
OGO_GO_FN(void, fipsUnsetBypass, "crypto/fips140.unsetBypass", ()) {
  getg()->FipsBypass = 0;
}
OGO_GO_FN(uint8_t, fipsIsBypassed, "crypto/fips140.isBypassed", ()) {
  return getg()->FipsBypass;
}
// internal/cpu never says that the processor has this, so nobody asks for it.
OGO_GO_FN(uint8_t, ditSetEnabled, "crypto/subtle.setDITEnabled", ()) {
  throwError("data independent timing is not supported");
}
OGO_GO_FN(void, ditSetDisabled, "crypto/subtle.setDITDisabled", ()) {
  throwError("data independent timing is not supported");
}

// runtime/pprof labels: a *label.Set.
OGO_GO_FN(void, pprofSetLabels, "runtime/pprof.runtime_setProfLabel",
          (void *L)) {
  getg()->Labels = L;
}
OGO_GO_FN(void *, pprofGetLabels, "runtime/pprof.runtime_getProfLabel", ()) {
  return getg()->Labels;
}

OGO_GO_FN(int64_t, debugSetMaxThreads, "runtime/debug.setMaxThreads",
          (int64_t N)) {
  static int64_t Max = 10000;
  int64_t Old = Max;
  Max = N;
  return Old;
}

} // namespace ogo::rt
