//===- CharInfo.cpp - Unicode classification and printing -----------------===//
#include "frontend/syntax/CharInfo.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Unicode.h"
#include <algorithm>
#include <iterator>

using namespace ogo;

namespace {
struct CodePointRange {
  uint32_t Lo, Hi;
};
#include "frontend/syntax/UnicodeRanges.inc"
} // namespace

template <size_t N>
static bool contains(const CodePointRange (&Ranges)[N], uint32_t R) {
  auto *It = std::lower_bound(
      std::begin(Ranges), std::end(Ranges), R,
      [](const CodePointRange &Range, uint32_t R) { return Range.Hi < R; });
  return It != std::end(Ranges) && It->Lo <= R;
}

bool ogo::isUnicodeLetter(uint32_t R) {
  if (R < 0x80)
    return R != '_' && isAsciiLetter(static_cast<char>(R));
  return contains(LetterRanges, R);
}

bool ogo::isUnicodeDigit(uint32_t R) {
  return R < 0x80 ? isDecimal(static_cast<char>(R)) : contains(DigitRanges, R);
}

bool ogo::isValidName(llvm::StringRef S) {
  const char *At = S.begin();
  while (At != S.end()) {
    unsigned Size;
    uint32_t R = decodeRune(At, S.end(), Size);
    bool Ok = R < 0x80 ? isAsciiIdentifier(static_cast<char>(R))
                       : isUnicodeLetter(R) || isUnicodeDigit(R);
    if (!Ok)
      return false;
    At += Size;
  }
  return true;
}

uint32_t ogo::decodeRune(const char *At, const char *End, unsigned &Size) {
  auto Byte = [&](unsigned I) -> uint32_t {
    return static_cast<uint8_t>(At[I]);
  };
  uint32_t First = Byte(0);
  Size = 1;
  if (First < 0x80)
    return First;
  unsigned Length;
  uint32_t Rune, Min;
  if ((First & 0xE0) == 0xC0)
    Length = 2, Rune = First & 0x1F, Min = 0x80;
  else if ((First & 0xF0) == 0xE0)
    Length = 3, Rune = First & 0x0F, Min = 0x800;
  else if ((First & 0xF8) == 0xF0)
    Length = 4, Rune = First & 0x07, Min = 0x10000;
  else
    return RuneError;
  if (static_cast<size_t>(End - At) < Length)
    return RuneError;
  for (unsigned I = 1; I != Length; ++I) {
    if ((Byte(I) & 0xC0) != 0x80)
      return RuneError;
    Rune = Rune << 6 | (Byte(I) & 0x3F);
  }
  if (Rune < Min || Rune > MaxRune || (Rune >= 0xD800 && Rune < 0xE000))
    return RuneError;
  Size = Length;
  return Rune;
}

void ogo::appendRune(std::string &Out, uint32_t R) {
  if (R > MaxRune || (R >= 0xD800 && R < 0xE000))
    R = RuneError;
  if (R < 0x80) {
    Out += static_cast<char>(R);
  } else if (R < 0x800) {
    Out += static_cast<char>(0xC0 | R >> 6);
    Out += static_cast<char>(0x80 | (R & 0x3F));
  } else if (R < 0x10000) {
    Out += static_cast<char>(0xE0 | R >> 12);
    Out += static_cast<char>(0x80 | (R >> 6 & 0x3F));
    Out += static_cast<char>(0x80 | (R & 0x3F));
  } else {
    Out += static_cast<char>(0xF0 | R >> 18);
    Out += static_cast<char>(0x80 | (R >> 12 & 0x3F));
    Out += static_cast<char>(0x80 | (R >> 6 & 0x3F));
    Out += static_cast<char>(0x80 | (R & 0x3F));
  }
}

/// As strconv.IsPrint: of the separators only the ASCII space is printable.
static bool isPrintable(uint32_t R) {
  if (R == 0x1680 || (R >= 0x2000 && R <= 0x200A) || R == 0x202F ||
      R == 0x205F || R == 0x3000)
    return false;
  return R <= MaxRune && llvm::sys::unicode::isPrintable(static_cast<int>(R));
}

static std::string hex(uint32_t R, unsigned Width, bool LowerCase) {
  // utohexstr's own width would cut longer numbers off.
  std::string Digits = llvm::utohexstr(R, LowerCase);
  return std::string(Width - std::min<size_t>(Width, Digits.size()), '0') +
         Digits;
}

std::string ogo::describeRune(uint32_t R) {
  std::string S = "U+" + hex(R, 4, /*LowerCase=*/false);
  if (isPrintable(R)) {
    S += " '";
    appendRune(S, R);
    S += '\'';
  }
  return S;
}

static void appendQuoted(std::string &Out, uint32_t R, char Quote) {
  if (R == static_cast<uint8_t>(Quote) || R == '\\') {
    Out += '\\';
    Out += static_cast<char>(R);
    return;
  }
  if (isPrintable(R))
    return appendRune(Out, R);
  static constexpr char Named[] = "abtnvfr"; // 7 to 13, in this order
  if (R >= 7 && R <= 13) {
    Out += '\\';
    Out += Named[R - 7];
  } else if (R < 0x20 || R == 0x7F) {
    Out += "\\x" + hex(R, 2, /*LowerCase=*/true);
  } else if (R < 0x10000) {
    Out += "\\u" + hex(R, 4, /*LowerCase=*/true);
  } else {
    Out += "\\U" + hex(R, 8, /*LowerCase=*/true);
  }
}

std::string ogo::quoteRune(uint32_t R) {
  std::string S = "'";
  appendQuoted(S, R, '\'');
  return S + '\'';
}

std::string ogo::quoteString(llvm::StringRef Text) {
  std::string S = "\"";
  for (const char *At = Text.begin(); At != Text.end();) {
    unsigned Size;
    uint32_t R = decodeRune(At, Text.end(), Size);
    if (R == RuneError && Size == 1)
      S += "\\x" + hex(static_cast<uint8_t>(*At), 2, /*LowerCase=*/true);
    else
      appendQuoted(S, R, '"');
    At += Size;
  }
  return S + '"';
}
