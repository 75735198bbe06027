// gc's size classes. libgc does not use them; they are visible to programs
// through cap() of an appended slice or a converted string and through
// MemStats, and programs and tests depend on those numbers.
#include "runtime/mem/SizeClass.h"
#include "runtime/mem/Heap.h"

namespace ogo::rt {

size_t roundUpSize(size_t Size, bool NoScan) {
  constexpr size_t PageSize = 8192;
  if (Size <= MaxSmallSize - ScanHeader) {
    if (Size == 0)
      return 0;
    size_t Req = requestFor(Size, NoScan);
    return SizeClasses[sizeClassOf(Req)] - (Req - Size);
  }
  size_t Rounded = Size + PageSize - 1;
  if (Rounded < Size)
    return Size;
  return Rounded & ~(PageSize - 1);
}

} // namespace ogo::rt
