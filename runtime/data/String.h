// UTF-8 and string making shared by the runtime's parts.
#ifndef OGO_RUNTIME_DATA_STRING_H
#define OGO_RUNTIME_DATA_STRING_H

#include "runtime/abi/Layout.h"

namespace ogo::rt {

inline constexpr int32_t RuneError = 0xFFFD;

struct Decoded {
  int32_t Rune;
  int32_t Width;
};
/// Decodes the rune at P; Len > 0 bytes are readable.
[[gnu::always_inline]] inline Decoded decodeRune(const uint8_t *P,
                                                 int64_t Len) {
  int32_t C = P[0];
  if (C < 0x80)
    return {C, 1};
  auto continues = [=](int64_t I) { return I < Len && P[I] >> 6 == 2; };
  auto bits = [=](int64_t I) { return P[I] & 0x3F; };
  // Overlong forms are no runes, nor are surrogate halves and what is beyond
  // Unicode.
  if (C < 0xE0) {
    if (C >= 0xC2 && continues(1))
      return {(C & 0x1F) << 6 | bits(1), 2};
  } else if (C < 0xF0) {
    if (continues(1) && continues(2)) {
      int32_t R = (C & 0x0F) << 12 | bits(1) << 6 | bits(2);
      if (R >= 0x800 && R >> 11 != 0xD800 >> 11)
        return {R, 3};
    }
  } else if (C < 0xF5 && continues(1) && continues(2) && continues(3)) {
    int32_t R = (C & 0x07) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3);
    if (R >= 0x10000 && R <= 0x10FFFF)
      return {R, 4};
  }
  return {RuneError, 1};
}
/// Writes at most 4 bytes; invalid runes become RuneError.
int encodeRune(uint8_t *Out, int32_t R);
/// A Go string with a copy of the bytes.
GoString makeString(const void *P, int64_t Len);

} // namespace ogo::rt

#endif // OGO_RUNTIME_DATA_STRING_H
