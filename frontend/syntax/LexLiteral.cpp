//===- LexLiteral.cpp - Number, rune and string tokens --------------------===//
//
// Literals are scanned to their end even when they are wrong, so that one
// mistake gives one message; BadLiteral tells later phases to stay silent.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/CharInfo.h"
#include "frontend/syntax/Lexer.h"
#include <cstring>

using namespace ogo;
using llvm::StringRef;
using llvm::Twine;

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

static StringRef baseName(unsigned Base) {
  switch (Base) {
  case 2:
    return "binary";
  case 8:
    return "octal";
  case 10:
    return "decimal";
  default:
    return "hexadecimal";
  }
}

namespace {
/// What a run of digits contained.
enum DigitBits : unsigned { SawDigit = 1, SawSeparator = 2 };
} // namespace

/// Skips digits and separators. Below base 16 every decimal digit is taken, and
/// Invalid is set to the first one that the base does not have.
unsigned Lexer::digits(unsigned Base, const char *&Invalid) {
  unsigned Seen = 0;
  for (;; ++Cur) {
    if (*Cur == '_') {
      Seen |= SawSeparator;
      continue;
    }
    unsigned Value = digitValue(*Cur);
    if (Value >= (Base <= 10 ? 10u : 16u))
      return Seen;
    if (Value >= Base && !Invalid)
      Invalid = Cur;
    Seen |= SawDigit;
  }
}

/// Position of the first '_' that does not stand between digits (a base prefix
/// counts as one), npos if there is none.
static size_t findMisplacedSeparator(StringRef Text) {
  enum { Other, Digit, Separator } Previous = Other;
  bool Hex = false;
  size_t I = 0;
  if (Text.size() >= 2 && Text[0] == '0') {
    char Prefix = lowerAscii(Text[1]);
    Hex = Prefix == 'x';
    if (Hex || Prefix == 'o' || Prefix == 'b') {
      Previous = Digit;
      I = 2;
    }
  }
  for (; I != Text.size(); ++I) {
    if (Text[I] == '_') {
      if (Previous != Digit)
        return I;
      Previous = Separator;
    } else if (isDecimal(Text[I]) || (Hex && digitValue(Text[I]) < 16)) {
      Previous = Digit;
    } else {
      if (Previous == Separator)
        return I - 1;
      Previous = Other;
    }
  }
  return Previous == Separator ? Text.size() - 1 : StringRef::npos;
}

void Lexer::number(bool SeenPoint) {
  bool Ok = true;
  auto Fail = [&](const char *At, const Twine &Message) {
    if (Ok)
      errorAt(DiagCode::InvalidNumber, At, Message);
    Ok = false;
  };
  LitKind K = LitKind::Int;
  unsigned Base = 10, Seen = 0;
  char Prefix = 0; // 'x', 'o', 'b', '0' for a leading zero, 0 for none
  const char *Invalid = nullptr;

  if (!SeenPoint) {
    if (*Cur == '0') {
      ++Cur;
      Prefix = lowerAscii(*Cur);
      switch (Prefix) {
      case 'x':
        Base = 16;
        ++Cur;
        break;
      case 'o':
        Base = 8;
        ++Cur;
        break;
      case 'b':
        Base = 2;
        ++Cur;
        break;
      default:
        Base = 8;
        Prefix = '0';
        Seen = SawDigit;
      }
    }
    Seen |= digits(Base, Invalid);
    if (*Cur == '.') {
      if (Prefix == 'o' || Prefix == 'b')
        Fail(Cur, "invalid radix point in " + baseName(Base) + " literal");
      ++Cur;
      SeenPoint = true;
    }
  }
  if (SeenPoint) {
    K = LitKind::Float;
    Seen |= digits(Base, Invalid);
  }
  if (!(Seen & SawDigit))
    Fail(Cur, baseName(Base) + " literal has no digits");

  char Exponent = lowerAscii(*Cur);
  if (Exponent == 'e' || Exponent == 'p') {
    if (Exponent == 'e' && Prefix != 0 && Prefix != '0')
      Fail(Cur, quoteRune(*Cur) + " exponent requires decimal mantissa");
    else if (Exponent == 'p' && Prefix != 'x')
      Fail(Cur, quoteRune(*Cur) + " exponent requires hexadecimal mantissa");
    ++Cur;
    K = LitKind::Float;
    if (*Cur == '+' || *Cur == '-')
      ++Cur;
    const char *Ignored = nullptr;
    Seen = digits(10, Ignored) | (Seen & SawSeparator);
    if (!(Seen & SawDigit))
      Fail(Cur, "exponent has no digits");
  } else if (Prefix == 'x' && K == LitKind::Float) {
    Fail(Cur, "hexadecimal mantissa requires a 'p' exponent");
  }

  if (*Cur == 'i') {
    K = LitKind::Imag;
    ++Cur;
  }
  if (K == LitKind::Int && Invalid)
    Fail(Invalid, "invalid digit " + quoteRune(*Invalid) + " in " +
                      baseName(Base) + " literal");
  if ((Seen & SawSeparator) && Ok) {
    size_t At = findMisplacedSeparator(text());
    if (At != StringRef::npos)
      Fail(Begin + Offset + At, "'_' must separate successive digits");
  }
  setLiteral(K, !Ok);
}

//===----------------------------------------------------------------------===//
// Runes and strings
//===----------------------------------------------------------------------===//

/// Skips an escape sequence whose backslash has been read. At the end of the
/// file it is silent: the literal's own error says more.
bool Lexer::escape(char Quote) {
  auto Fail = [&](const Twine &Message) {
    errorAt(DiagCode::InvalidEscape, Cur, Message);
    return false;
  };
  unsigned Length, Base;
  uint32_t Max;
  char C = *Cur;
  if (C == Quote) {
    ++Cur;
    return true;
  }
  switch (C) {
  case 'a':
  case 'b':
  case 'f':
  case 'n':
  case 'r':
  case 't':
  case 'v':
  case '\\':
    ++Cur;
    return true;
  case '0':
  case '1':
  case '2':
  case '3':
  case '4':
  case '5':
  case '6':
  case '7':
    Length = 3, Base = 8, Max = 255;
    break;
  case 'x':
    ++Cur;
    Length = 2, Base = 16, Max = 255;
    break;
  case 'u':
    ++Cur;
    Length = 4, Base = 16, Max = MaxRune;
    break;
  case 'U':
    ++Cur;
    Length = 8, Base = 16, Max = MaxRune;
    break;
  default:
    return Cur == End || Fail("unknown escape");
  }

  uint32_t Value = 0;
  for (unsigned I = 0; I != Length; ++I) {
    if (Cur == End)
      return true;
    unsigned Digit = digitValue(*Cur);
    if (Digit >= Base) {
      unsigned Size;
      return Fail("invalid character " + quoteRune(decodeRune(Cur, End, Size)) +
                  " in " + baseName(Base) + " escape");
    }
    Value = Value * Base + Digit;
    ++Cur;
  }
  if (Base == 8 && Value > Max)
    return Fail("octal escape value " + Twine(Value) + " > 255");
  if (Value > Max || (Value >= 0xD800 && Value < 0xE000 && Max == MaxRune))
    return Fail("escape is invalid Unicode code point " + describeRune(Value));
  return true;
}

void Lexer::rune() {
  bool Ok = true;
  auto Fail = [&](const char *At, const Twine &Message) {
    if (Ok)
      errorAt(DiagCode::InvalidText, At, Message);
    Ok = false;
  };
  const char *Start = Begin + Offset;
  for (unsigned Count = 0;; ++Count) {
    if (*Cur == '\'') {
      if (Count == 0)
        Fail(Cur, "empty rune literal or unescaped '");
      else if (Count != 1)
        Fail(Start, "more than one character in rune literal");
      ++Cur;
      break;
    }
    if (*Cur == '\\') {
      ++Cur;
      Ok &= escape('\'');
      continue;
    }
    if (*Cur == '\n') {
      Fail(Cur, "newline in rune literal");
      break;
    }
    if (Cur == End) {
      Fail(Start, "rune literal not terminated");
      break;
    }
    unsigned Size;
    decodeRune(Cur, End, Size);
    Cur += Size;
  }
  setLiteral(LitKind::Rune, !Ok);
}

void Lexer::stdString() {
  bool Ok = true;
  for (;;) {
    char C = *Cur;
    if (C == '"') {
      ++Cur;
      break;
    }
    if (C == '\\') {
      ++Cur;
      Ok &= escape('"');
      continue;
    }
    if (C == '\n') {
      errorAt(DiagCode::InvalidText, Cur, "newline in string");
      Ok = false;
      break;
    }
    if (C == '\0' && Cur == End) {
      error(DiagCode::InvalidText, pos(), "string not terminated");
      Ok = false;
      break;
    }
    ++Cur;
  }
  setLiteral(LitKind::String, !Ok);
}

void Lexer::rawString() {
  auto *Close = static_cast<const char *>(std::memchr(Cur, '`', End - Cur));
  Cur = Close ? Close + 1 : End;
  if (!Close)
    error(DiagCode::InvalidText, pos(), "string not terminated");
  setLiteral(LitKind::String, /*IsBad=*/!Close);
}
