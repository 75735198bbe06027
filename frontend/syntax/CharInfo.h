//===- CharInfo.h - Character classes and their printed forms --*- C++ -*-===//
//
// Shared by the lexer and the literal decoder. Identifiers are defined over the
// Unicode categories L and Nd, which LLVM's Support library has no tables for.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_SYNTAX_CHARINFO_H
#define OGO_FRONTEND_SYNTAX_CHARINFO_H

#include "llvm/ADT/StringRef.h"
#include <array>
#include <cstdint>
#include <string>

namespace ogo {

inline constexpr uint32_t MaxRune = 0x10FFFF;
inline constexpr uint32_t RuneError = 0xFFFD;

enum CharClass : uint8_t { CharLetter = 1, CharDigit = 2 };

inline constexpr std::array<uint8_t, 256> CharClasses = [] {
  std::array<uint8_t, 256> Table{};
  for (unsigned C = 'a'; C <= 'z'; ++C)
    Table[C] = Table[C - 'a' + 'A'] = CharLetter;
  for (unsigned C = '0'; C <= '9'; ++C)
    Table[C] = CharDigit;
  Table['_'] = CharLetter;
  return Table;
}();

inline bool isAsciiLetter(char C) {
  return CharClasses[static_cast<uint8_t>(C)] & CharLetter;
}
inline bool isDecimal(char C) {
  return CharClasses[static_cast<uint8_t>(C)] & CharDigit;
}
inline bool isAsciiIdentifier(char C) {
  return CharClasses[static_cast<uint8_t>(C)];
}
inline char lowerAscii(char C) { return static_cast<char>(C | 0x20); }
/// Value of a digit of any base up to 16, 16 for other characters.
inline unsigned digitValue(char C) {
  if (isDecimal(C))
    return C - '0';
  char L = lowerAscii(C);
  return L >= 'a' && L <= 'f' ? L - 'a' + 10 : 16;
}

bool isUnicodeLetter(uint32_t R);
bool isUnicodeDigit(uint32_t R);

/// Whether S has only characters of identifiers. The lexer makes names of other
/// words, too, having reported them.
bool isValidName(llvm::StringRef S);

/// Decodes the rune at [At, End), which is not empty. An invalid sequence gives
/// RuneError with Size 1, as the Go spec and package utf8 have it.
uint32_t decodeRune(const char *At, const char *End, unsigned &Size);
void appendRune(std::string &Out, uint32_t R);

/// "U+0023 '#'", as fmt's %#U.
std::string describeRune(uint32_t R);
/// A quoted rune, as fmt's %q.
std::string quoteRune(uint32_t R);
/// A quoted string, as fmt's %q.
std::string quoteString(llvm::StringRef S);

} // namespace ogo

#endif
