//===- SymbolName.h - How symbols spell package paths ----------*- C++ -*-===//
//
// A symbol is PATH.NAME; so that the dot between them can be found, gc escapes
// those of the path's last element. Lowering and the program's own module spell
// symbols, and tracebacks and go:linkname show them to programs. A leaf header:
// it includes nothing.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_RUNTIME_ABI_SYMBOLNAME_H
#define OGO_RUNTIME_ABI_SYMBOLNAME_H

namespace ogo {

/// Appends the package path Path[0..Size) to Out (anything with +=) as symbols
/// have it: %xx for dots of the last element and for bytes that are no printable
/// ASCII, percent signs and quotes.
template <typename String>
void appendSymbolPrefix(String &Out, const char *Path, unsigned long Size) {
  constexpr char Hex[] = "0123456789abcdef";
  unsigned long Last = Size;
  while (Last > 0 && Path[Last - 1] != '/')
    --Last;
  for (unsigned long I = 0; I < Size; ++I) {
    unsigned char C = static_cast<unsigned char>(Path[I]);
    if (C <= ' ' || (C == '.' && I >= Last) || C == '%' || C == '"' ||
        C >= 0x7F) {
      Out += '%';
      Out += Hex[C >> 4];
      Out += Hex[C & 15];
    } else {
      Out += Path[I];
    }
  }
}

} // namespace ogo

#endif
