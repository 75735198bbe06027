// Goroutines and their stacks as roots of the collector.
//
// The collector scans each thread from its stack pointer to where its stack
// begins, which is set to the running goroutine's at each switch. Goroutines
// that do not run are roots of ours. Between the two halves of a switch neither
// is true, so a collection that is about to stop the world first waits until no
// worker is switching, and a worker that wants to switch waits while one is
// pending: a store and a load per switch, no shared lock.
#include "runtime/mem/Threads.h"
#include "runtime/sched/SchedulerState.h"

#include <sched.h>

namespace ogo::rt {

static Atomic<uint32_t> CollectionPending;

/// What a goroutine counts for when the next collection is planned: gc's
/// smallest stack.
static constexpr uint64_t MinStackBytes = 2048;

void beginSwitch(Worker *W) {
  for (;;) {
    W->Switching.store(1u, Order::SeqCst);
    if (!CollectionPending.load(Order::SeqCst)) [[likely]]
      return;
    W->Switching.store(0u, Order::SeqCst);
    while (CollectionPending.load(Order::Acquire))
      sched_yield();
  }
}

void setStackBottom(Worker *W, uint8_t *Hi) { setThreadStack(W->GCHandle, Hi); }

void registerWorkerThread(Worker *W) {
  W->GCHandle = collectorThread(W->OwnStackHi);
}

static void waitForSwitches() {
  CollectionPending.store(1u, Order::SeqCst);
  for (Worker *W = AllWorkers.load(Order::Acquire); W; W = W->AllNext)
    while (W->Switching.load(Order::SeqCst))
      sched_yield();
}

static void allowSwitches() { CollectionPending.store(0u, Order::SeqCst); }

/// Runs with the world stopped. A goroutine without a saved stack pointer has
/// not begun. \returns for how many bytes it counts.
static uint64_t pushGoroutine(G *Gp) {
  // One that is being made is Idle, too.
  if (Gp->Status == GStatus::Idle && !Gp->Entry)
    return 0;
  scanRoots(Gp, Gp + 1);
  if (Gp->OnThread || !Gp->SP)
    return MinStackBytes;
  scanRoots(Gp->SP, Gp->StackHi);
  auto Used = (uint64_t)(Gp->StackHi - (uint8_t *)Gp->SP);
  return Used > MinStackBytes ? Used : MinStackBytes;
}

static uint64_t pushGoroutines() {
  // In groups, whose page tables the processor walks at once.
  struct State {
    G *Group[8];
    unsigned N;
    uint64_t Bytes;
    void push() {
      for (unsigned I = 0; I < N; ++I)
        Bytes += pushGoroutine(Group[I]);
      N = 0;
    }
  } S{};
  forEachGoroutineObject(
      [](G *Gp, void *Arg) {
        auto &S = *(State *)Arg;
        __builtin_prefetch(Gp->SP);
        S.Group[S.N++] = Gp;
        if (S.N == sizeof(S.Group) / sizeof(G *))
          S.push();
      },
      &S);
  S.push();
  return S.Bytes;
}

void initRoots() {
  setCollectionHooks({waitForSwitches, allowSwitches, pushGoroutines});
}

} // namespace ogo::rt
