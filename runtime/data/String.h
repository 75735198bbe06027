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
Decoded decodeRune(const uint8_t *P, int64_t Len);
/// Writes at most 4 bytes; invalid runes become RuneError.
int encodeRune(uint8_t *Out, int32_t R);
/// A Go string with a copy of the bytes.
GoString makeString(const void *P, int64_t Len);

} // namespace ogo::rt

#endif // OGO_RUNTIME_DATA_STRING_H
