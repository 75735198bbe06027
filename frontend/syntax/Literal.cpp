//===- Literal.cpp - Decoding string and rune literals --------------------===//
//
// Rune and string literals share their escapes, but \x and octal escapes stand
// for a byte in a string and for a code point in a rune literal.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/Literal.h"
#include "frontend/syntax/CharInfo.h"
#include <cassert>

using namespace ogo;
using llvm::StringRef;

namespace {
struct Escape {
  uint32_t Value = 0;
  bool IsByte = false;
};
} // namespace

/// Reads the escape after a backslash off the front of S.
static bool readEscape(StringRef &S, Escape &E) {
  if (S.empty())
    return false;
  char C = S.front();
  unsigned Length = 0, Base = 16;
  switch (C) {
  case 'a':
    E.Value = '\a';
    break;
  case 'b':
    E.Value = '\b';
    break;
  case 'f':
    E.Value = '\f';
    break;
  case 'n':
    E.Value = '\n';
    break;
  case 'r':
    E.Value = '\r';
    break;
  case 't':
    E.Value = '\t';
    break;
  case 'v':
    E.Value = '\v';
    break;
  case '\\':
  case '\'':
  case '"':
    E.Value = static_cast<uint8_t>(C);
    break;
  case 'x':
    Length = 2;
    break;
  case 'u':
    Length = 4;
    break;
  case 'U':
    Length = 8;
    break;
  default:
    if (C < '0' || C > '7')
      return false;
    Length = 3;
    Base = 8;
  }
  if (Base == 16)
    S = S.drop_front();
  if (Length == 0)
    return true;
  if (S.size() < Length)
    return false;
  for (char D : S.take_front(Length)) {
    if (digitValue(D) >= Base)
      return false;
    E.Value = E.Value * Base + digitValue(D);
  }
  S = S.drop_front(Length);
  E.IsByte = Length <= 3;
  if (E.IsByte)
    return E.Value <= 255;
  return E.Value <= MaxRune && (E.Value < 0xD800 || E.Value >= 0xE000);
}

bool ogo::tryUnquoteString(StringRef Literal, std::string &Value) {
  Value.clear();
  if (Literal.size() < 2 || Literal.front() != Literal.back())
    return false;
  char Quote = Literal.front();
  StringRef S = Literal.drop_front().drop_back();
  if (Quote == '`') {
    if (S.contains('`'))
      return false;
    // Carriage returns are no part of a raw string's value.
    for (char C : S)
      if (C != '\r')
        Value += C;
    return true;
  }
  if (Quote != '"')
    return false;
  while (!S.empty()) {
    size_t Plain = S.find_first_of("\\\"\n");
    Value += S.take_front(Plain);
    if (Plain == StringRef::npos)
      break;
    if (S[Plain] != '\\')
      return false;
    S = S.drop_front(Plain + 1);
    Escape E;
    if (S.starts_with("'") || !readEscape(S, E))
      return false;
    if (E.IsByte)
      Value += static_cast<char>(E.Value);
    else
      appendRune(Value, E.Value);
  }
  return true;
}

std::string ogo::unquoteString(StringRef Literal) {
  std::string Value;
  [[maybe_unused]] bool Ok = tryUnquoteString(Literal, Value);
  assert(Ok && "not a correct string literal");
  return Value;
}

int32_t ogo::unquoteRune(StringRef Literal) {
  assert(Literal.size() >= 3 && "not a correct rune literal");
  StringRef S = Literal.drop_front().drop_back();
  if (S.consume_front("\\")) {
    Escape E;
    [[maybe_unused]] bool Ok = readEscape(S, E);
    assert(Ok && "not a correct rune literal");
    return static_cast<int32_t>(E.Value);
  }
  unsigned Size;
  return static_cast<int32_t>(decodeRune(S.begin(), S.end(), Size));
}
