// Walking frame pointers, and how much of it tracebacks show.
#ifndef OGO_RUNTIME_PANIC_WALK_H
#define OGO_RUNTIME_PANIC_WALK_H

#include "runtime/os/Print.h"
#include "runtime/sched/Goroutine.h"

#include <stddef.h>

namespace ogo::rt {

/// Physical frames, innermost first. PC is a return address (or one past an
/// instruction that faulted).
class StackWalk {
  const G *Gp;
  bool UsedFault = false;

public:
  uintptr_t PC;
  uintptr_t FP;
  uintptr_t SP = 0; ///< At the call; 0 unless there is a frame below.
  StackWalk(const G *Gp, void *PC, void *FP);
  /// To the caller; false at the end of the stack.
  bool next();
};

struct TracebackLevel {
  int Detail; ///< 0 none, 1 the program's frames, 2 the runtime's too.
  bool All;   ///< Every goroutine.
  bool Crash; ///< Abort at the end.
};
TracebackLevel tracebackLevel();
void setTracebackLevel(const char *S, size_t Len);
/// Detail: as in TracebackLevel.
void printAllTracebacks(G *Except, int Detail);
/// From now on, as for GOTRACEBACK=all.
void showAllGoroutines();
/// Fills Out with what runtime.Callers gives: pcs of the running goroutine from
/// the frame FP (of a C++ function called from Go) on, without Skip logical
/// frames. \returns how many.
int64_t collectCallers(void *FP, int64_t Skip, uintptr_t *Out, int64_t Max);
/// Writes to Out what runtime.Callers gives for the return addresses PCs.
/// \returns how many, at most Max.
int64_t expandCallers(const uintptr_t *PCs, uint64_t Count, uintptr_t *Out,
                      int64_t Max);
/// The running goroutine from the caller of the function whose frame is FP, and
/// all others, as far as there is room.
void printStacks(void *FP, bool All, const Capture &Where);

} // namespace ogo::rt

#endif // OGO_RUNTIME_PANIC_WALK_H
