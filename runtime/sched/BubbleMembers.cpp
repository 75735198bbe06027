// Which bubble an object belongs to: sync.WaitGroup asks, to tell whether
// waiting for it is durable.
//
// As gc attaches the answer to the object, it is forgotten with it: the
// collector clears the entry's link to an object that is collected. What it did
// not allocate, package variables, belongs to no bubble.
#include "runtime/abi/GoFunction.h"
#include "runtime/data/Hash.h"
#include "runtime/mem/Heap.h"
#include "runtime/sched/Bubble.h"

namespace ogo::rt {

namespace {
/// Memory that the collector does not look at.
struct Member {
  Member *Next;
  uintptr_t Hidden; ///< ~address
  void *Link;       ///< Not null; cleared by the collector.
  uint64_t BubbleId;
};
} // namespace

static constexpr unsigned NumBuckets = 256;
static RankedLock<LockRank::BubbleMember> MembersLock;
static Member *Buckets[NumBuckets] GUARDED_BY(MembersLock);

static Member **bucketOf(uintptr_t Hidden) {
  return &Buckets[foldMul(Hidden, 0x9E3779B97F4A7C15) % NumBuckets];
}

static void freeAll(Member *M) {
  while (M) {
    Member *Next = M->Next;
    freePermanent(M);
    M = Next;
  }
}

/// Finds P's entry; moves those of dead objects on the way to Dead. Locked.
static Member *find(void *P, Member *&Dead) {
  uintptr_t Hidden = ~(uintptr_t)P;
  Member **At = bucketOf(Hidden);
  while (Member *M = *At) {
    if (!atomicAt(&M->Link).load(Order::Relaxed)) {
      *At = M->Next;
      M->Next = Dead;
      Dead = M;
    } else if (M->Hidden == Hidden) {
      return M;
    } else {
      At = &M->Next;
    }
  }
  return nullptr;
}

namespace {
/// internal/synctest.Association
enum Association : int64_t { Unbubbled, CurrentBubble, OtherBubble };
} // namespace

static Association lookUp(void *P, uint64_t Id, bool Add) {
  void *Base = objectAt(P);
  if (!Base)
    return Unbubbled;
  auto *New = Add ? (Member *)allocateUnscanned(sizeof(Member)) : nullptr;
  Member *Dead = nullptr;
  MembersLock.lock();
  Member *M = find(P, Dead);
  if (!M && New) {
    M = New;
    New = nullptr;
    M->Hidden = ~(uintptr_t)P;
    M->Link = M; // Anything but null.
    M->BubbleId = Id;
    Member **At = bucketOf(M->Hidden);
    M->Next = *At;
    *At = M;
    clearWhenCollected(&M->Link, Base);
  }
  Association Result = !M                  ? Unbubbled
                       : M->BubbleId == Id ? CurrentBubble
                                           : OtherBubble;
  MembersLock.unlock();
  freeAll(Dead);
  if (New)
    freePermanent(New);
  return Result;
}

OGO_GO_FN(int64_t, synctestAssociate, "internal/synctest.associate",
          (void *P)) {
  return lookUp(P, getg()->InBubble->Id, true);
}
OGO_GO_FN(uint8_t, synctestIsAssociated, "internal/synctest.isAssociated",
          (void *P)) {
  return lookUp(P, getg()->InBubble->Id, false) == CurrentBubble;
}
OGO_GO_FN(void, synctestDisassociate, "internal/synctest.disassociate",
          (void *P)) {
  Member *Dead = nullptr;
  MembersLock.lock();
  if (Member *M = find(P, Dead)) {
    Member **At = bucketOf(M->Hidden);
    while (*At != M)
      At = &(*At)->Next;
    *At = M->Next;
    forgetLink(&M->Link);
    M->Next = Dead;
    Dead = M;
  }
  MembersLock.unlock();
  freeAll(Dead);
}

} // namespace ogo::rt
