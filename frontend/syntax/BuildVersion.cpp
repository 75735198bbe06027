//===- BuildVersion.cpp - Minimum version of a build constraint -----------===//
//
// A file's language version is the lowest go1.N under which its build
// constraint can hold, other tags being free. Under a negation the question is
// reversed, so each subexpression yields its bound for both signs at once.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/BuildVersion.h"
#include "frontend/syntax/CharInfo.h"
#include <algorithm>

using namespace ogo;
using llvm::StringRef;

namespace {

/// Lowest version for the expression to hold and for it to fail; -1: any.
struct Bounds {
  int Holds = -1;
  int Fails = -1;
};

class ConstraintReader {
public:
  explicit ConstraintReader(StringRef Text) : Rest(Text) {}
  bool read(Bounds &B) { return readOr(B) && skipSpace().empty(); }

private:
  StringRef skipSpace() { return Rest = Rest.ltrim(" \t"); }
  bool consume(StringRef Text) {
    skipSpace();
    return Rest.consume_front(Text);
  }
  bool readOr(Bounds &B);
  bool readAnd(Bounds &B);
  bool readNot(Bounds &B);

  StringRef Rest;
  unsigned Depth = 0;
};

} // namespace

bool ConstraintReader::readOr(Bounds &B) {
  if (!readAnd(B))
    return false;
  while (consume("||")) {
    Bounds Right;
    if (!readAnd(Right))
      return false;
    B = {std::min(B.Holds, Right.Holds), std::max(B.Fails, Right.Fails)};
  }
  return true;
}

bool ConstraintReader::readAnd(Bounds &B) {
  if (!readNot(B))
    return false;
  while (consume("&&")) {
    Bounds Right;
    if (!readNot(Right))
      return false;
    B = {std::max(B.Holds, Right.Holds), std::min(B.Fails, Right.Fails)};
  }
  return true;
}

bool ConstraintReader::readNot(Bounds &B) {
  if (consume("!")) {
    // A doubled negation is not part of the grammar.
    if (skipSpace().starts_with("!") || !readNot(B))
      return false;
    std::swap(B.Holds, B.Fails);
    return true;
  }
  if (consume("(")) {
    if (++Depth > 1000 || !readOr(B) || !consume(")"))
      return false;
    --Depth;
    return true;
  }
  size_t Length = 0;
  while (Length != Rest.size()) {
    unsigned Size;
    uint32_t R = decodeRune(Rest.data() + Length, Rest.end(), Size);
    if (R != '_' && R != '.' && !isUnicodeLetter(R) && !isUnicodeDigit(R))
      break;
    Length += Size;
  }
  StringRef Tag = Rest.take_front(Length);
  Rest = Rest.drop_front(Length);
  int Minor;
  if (Tag == "go1")
    B.Holds = 0;
  else if (Tag.consume_front("go1.") && !Tag.getAsInteger(10, Minor))
    B.Holds = Minor;
  return Length != 0;
}

LangVersion ogo::buildConstraintVersion(StringRef Comment) {
  Bounds B;
  if (!Comment.consume_front("//go:build") || Comment.empty() ||
      (Comment.front() != ' ' && Comment.front() != '\t') ||
      !ConstraintReader(Comment.rtrim()).read(B) || B.Holds < 0)
    return {};
  return LangVersion{B.Holds};
}
