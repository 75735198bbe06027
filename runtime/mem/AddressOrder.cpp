// Objects allocated one after the other lie one behind the other, as in gc:
// programs sort pointers by their addresses, and ascending order is what the
// processor fetches ahead. libgc builds its lists of free objects from the end
// of a block to its beginning and takes memory below what it has. The linker
// puts these functions in their place (--wrap, codegen/Link.cpp); names and
// parameters are those of libgc 8.2.
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

namespace ogo::rt {

static constexpr size_t BlockSize = 4096; // libgc's HBLKSIZE

/// Where the heap begins if nothing is in the way: an address that no small
/// number, text or float looks like.
static uintptr_t NextMapping = 0x3a0000000000;

/// The list that begins at First, turned around up to End.
static void *reversed(void *First, void *End) {
  void *Done = End;
  while (First != End) {
    void *Next = *(void **)First;
    *(void **)First = Done;
    Done = First;
    First = Next;
  }
  return Done;
}

extern "C" {

/// Zeroed memory. libgc holds its lock.
void *wrapGetMemory(size_t Size) __asm__("__wrap_GC_unix_get_mem");
void *wrapGetMemory(size_t Size) {
  void *P = mmap((void *)NextMapping, Size, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (P == MAP_FAILED)
    return nullptr;
  NextMapping =
      ((uintptr_t)P + Size + BlockSize - 1) & ~(uintptr_t)(BlockSize - 1);
  return P;
}

/// The free list of the objects of so many Words in a new block, before List.
void *wrapBuildList(uint8_t *Block, size_t Words, int Clear,
                    void *List) __asm__("__wrap_GC_build_fl");
void *wrapBuildList(uint8_t *Block, size_t Words, int Clear, void *List) {
  size_t Size = Words * sizeof(void *);
  if (Clear)
    memset(Block, 0, BlockSize);
  uint8_t *Last = Block + (BlockSize / Size - 1) * Size;
  for (uint8_t *P = Block; P != Last; P += Size)
    *(void **)P = P + Size;
  *(void **)Last = List;
  return Block;
}

/// Adds a block's unmarked objects to List.
void *realReclaim(void *Block, void *Header, size_t Size, int Init, void *List,
                  intptr_t *Count) __asm__("__real_GC_reclaim_generic");
void *wrapReclaim(void *Block, void *Header, size_t Size, int Init, void *List,
                  intptr_t *Count) __asm__("__wrap_GC_reclaim_generic");
void *wrapReclaim(void *Block, void *Header, size_t Size, int Init, void *List,
                  intptr_t *Count) {
  return reversed(realReclaim(Block, Header, Size, Init, List, Count), List);
}

} // extern "C"

} // namespace ogo::rt
