// The block and mutex profiles: where goroutines waited for others, and which
// unlocks made others wait.
#ifndef OGO_RUNTIME_SCHED_BLOCKPROFILE_H
#define OGO_RUNTIME_SCHED_BLOCKPROFILE_H

#include "runtime/sync/Atomic.h"
#include <stdint.h>

namespace ogo::rt {

/// The rates of runtime.SetBlockProfileRate (nanoseconds) and
/// SetMutexProfileFraction; 0: off.
extern Atomic<int64_t> BlockProfileRate, MutexProfileFraction;

int64_t blockProfileClock();
void recordBlock(int64_t Nanos, int64_t Skip);
/// The running goroutine's unlock ends the wait of others, Nanos in all.
void recordContention(int64_t Nanos, int64_t Skip);

/// When a goroutine begins to wait, 0 if nobody wants to know.
inline int64_t blockStart() {
  return BlockProfileRate.load(Order::Relaxed) > 0 ? blockProfileClock() : 0;
}
/// It waited since Start. Skip: how many of the innermost Go frames are not
/// what waited but how.
inline void blockEnd(int64_t Start, int64_t Skip = 0) {
  if (Start) [[unlikely]]
    recordBlock(blockProfileClock() - Start, Skip);
}

} // namespace ogo::rt

#endif // OGO_RUNTIME_SCHED_BLOCKPROFILE_H
