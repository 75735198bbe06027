//===- Memory.cpp - How the compiler takes memory from the system ---------===//
//
// A small build touches some 50 MB once and ends. Taken a page at a time that
// is a third of its run time: each page costs a fault, and in a thread's own
// malloc arena a call of mprotect as well. So all threads share the main arena,
// which grows by big steps, and its first step may be backed by huge pages.
//
//===----------------------------------------------------------------------===//
#include "codegen/driver/Memory.h"
#include "llvm/Support/MathExtras.h"
#include <cstdint>
#include <cstdlib>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

void ogo::prepareMemory() {
  constexpr int Step = 64 << 20;
  constexpr uintptr_t HugePage = 2 << 20;
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_TOP_PAD, Step);
  // Never given back: what one phase frees the next one takes.
  mallopt(M_TRIM_THRESHOLD, 4 * Step);
  mallopt(M_MMAP_THRESHOLD, Step / 2);
  // What is already there stays; the next block makes the heap grow.
  auto Begin = reinterpret_cast<uintptr_t>(sbrk(0));
  void *volatile Block = std::malloc(Step / 4); // not to be optimized away
  std::free(Block);
  auto End = reinterpret_cast<uintptr_t>(sbrk(0));
  Begin = llvm::alignTo(Begin, HugePage);
  End = llvm::alignDown(End, HugePage);
  if (Begin < End)
    madvise(reinterpret_cast<void *>(Begin), End - Begin, MADV_HUGEPAGE);
}
