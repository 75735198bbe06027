// Goroutine stacks: big reserved mappings of which only touched pages exist.
#ifndef OGO_RUNTIME_SCHED_STACK_H
#define OGO_RUNTIME_SCHED_STACK_H

#include "runtime/sched/Goroutine.h"

#include <stddef.h>

namespace ogo::rt {

/// The main goroutine's; the others' are smaller. gc stops at half a gigabyte,
/// but its frames are smaller than those of code that is not optimized.
inline constexpr size_t MaxStackSize = 768u << 20;

/// Gives Gp a stack (its old one when it has it).
void allocateStack(G *Gp, bool Main);
/// Gives the memory below the kept part back to the system.
void trimStack(G *Gp);
/// Whether a fault at Addr is an overflow of Gp's stack.
bool isStackOverflow(const G *Gp, uintptr_t Addr);
/// Whether a stack without a guard is so deep that it counts as overflown.
bool isNearlyFull(const G *Gp, uintptr_t SP);

/// How deep a stack may be, in bytes (debug.SetMaxStack); one that is smaller
/// ends the program anyway (Preempt.cpp).
int64_t maxStack();
int64_t setMaxStack(int64_t N); ///< Returns the previous limit.
/// Whether any stack could be deeper than that.
bool areStacksLimited();

} // namespace ogo::rt

#endif // OGO_RUNTIME_SCHED_STACK_H
