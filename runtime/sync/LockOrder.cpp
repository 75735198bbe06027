// Checks the order of locks as a program runs, in builds that ask for it: each
// thread keeps a list of what it holds. A lock may be released by other code
// than took it (parkUnlock), but on the same thread, so the list is the
// thread's.
#include "runtime/sync/Lock.h"

#ifdef OGO_CHECK_LOCK_ORDER
#include <stdio.h>
#include <stdlib.h>

namespace ogo::rt {

static const char *const RankNames[] = {
#define LOCK_RANK(NAME) #NAME,
#include "runtime/sync/LockOrder.def"
};

namespace {
struct Held {
  const void *L;
  LockRank R;
};
constexpr unsigned MaxHeld = 1u << 16; // A select of every channel.
} // namespace
static thread_local Held *All;
static thread_local unsigned NumHeld;

// Not inlined: a goroutine may come back on another thread.
[[gnu::noinline]] void noteLocking(const void *L, LockRank R) {
  if (!All)
    All = (Held *)calloc(MaxHeld, sizeof(Held));
  for (unsigned I = 0; I < NumHeld; ++I) {
    const Held &H = All[I];
    if (H.R < R || (H.R == R && R == LockRank::Channel && H.L < L))
      continue;
    fprintf(stderr, "lock order: %s is taken while %s is held\n",
            RankNames[(unsigned)R], RankNames[(unsigned)H.R]);
    abort();
  }
  if (NumHeld == MaxHeld)
    abort();
  All[NumHeld++] = {L, R};
}

[[gnu::noinline]] void noteUnlocked(const void *L) {
  for (unsigned I = NumHeld; I-- > 0;)
    if (All[I].L == L) {
      All[I] = All[--NumHeld];
      return;
    }
  fprintf(stderr, "lock order: a lock is released that is not held\n");
  abort();
}

} // namespace ogo::rt
#endif
