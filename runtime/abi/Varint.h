//===- Varint.h - Numbers of seven bits a byte -----------------*- C++ -*-===//
//
// gc's pointer programs, names of types and the symbol table all hold unsigned
// numbers in this form (DWARF's ULEB128).
//
//===----------------------------------------------------------------------===//
#ifndef OGO_RUNTIME_ABI_VARINT_H
#define OGO_RUNTIME_ABI_VARINT_H

#include <stdint.h>

namespace ogo::rt {

/// Reads the number at P, low bits first, and moves P behind it.
inline uint64_t readVarint(const uint8_t *&P) {
  uint64_t V = 0;
  for (unsigned Shift = 0;; Shift += 7) {
    uint8_t B = *P++;
    V |= (uint64_t)(B & 0x7F) << Shift;
    if (!(B & 0x80))
      return V;
  }
}

} // namespace ogo::rt

#endif
