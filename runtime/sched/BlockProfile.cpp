// The block and mutex profiles. An event's stack is found when it is recorded,
// which is after the wait; events of one stack share a bucket. Short waits are
// sampled with a probability, and count for those that were not.
#include "runtime/sched/BlockProfile.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/data/Hash.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Walk.h"
#include "runtime/sched/Scheduler.h"
#include "runtime/sync/Lock.h"

#include <string.h>

namespace ogo::rt {

static constexpr unsigned MaxDepth = 32;
static constexpr unsigned NumChains = 256;

Atomic<int64_t> BlockProfileRate, MutexProfileFraction;

namespace {
struct Bucket {
  Bucket *Next;
  uint64_t Hash, Depth;
  double Count;
  double Nanos;
  uintptr_t PCs[MaxDepth];
};
struct Events {
  RankedLock<LockRank::BlockProfile> L;
  Bucket *Chains[NumChains] GUARDED_BY(L);
};
/// The overlay's waitRecord.
struct Record {
  double Count, Nanos;
  uintptr_t PCs[MaxDepth];
};
} // namespace

static Events Blocks, Contentions;

int64_t blockProfileClock() { return nanotime(); }

static void add(Events &E, double Count, double Nanos, int64_t Skip) {
  uintptr_t PCs[MaxDepth];
  auto Depth =
      (uint64_t)collectCallers(__builtin_frame_address(0), Skip, PCs, MaxDepth);
  uint64_t Hash = hashBytes((const uint8_t *)PCs, Depth * sizeof(*PCs), Depth);
  LockGuard Guard(E.L);
  Bucket *&First = E.Chains[Hash % NumChains];
  Bucket *B = First;
  while (B && (B->Hash != Hash || B->Depth != Depth ||
               memcmp(B->PCs, PCs, Depth * sizeof(*PCs)) != 0))
    B = B->Next;
  if (!B) {
    B = (Bucket *)allocateUnscanned(sizeof(Bucket));
    memset((void *)B, 0, sizeof(*B));
    memcpy(B->PCs, PCs, Depth * sizeof(*PCs));
    B->Hash = Hash;
    B->Depth = Depth;
    B->Next = First;
    First = B;
  }
  B->Count += Count;
  B->Nanos += Nanos;
}

void recordBlock(int64_t Nanos, int64_t Skip) {
  int64_t Rate = BlockProfileRate.load(Order::Relaxed);
  if (Nanos <= 0)
    Nanos = 1;
  if (Rate <= 0)
    return;
  if (Rate <= Nanos)
    return add(Blocks, 1, (double)Nanos, Skip);
  // Kept with the probability Nanos / Rate.
  if ((int64_t)(fastRandom() % (uint64_t)Rate) <= Nanos)
    add(Blocks, (double)Rate / (double)Nanos, (double)Rate, Skip);
}

void recordContention(int64_t Nanos, int64_t Skip) {
  int64_t Rate = MutexProfileFraction.load(Order::Relaxed);
  if (Rate <= 0 || Nanos < 0 || fastRandom() % (uint64_t)Rate != 0)
    return;
  add(Contentions, (double)Rate, (double)Nanos * (double)Rate, Skip);
}

OGO_GO_FN(void, goSetBlockProfileRate, "runtime.setblockprofilerate",
          (int64_t Rate)) {
  BlockProfileRate.store(Rate, Order::Relaxed);
}
OGO_GO_FN(int64_t, goSetMutexProfileFraction, "runtime.SetMutexProfileFraction",
          (int64_t Rate)) {
  if (Rate < 0)
    return MutexProfileFraction.load(Order::Relaxed);
  return MutexProfileFraction.exchange(Rate, Order::Relaxed);
}

// waitprofile(mutex bool, p *waitRecord, max int) int: fills in what fits and
// returns how many there are.
OGO_GO_FN(int64_t, goWaitProfile, "runtime.waitprofile",
          (uint32_t Mutex, Record *Out, int64_t Max)) {
  Events &E = (uint8_t)Mutex ? Contentions : Blocks;
  LockGuard Guard(E.L);
  int64_t N = 0;
  for (Bucket *B : E.Chains)
    for (; B; B = B->Next) {
      if (N++ >= Max)
        continue;
      Record &R = Out[N - 1];
      memset((void *)&R, 0, sizeof(R));
      R.Count = B->Count;
      R.Nanos = B->Nanos;
      memcpy(R.PCs, B->PCs, B->Depth * sizeof(*B->PCs));
    }
  return N;
}

} // namespace ogo::rt
