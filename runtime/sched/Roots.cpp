// Goroutine stacks as roots of the collector.
//
// libgc scans each thread from its stack pointer to its "stack bottom", which
// is set to the running goroutine's at each switch. Goroutines that do not run
// are pushed by our callback. Between the two halves of a switch neither is
// true, so a collection that is about to stop the world first waits until no
// worker is switching, and a worker that wants to switch waits while one is
// pending: a store and a load per switch, no shared lock.
#include "runtime/sched/SchedulerState.h"

#define GC_THREADS
#include <gc/gc.h>
#include <gc/gc_mark.h>
#include <sched.h>

namespace ogo::rt {

static uint32_t CollectionPending;

void beginSwitch(Worker *W) {
  for (;;) {
    __atomic_store_n(&W->Switching, 1u, __ATOMIC_SEQ_CST);
    if (!__atomic_load_n(&CollectionPending, __ATOMIC_SEQ_CST)) [[likely]]
      return;
    __atomic_store_n(&W->Switching, 0u, __ATOMIC_SEQ_CST);
    while (__atomic_load_n(&CollectionPending, __ATOMIC_ACQUIRE))
      sched_yield();
  }
}

void setStackBottom(Worker *W, uint8_t *Hi) {
  GC_stack_base Base;
  Base.mem_base = Hi;
#ifdef __ia64__
  Base.reg_base = nullptr;
#endif
  GC_set_stackbottom(W->GCHandle, &Base);
}

void registerWorkerThread(Worker *W) {
  GC_stack_base Base;
  W->GCHandle = GC_get_my_stackbottom(&Base);
  W->OwnStackHi = (uint8_t *)Base.mem_base;
}

void noteCollection(int Event);

static void onCollectionEvent(GC_EventType Event) {
  noteCollection(Event);
  if (Event == GC_EVENT_PRE_STOP_WORLD) {
    __atomic_store_n(&CollectionPending, 1u, __ATOMIC_SEQ_CST);
    for (Worker *W = __atomic_load_n(&AllWorkers, __ATOMIC_ACQUIRE); W;
         W = W->AllNext)
      while (__atomic_load_n(&W->Switching, __ATOMIC_SEQ_CST))
        sched_yield();
  } else if (Event == GC_EVENT_POST_START_WORLD) {
    __atomic_store_n(&CollectionPending, 0u, __ATOMIC_SEQ_CST);
  }
}

static void (*PreviousPush)();

/// Runs with the world stopped. A goroutine without a saved stack pointer is
/// pooled or not made up yet.
static void pushGoroutineStacks() {
  if (PreviousPush)
    PreviousPush();
  for (G *Gp = AllGoroutines; Gp; Gp = Gp->AllNext)
    if (!Gp->OnThread && Gp->SP)
      GC_push_all_eager(Gp->SP, Gp->StackHi);
}

void initRoots() {
  PreviousPush = GC_get_push_other_roots();
  GC_set_push_other_roots(pushGoroutineStacks);
  GC_set_on_collection_event(onCollectionEvent);
}

} // namespace ogo::rt
