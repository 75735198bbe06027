// The table of gc's size classes and the way from a size to its class.
#ifndef OGO_RUNTIME_MEM_SIZECLASS_H
#define OGO_RUNTIME_MEM_SIZECLASS_H

#include <stddef.h>
#include <stdint.h>

namespace ogo::rt {

/// As in gc, number 0 stands for large objects.
inline constexpr uint16_t SizeClasses[] = {
    0,     8,     16,    24,    32,    48,    64,    80,    96,    112,
    128,   144,   160,   176,   192,   208,   224,   240,   256,   288,
    320,   352,   384,   416,   448,   480,   512,   576,   640,   704,
    768,   896,   1024,  1152,  1280,  1408,  1536,  1792,  2048,  2304,
    2688,  3072,  3200,  3456,  4096,  4864,  5376,  6144,  6528,  6784,
    6912,  8192,  9472,  9728,  10240, 10880, 12288, 13568, 14336, 16384,
    18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768};
inline constexpr unsigned NumSizeClasses = sizeof(SizeClasses) / 2;
inline constexpr size_t MaxSmallSize = 32768;
/// Objects with pointers above 512 bytes carry a one-word header in gc.
inline constexpr size_t ScanHeader = 8;

namespace detail {
struct ClassTables {
  uint8_t By8[1024 / 8 + 1], By128[MaxSmallSize / 128 + 1];
  constexpr ClassTables() : By8(), By128() {
    unsigned C = 1;
    for (unsigned I = 1; I <= 1024 / 8; ++I) {
      while (SizeClasses[C] < I * 8)
        ++C;
      By8[I] = (uint8_t)C;
    }
    C = 1;
    for (unsigned I = 1; I <= MaxSmallSize / 128; ++I) {
      while (SizeClasses[C] < I * 128)
        ++C;
      By128[I] = (uint8_t)C;
    }
  }
};
inline constexpr ClassTables Tables;
} // namespace detail

/// What gc asks its allocator for.
inline size_t requestFor(size_t Size, bool NoScan) {
  return !NoScan && Size > 512 ? Size + ScanHeader : Size;
}
/// \p Req is at most MaxSmallSize.
inline unsigned sizeClassOf(size_t Req) {
  return Req <= 1024 ? detail::Tables.By8[(Req + 7) / 8]
                     : detail::Tables.By128[(Req + 127) / 128];
}

} // namespace ogo::rt

#endif // OGO_RUNTIME_MEM_SIZECLASS_H
