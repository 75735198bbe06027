// Goroutine stacks: big reserved mappings of which only touched pages exist.
#ifndef OGO_RUNTIME_SCHED_STACK_H
#define OGO_RUNTIME_SCHED_STACK_H

#include "runtime/sched/Goroutine.h"

namespace ogo::rt {

/// Gives Gp a stack (its old one when it has it).
void allocateStack(G *Gp, bool Main);
/// Gives the memory below the kept part back to the system.
void trimStack(G *Gp);
/// Whether a fault at Addr is an overflow of Gp's stack.
bool isStackOverflow(const G *Gp, uintptr_t Addr);
/// Whether a stack without a guard is so deep that it counts as overflown.
bool isNearlyFull(const G *Gp, uintptr_t SP);

} // namespace ogo::rt

#endif // OGO_RUNTIME_SCHED_STACK_H
