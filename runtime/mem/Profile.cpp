// The heap profile: where sampled objects were allocated, and which of them
// live.
//
// On average one object in runtime.MemProfileRate bytes is sampled, its stack
// kept in a bucket with those of the same stack and size. A sample's cell hides
// the object's address from the collector, which clears it when the object
// goes.
#include "runtime/mem/Profile.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/data/Hash.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Walk.h"
#include "runtime/sched/Scheduler.h"
#include "runtime/sym/Sym.h"
#include "runtime/sync/Lock.h"

#define GC_THREADS
#include <gc/gc.h>
#include <math.h>
#include <string.h>

namespace ogo::rt {

static constexpr unsigned MaxDepth = 32;
static constexpr unsigned NumChains = 4096;
/// How often the cells of dead objects are looked for.
static constexpr unsigned ReapEvery = 256;

namespace {
struct Bucket {
  Bucket *Next;
  uint64_t Hash;
  uint64_t Size;
  int64_t Allocs, Frees;
  uint64_t Depth;
  uintptr_t PCs[MaxDepth];
};
struct Cell {
  uintptr_t Hidden; ///< ~address; 0: gone.
  Bucket *B;
  Cell *Next;
};
/// runtime.MemProfileRecord
struct Record {
  int64_t AllocBytes, FreeBytes, AllocObjects, FreeObjects;
  uintptr_t PCs[MaxDepth];
};
} // namespace

static RankedLock<LockRank::HeapProfile> ProfileLock;
static Bucket *Chains[NumChains] GUARDED_BY(ProfileLock);
static Cell *Cells GUARDED_BY(ProfileLock);
static unsigned SinceReap GUARDED_BY(ProfileLock);

static void reap() REQUIRES(ProfileLock) {
  SinceReap = 0;
  for (Cell **P = &Cells; *P;) {
    Cell *C = *P;
    if (atomicAt(&C->Hidden).load(Order::Relaxed)) {
      P = &C->Next;
      continue;
    }
    ++C->B->Frees;
    *P = C->Next;
    GC_free(C);
  }
}

static Bucket *bucketFor(const uintptr_t *PCs, unsigned Depth, size_t Size)
    REQUIRES(ProfileLock) {
  uint64_t Hash = hashBytes((const uint8_t *)PCs, Depth * sizeof(*PCs), Size);
  Bucket *&First = Chains[Hash % NumChains];
  for (Bucket *B = First; B; B = B->Next)
    if (B->Hash == Hash && B->Size == Size && B->Depth == Depth &&
        memcmp(B->PCs, PCs, Depth * sizeof(*PCs)) == 0)
      return B;
  auto *B = (Bucket *)GC_malloc_atomic_uncollectable(sizeof(Bucket));
  memset((void *)B, 0, sizeof(*B));
  B->Next = First;
  B->Hash = Hash;
  B->Size = Size;
  B->Depth = Depth;
  memcpy(B->PCs, PCs, Depth * sizeof(*PCs));
  First = B;
  return B;
}

static void record(void *P, size_t Size, G *Gp) {
  uintptr_t PCs[MaxDepth];
  unsigned Depth = 0;
  for (StackWalk Walk(Gp, nullptr, __builtin_frame_address(0));
       Depth < MaxDepth && Walk.next();)
    if (isGoCode(Walk.PC - 1))
      PCs[Depth++] = Walk.PC;
  auto *C = (Cell *)GC_malloc_atomic_uncollectable(sizeof(Cell));
  C->Hidden = ~(uintptr_t)P;
  LockGuard Guard(ProfileLock);
  C->B = bucketFor(PCs, Depth, roundUpSize(Size, true));
  ++C->B->Allocs;
  C->Next = Cells;
  Cells = C;
  // A long link: cleared when the object is gone for good, finalizers included.
  // It is to what libgc allocated, where a large object need not begin.
  GC_register_long_link((void **)&C->Hidden, GC_base(P));
  if (++SinceReap >= ReapEvery)
    reap();
}

/// Exponentially distributed, so that the samples are those of a random
/// process.
static int64_t nextSample(int64_t Rate, uint64_t &Random) {
  if (Rate == 1)
    return 0;
  Random = Random * 6364136223846793005 + 1442695040888963407;
  double U = ((double)(Random >> 12) + 1) / (double)(1ull << 52);
  double Next = -log(U) * (double)Rate;
  return Next > 1e15 ? (int64_t)1e15 : (int64_t)Next;
}

int64_t sampleAllocation(void *P, size_t Size, int64_t Rate, uint64_t &Random) {
  bool First = Random == 0; // The thread's start is no sample.
  if (First)
    Random = fastRandom() | 1;
  if (Rate <= 0)
    return 512 << 10;
  G *Gp = getg();
  if (Gp && (!First || Rate == 1))
    record(P, Size, Gp);
  return nextSample(Rate, Random);
}

// memprofile(p *MemProfileRecord, max int, inuseZero bool) int: fills in what
// fits and returns how many there are.
OGO_GO_FN(int64_t, goMemProfile, "runtime.memprofile",
          (Record * Out, int64_t Max, uint32_t InUseZero)) {
  LockGuard Guard(ProfileLock);
  reap();
  int64_t N = 0;
  for (Bucket *B : Chains)
    for (; B; B = B->Next) {
      if (!(uint8_t)InUseZero && B->Allocs == B->Frees)
        continue;
      if (N++ >= Max)
        continue;
      Record &R = Out[N - 1];
      memset((void *)&R, 0, sizeof(R));
      R.AllocBytes = B->Allocs * (int64_t)B->Size;
      R.FreeBytes = B->Frees * (int64_t)B->Size;
      R.AllocObjects = B->Allocs;
      R.FreeObjects = B->Frees;
      unsigned Depth = 0;
      LogicalFrame F;
      for (unsigned I = 0; I < B->Depth; ++I)
        if (symbolize(B->PCs[I] - 1, &F, 1) &&
            !(F.Traits & (trait::Hidden | trait::Wrapper)) &&
            (Depth || !(F.Traits & trait::Runtime)))
          R.PCs[Depth++] = B->PCs[I];
    }
  return N;
}

} // namespace ogo::rt
