// gc's size classes. libgc does not use them; they are visible to programs
// through cap() of an appended slice or a converted string, and programs and
// tests depend on those numbers.
#include "runtime/mem/Heap.h"

namespace ogo::rt {

static const uint16_t Classes[] = {
    8,     16,    24,    32,    48,    64,    80,    96,    112,   128,   144,
    160,   176,   192,   208,   224,   240,   256,   288,   320,   352,   384,
    416,   448,   480,   512,   576,   640,   704,   768,   896,   1024,  1152,
    1280,  1408,  1536,  1792,  2048,  2304,  2688,  3072,  3200,  3456,  4096,
    4864,  5376,  6144,  6528,  6784,  6912,  8192,  9472,  9728,  10240, 10880,
    12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672,
    32768};

size_t roundUpSize(size_t Size, bool NoScan) {
  constexpr size_t MaxSmall = 32768, Header = 8, PageSize = 8192;
  // Objects with pointers above 512 bytes carry a one-word header in gc.
  if (Size <= MaxSmall - Header) {
    size_t Req = Size;
    if (!NoScan && Size > 512)
      Req += Header;
    unsigned Lo = 0, Hi = sizeof(Classes) / sizeof(*Classes) - 1;
    if (Req == 0)
      return 0;
    while (Lo < Hi) {
      unsigned Mid = (Lo + Hi) / 2;
      if (Classes[Mid] < Req)
        Lo = Mid + 1;
      else
        Hi = Mid;
    }
    return Classes[Lo] - (Req - Size);
  }
  size_t Rounded = Size + PageSize - 1;
  if (Rounded < Size)
    return Size;
  return Rounded & ~(PageSize - 1);
}

} // namespace ogo::rt
