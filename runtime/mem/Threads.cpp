// libgc's side of Threads.h. libgc scans each thread from its stack pointer to
// its "stack bottom", which the scheduler sets at each switch of goroutines;
// the stacks of goroutines that do not run are pushed by its hook.
#include "runtime/mem/Threads.h"
#include "runtime/mem/Collector.h"
#include "runtime/mem/Heap.h"

#define GC_THREADS
#include <gc/gc.h>
#include <gc/gc_mark.h>
#include <pthread.h>
#include <signal.h>

namespace ogo::rt {

static CollectionHooks Hooks;
static void (*PreviousPush)();

bool startThread(void *(*Main)(void *), void *Arg) {
  pthread_attr_t Attr;
  pthread_attr_init(&Attr);
  pthread_attr_setstacksize(&Attr, 256 << 10);
  pthread_attr_setdetachstate(&Attr, PTHREAD_CREATE_DETACHED);
  sigset_t All, Old;
  sigfillset(&All);
  // libgc's own, which leaves out the signal that stops the world.
  GC_pthread_sigmask(SIG_SETMASK, &All, &Old);
  pthread_t T;
  int Err = GC_pthread_create(&T, &Attr, Main, Arg);
  GC_pthread_sigmask(SIG_SETMASK, &Old, nullptr);
  pthread_attr_destroy(&Attr);
  return Err == 0;
}

void *collectorThread(uint8_t *&StackHi) {
  GC_stack_base Base;
  void *Thread = GC_get_my_stackbottom(&Base);
  StackHi = (uint8_t *)Base.mem_base;
  return Thread;
}

void setThreadStack(void *Thread, uint8_t *Hi) {
  GC_stack_base Base;
  Base.mem_base = Hi;
  GC_set_stackbottom(Thread, &Base);
}

bool isCollectorSignal(int Signal) {
  return Signal == GC_get_suspend_signal() ||
         Signal == GC_get_thr_restart_signal();
}

void scanRoots(const void *From, const void *To) {
  GC_push_all_eager((void *)From, (void *)To);
}

static void onCollectionEvent(GC_EventType Event) {
  noteCollection(Event);
  if (Event == GC_EVENT_PRE_STOP_WORLD)
    Hooks.BeforeStop();
  else if (Event == GC_EVENT_POST_START_WORLD)
    Hooks.AfterStart();
}

static void pushOtherRoots() {
  if (PreviousPush)
    PreviousPush();
  noteRootBytes(Hooks.ScanRoots());
}

void setCollectionHooks(const CollectionHooks &H) {
  Hooks = H;
  PreviousPush = GC_get_push_other_roots();
  GC_set_push_other_roots(pushOtherRoots);
  GC_set_on_collection_event(onCollectionEvent);
}

} // namespace ogo::rt
