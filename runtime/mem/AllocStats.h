// What each thread counts of its allocations.
#ifndef OGO_RUNTIME_MEM_ALLOCSTATS_H
#define OGO_RUNTIME_MEM_ALLOCSTATS_H

#include "runtime/mem/SizeClass.h"
#include "runtime/sync/Atomic.h"

namespace ogo::rt {

struct AllocStats {
  int64_t UntilSlow; ///< Bytes; afterAllocation is due below 0.
  // Written by the thread itself, read by any.
  Atomic<uint64_t> Count[NumSizeClasses];
  Atomic<uint64_t> LargeBytes;
  uint32_t NumBlocks; ///< Objects that have blocks of their own.
  int64_t
      Stress;   ///< Allocations since the last one that gcstress made collect.
  int64_t Step; ///< What UntilSlow began with.
  int64_t UntilSample; ///< Bytes left when it did, for the heap profile.
  int64_t SeenRate;
  uint64_t Random;
  AllocStats *Next;
  bool Listed;
};

extern thread_local AllocStats ThreadAllocs;

/// \returns whether afterAllocation is to be called for the object.
inline void add(Atomic<uint64_t> &Own, uint64_t N) {
  Own.setOwn(Own.own() + N);
}

inline bool countAllocation(size_t Size, bool NoScan) {
  AllocStats &S = ThreadAllocs;
  size_t Req = requestFor(Size, NoScan);
  if (Req <= MaxSmallSize) [[likely]] {
    add(S.Count[sizeClassOf(Req)], 1);
  } else {
    add(S.Count[0], 1);
    add(S.LargeBytes, (Size + 8191) & ~(size_t)8191);
  }
  return (S.UntilSlow -= (int64_t)Size) < 0;
}

/// The slow way: see Heap.cpp.
[[gnu::noinline]] void afterAllocation(void *P, size_t Size);

/// Sums over all threads.
struct AllocTotals {
  uint64_t Mallocs, Bytes;
  uint64_t Count[NumSizeClasses];
};
AllocTotals totalAllocations();

/// GODEBUG=gcstress=N: every Nth allocation collects. 0: none does.
void setGCStress(int64_t N);
/// debug.SetMemoryLimit.
void setMemoryLimit(int64_t Limit);

} // namespace ogo::rt

#endif // OGO_RUNTIME_MEM_ALLOCSTATS_H
