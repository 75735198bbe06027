// Goroutine stacks: reserved address space of which only touched pages exist.
//
// A hundred thousand of them must fit where the kernel allows 65530 mappings
// per process, so many stacks share one mapping (a slab), and the guard below
// each is made of guard page table entries (MADV_GUARD_INSTALL, Linux 6.13),
// which split no mapping. Older kernels, and emulators that ignore the advice,
// get mprotect'ed guards for as many stacks as there are mappings to spend; the
// stacks after those have none, and the monitor looks at their depth instead
// (Preempt.cpp).
//
// Slabs are MAP_GROWSDOWN because the kernel then counts them as stack and not
// as data (RLIMIT_DATA).
#include "runtime/sched/Stack.h"
#include "runtime/panic/Panic.h"
#include "runtime/sync/Lock.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ogo::rt {

/// Address space is finite, too: when very many goroutines live, the later ones
/// get less of it.
static constexpr size_t BigStack = 256u << 20, SmallStack = 64u << 20;
static constexpr int64_t NumBigStacks = 1 << 16;
/// An emulator pays memory for every page that it maps for the program.
static constexpr size_t EmulatedStack = 8u << 20;
static constexpr int64_t NumBigEmulatedStacks = 64;
static constexpr int64_t SlabStacks = 16;
/// What one page of page table entries maps.
static constexpr size_t TableSpan = 2u << 20;
/// What a pooled stack keeps committed.
static constexpr size_t KeptSize = 64u << 10;
/// Frames up to this size cannot step over the guard.
static constexpr size_t GuardSize = 64u << 10;
/// Guards made by mprotect cost two mappings each.
static constexpr int64_t MaxProtectedGuards = 20000;
static constexpr int GuardInstall = 102;

namespace {
enum class GuardKind : uint8_t {
  Unknown,
  Entries,
  Unsupported, ///< By the kernel.
  Ignored      ///< By an emulator.
};
} // namespace

static RankedLock<LockRank::Stack> SlabLock;
static uint8_t *
    SlabNext GUARDED_BY(SlabLock); ///< The next stack's lowest address.
static int64_t SlabLeft GUARDED_BY(SlabLock);
static size_t SlabStackSize;
static int64_t NumStacks GUARDED_BY(SlabLock), NumProtected
    GUARDED_BY(SlabLock);
static GuardKind Kind;

static uint8_t *reserve(size_t Size) {
  void *P = mmap(nullptr, Size, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK |
                     MAP_GROWSDOWN,
                 -1, 0);
  if (P == MAP_FAILED)
    return nullptr;
  madvise(P, Size, MADV_NOHUGEPAGE);
  return (uint8_t *)P;
}

/// Whether the kernel itself refuses to read at P.
static bool isUnreadable(const void *P) {
  // Not through libc, which reads the set itself.
  return syscall(SYS_rt_sigprocmask, SIG_BLOCK, P, nullptr, 8) < 0 &&
         errno == EFAULT;
}

/// \returns whether [P, P + GuardSize) faults from now on.
static bool installGuard(uint8_t *P) REQUIRES(SlabLock) {
  if (Kind == GuardKind::Unknown) {
    if (madvise(P, GuardSize, GuardInstall) != 0)
      Kind = GuardKind::Unsupported;
    else
      Kind = isUnreadable(P) ? GuardKind::Entries : GuardKind::Ignored;
  }
  if (Kind == GuardKind::Entries)
    return madvise(P, GuardSize, GuardInstall) == 0;
  if (NumProtected >= MaxProtectedGuards ||
      mprotect(P, GuardSize, PROT_NONE) != 0)
    return false;
  ++NumProtected;
  return true;
}

/// Starts a slab; smaller ones are tried when address space is limited.
static bool newSlab() REQUIRES(SlabLock) {
  if (Kind == GuardKind::Ignored)
    SlabStackSize = NumStacks < NumBigEmulatedStacks ? BigStack : EmulatedStack;
  else
    SlabStackSize = NumStacks < NumBigStacks ? BigStack : SmallStack;
  for (int64_t N = SlabStacks; N > 0; N /= 4)
    if (uint8_t *P =
            reserve(TableSpan + GuardSize + (size_t)N * SlabStackSize)) {
      // Where page tables begin, above room for the first guard.
      uintptr_t First = (uintptr_t)P + GuardSize + TableSpan - 1;
      SlabNext = (uint8_t *)(First & ~(TableSpan - 1));
      SlabLeft = N;
      return true;
    }
  return false;
}

void allocateStack(G *Gp, bool Main) {
  if (Gp->StackHi)
    return;
  LockGuard Guard(SlabLock);
  if (Main) {
    if (uint8_t *P = reserve(MaxStackSize)) {
      Gp->Unguarded = !installGuard(P);
      Gp->StackLo = P + GuardSize;
      Gp->StackHi = P + MaxStackSize;
      return;
    }
  } else if (SlabLeft || newSlab()) {
    // The guard is the highest part of the stack below: its entries are in a
    // page table that the top of that stack needs anyway.
    uint8_t *P = SlabNext;
    Gp->Unguarded = !installGuard(P - GuardSize);
    Gp->StackLo = P;
    // Not all at the same place of a page, where caches keep only a few.
    Gp->StackHi = P + SlabStackSize - GuardSize - (NumStacks % 16) * 128;
    SlabNext += SlabStackSize;
    --SlabLeft;
    ++NumStacks;
    return;
  }
  throwError("runtime: cannot allocate a goroutine stack");
}

void trimStack(G *Gp) {
  uint8_t *Keep = Gp->StackHi - KeptSize;
  madvise(Gp->StackLo, (size_t)(Keep - Gp->StackLo), MADV_DONTNEED);
}

bool isStackOverflow(const G *Gp, uintptr_t Addr) {
  auto Lo = (uintptr_t)Gp->StackLo;
  return Addr < Lo && Addr >= Lo - GuardSize;
}

bool isNearlyFull(const G *Gp, uintptr_t SP) {
  auto Lo = (uintptr_t)Gp->StackLo, Hi = (uintptr_t)Gp->StackHi;
  return SP >= Lo && SP < Lo + (Hi - Lo) / 2;
}

static Atomic<int64_t> MaxStack = 1000000000;

int64_t maxStack() { return MaxStack.load(Order::Relaxed); }
int64_t setMaxStack(int64_t N) { return MaxStack.exchange(N, Order::Relaxed); }
bool areStacksLimited() { return maxStack() < (int64_t)MaxStackSize; }

} // namespace ogo::rt
