// The one header through which the runtime allocates, so that the collector
// behind it (libgc) can be replaced.
#ifndef OGO_RUNTIME_MEM_HEAP_H
#define OGO_RUNTIME_MEM_HEAP_H

#include "runtime/abi/Layout.h"

namespace ogo::rt {

/// Starts the collector on the calling thread, which becomes a registered one.
void initHeap();
void initFinalizers();
/// How much a heap may grow between collections, as GOGC says it.
void setHeapGrowth(int64_t Percent);
/// How many bytes of goroutines and stacks the running collection scans.
void noteRootBytes(uint64_t Bytes);
/// At about what size a heap with Live bytes is collected next.
uint64_t heapGoal(uint64_t Live);
/// Collects, also while GOGC=off: that turns off what nobody asked for.
void collect(bool Unmap = false);
/// GOGC, GOMEMLIMIT and GODEBUG=gcstress.
void initCollector();
/// Starts what a collection left to do; from the scheduler's loop.
void pollCollector();

/// Zeroed memory. \p NoScan: it never holds pointers.
void *allocate(size_t Size, bool NoScan);
/// Memory of unspecified contents for data without pointers.
void *allocateBytes(size_t Size);
/// Zeroed, scanned, never collected: the runtime's own records.
void *allocatePermanent(size_t Size);
void freePermanent(void *P);
/// As allocatePermanent, but not scanned, and of unspecified contents.
void *allocateUnscanned(size_t Size);

/// The object of the collector that \p P points into, or null. \p Size: how
/// many bytes it has from P on.
void *objectAt(void *P, uint64_t *Size = nullptr);
/// When \p Object, which objectAt gave, is gone, its finalizer having run, *Link is
/// cleared. The link itself is not scanned (allocateUnscanned).
void clearWhenCollected(void **Link, void *Object);
void forgetLink(void **Link);

/// Zeroed memory for one value or an array of \p T.
inline void *allocateTyped(const Type *T, size_t Size) {
  return allocate(Size, T->PtrBytes == 0);
}

/// The address every zero-size value has.
extern "C" uint8_t ZeroBase[16] __asm__("runtime.zerobase");

/// The capacity in bytes gc's allocator gives a request, so that cap() after
/// append agrees with gc.
size_t roundUpSize(size_t Size, bool NoScan);

/// Largest size a Go object may ask for: gc's 48-bit address space.
inline constexpr uint64_t MaxAlloc = 1ull << 48;

} // namespace ogo::rt

#endif // OGO_RUNTIME_MEM_HEAP_H
