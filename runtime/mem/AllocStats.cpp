// Sums of what the threads count, and what an allocation does now and then.
#include "runtime/mem/AllocStats.h"
#include "runtime/mem/Heap.h"
#include "runtime/mem/Profile.h"
#include "runtime/sched/Scheduler.h"

#define GC_THREADS
#include <gc/gc.h>

namespace ogo::rt {

thread_local AllocStats ThreadAllocs;

/// Of all threads that allocated: none ever ends.
static Atomic<AllocStats *> All;
static int64_t StressEvery;
/// Bytes between two looks at what there is to do.
static constexpr int64_t CheckEvery = 4096;
static Atomic<int64_t> MemoryLimit = INT64_MAX;

void setGCStress(int64_t N) { StressEvery = N; }
void setMemoryLimit(int64_t Limit) { MemoryLimit.store(Limit, Order::Relaxed); }

/// A thread's first allocation lists it.
static void list(AllocStats &S) {
  S.Listed = true;
  S.Next = All.load(Order::Relaxed);
  while (!All.compareExchange(S.Next, &S, Order::Release, Order::Relaxed))
    ;
}

void afterAllocation(void *P, size_t Size) {
  AllocStats &S = ThreadAllocs;
  if (!S.Listed)
    list(S);
  if (StressEvery) {
    S.UntilSlow = 0;
    if (++S.Stress >= StressEvery) {
      S.Stress = 0;
      GC_gcollect();
    }
    yieldIfRequested();
    return;
  }
  // UntilSlow came from this: what is left now, in small steps so that a
  // changed rate is noticed soon.
  int64_t Rate = atomicAt(&MemProfileRate).load(Order::Relaxed);
  S.UntilSample -= S.Step - S.UntilSlow;
  if (S.UntilSample < 0 || Rate != S.SeenRate) {
    S.SeenRate = Rate;
    S.UntilSample = sampleAllocation(P, Size, Rate, S.Random);
  }
  S.Step = S.UntilSample < CheckEvery ? S.UntilSample : CheckEvery;
  S.UntilSlow = S.Step;
  // A limit asks for more collections (or for any, while GOGC=off), but not for
  // nothing else.
  int64_t Limit = MemoryLimit.load(Order::Relaxed);
  if (Limit != INT64_MAX && (int64_t)GC_get_heap_size() > Limit &&
      GC_get_bytes_since_gc() > (size_t)Limit / 16 + (1 << 20))
    collect();
  yieldIfRequested();
}

AllocTotals totalAllocations() {
  AllocTotals T{};
  for (AllocStats *S = All.load(Order::Acquire); S; S = S->Next) {
    for (unsigned C = 0; C < NumSizeClasses; ++C) {
      uint64_t N = S->Count[C].load(Order::Relaxed);
      T.Count[C] += N;
      T.Mallocs += N;
      T.Bytes += N * SizeClasses[C];
    }
    T.Bytes += S->LargeBytes.load(Order::Relaxed);
  }
  return T;
}

} // namespace ogo::rt
