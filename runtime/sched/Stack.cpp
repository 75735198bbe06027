// MAP_GROWSDOWN mappings of full size: the kernel counts them as stack, not as
// data (RLIMIT_DATA), keeps a gap below them, and one mapping per stack is enough
// where a guard page would need two.
#include "runtime/sched/Stack.h"
#include "runtime/panic/Panic.h"

#include <sys/mman.h>
#include <sys/resource.h>

namespace ogo::rt {

static constexpr size_t StackSize = 256u << 20;
static constexpr size_t MainStackSize = 512u << 20;
/// What a pooled stack keeps committed.
static constexpr size_t KeptSize = 64u << 10;
static constexpr size_t GuardSize = 1u << 20;

void allocateStack(G *Gp, bool Main) {
  if (Gp->StackHi)
    return;
  size_t Size = Main ? MainStackSize : StackSize;
  void *P = mmap(nullptr, Size, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK |
                     MAP_GROWSDOWN,
                 -1, 0);
  if (P == MAP_FAILED)
    throwError("runtime: cannot allocate a goroutine stack");
  madvise(P, Size, MADV_NOHUGEPAGE);
  // The lowest part stays unused: an overflow is recognized there before the
  // mapping would try to grow.
  mprotect(P, 4096, PROT_NONE);
  Gp->StackLo = (uint8_t *)P + 4096;
  Gp->StackHi = (uint8_t *)P + Size;
}

void trimStack(G *Gp) {
  uint8_t *Keep = Gp->StackHi - KeptSize;
  madvise(Gp->StackLo, (size_t)(Keep - Gp->StackLo), MADV_DONTNEED);
}

bool isStackOverflow(const G *Gp, uintptr_t Addr) {
  auto Lo = (uintptr_t)Gp->StackLo;
  return Addr < Lo + 4096 && Addr >= Lo - GuardSize;
}

} // namespace ogo::rt
