// Timers: one heap, looked at by idle workers, the scheduler's loop and the
// monitor.
#ifndef OGO_RUNTIME_SCHED_TIMER_H
#define OGO_RUNTIME_SCHED_TIMER_H

#include "runtime/abi/Layout.h"

namespace ogo::rt {

struct Chan;

struct Timer {
  int64_t When; ///< 0: not set.
  int64_t Period;
  /// Either a C++ callback or a Go func(any, uintptr, int64).
  void (*Callback)(Timer *, int64_t Now);
  Closure *Func;
  Eface Arg;
  uintptr_t Seq;
  Chan *C; ///< Synchronous channel of time.NewTimer, or null.
  int64_t Index; ///< In the heap, -1: not in it.
};

void setTimer(Timer *T, int64_t When);
/// \returns whether it was pending.
bool stopTimer(Timer *T);
/// Takes back what a timer sent and nobody received. \returns whether there was
/// something.
bool drainTimer(Chan *C);

} // namespace ogo::rt

#endif // OGO_RUNTIME_SCHED_TIMER_H
