// The scheduler as Go code sees it: package runtime's functions and the hooks of
// sync, iter and internal/runtime.
#include "runtime/abi/GoFunction.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Bubble.h"
#include "runtime/sched/Scheduler.h"

#include <sched.h>

namespace ogo::rt {

OGO_GO_FN(void, goGosched, "runtime.Gosched", ()) { yieldGoroutine(); }
OGO_GO_FN(int64_t, goGoMaxProcs, "runtime.GOMAXPROCS", (int64_t N)) {
  return setMaxProcs((int)(N > 1024 ? 1024 : N));
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
OGO_GO_FN(void, goBreakpoint, "runtime.Breakpoint", ()) { __builtin_debugtrap(); }

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

OGO_GO_FN(uintptr_t, syncLoadAcq, "sync.runtime_LoadAcquintptr", (uintptr_t * P)) {
  return __atomic_load_n(P, __ATOMIC_ACQUIRE);
}
OGO_GO_FN(uintptr_t, syncStoreRel, "sync.runtime_StoreReluintptr",
          (uintptr_t * P, uintptr_t V)) {
  __atomic_store_n(P, V, __ATOMIC_RELEASE);
  return 0;
}

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

// runtime/pprof labels.
OGO_GO_FN(void, pprofSetLabels, "runtime/pprof.runtime_setProfLabel", (void *L)) {
  getg()->Labels = L;
}
OGO_GO_FN(void *, pprofGetLabels, "runtime/pprof.runtime_getProfLabel", ()) {
  return getg()->Labels;
}

OGO_GO_FN(int64_t, debugSetMaxThreads, "runtime/debug.setMaxThreads", (int64_t N)) {
  static int64_t Max = 10000;
  int64_t Old = Max;
  Max = N;
  return Old;
}

} // namespace ogo::rt
