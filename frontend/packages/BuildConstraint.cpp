//===- BuildConstraint.cpp - Reading and evaluating constraints -----------===//
#include "frontend/packages/BuildConstraint.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace ogo;
using llvm::StringRef;

namespace {

/// Recursive descent over  or = and {"||" and}, and = not {"&&" not},
/// not = "!" not | "(" or ")" | tag.  Both operands are always read, so that
/// a syntax error never depends on the tags.
class ExprParser {
public:
  ExprParser(StringRef Text, TagPredicate IsSet) : Rest(Text), IsSet(IsSet) {}

  llvm::Expected<bool> parse() {
    bool Value = parseOr();
    Rest = Rest.ltrim();
    if (!Failed && !Rest.empty())
      fail("unexpected token " + Rest.take_front(1).str());
    if (Failed)
      return llvm::createStringError("parsing //go:build line: " + Message);
    return Value;
  }

private:
  bool consume(StringRef Token) {
    Rest = Rest.ltrim();
    return Rest.consume_front(Token);
  }
  void fail(std::string Why) {
    if (!Failed)
      Message = std::move(Why);
    Failed = true;
  }
  bool parseOr() {
    bool Value = parseAnd();
    while (!Failed && consume("||"))
      Value |= parseAnd();
    return Value;
  }
  bool parseAnd() {
    bool Value = parseNot();
    while (!Failed && consume("&&"))
      Value &= parseNot();
    return Value;
  }
  bool parseNot() {
    if (++Depth > 1000) {
      fail("too deeply nested");
      return false;
    }
    bool Value = false;
    if (consume("!")) {
      Value = !parseNot();
    } else if (consume("(")) {
      Value = parseOr();
      if (!Failed && !consume(")"))
        fail("missing close paren");
    } else {
      Rest = Rest.ltrim();
      StringRef Tag = Rest.take_while([](char C) {
        return llvm::isAlnum(C) || C == '_' || C == '.' || (C & 0x80);
      });
      if (Tag.empty())
        fail(Rest.empty() ? "unexpected end of expression"
                          : "unexpected token " + Rest.take_front(1).str());
      Rest = Rest.drop_front(Tag.size());
      Value = !Tag.empty() && IsSet(Tag);
    }
    --Depth;
    return Value;
  }

  StringRef Rest;
  TagPredicate IsSet;
  std::string Message;
  unsigned Depth = 0;
  bool Failed = false;
};

/// The header: comments and blank lines before the package clause. Only the
/// part that a blank line ends may hold // +build lines.
struct Header {
  StringRef GoBuild;
  llvm::SmallVector<StringRef, 2> PlusBuild;
  bool Duplicate = false;
};

} // namespace

llvm::Expected<bool> ogo::evalBuildExpr(StringRef Expr, TagPredicate IsSet) {
  return ExprParser(Expr, IsSet).parse();
}

/// One // +build line: words are alternatives, commas bind tighter.
static bool evalPlusBuild(StringRef Line, TagPredicate IsSet) {
  llvm::SmallVector<StringRef, 4> Words;
  llvm::SplitString(Line, Words);
  for (StringRef Word : Words) {
    llvm::SmallVector<StringRef, 4> Terms;
    Word.split(Terms, ',');
    bool All = true;
    for (StringRef Term : Terms) {
      bool Negated = Term.consume_front("!");
      All &= !Term.empty() && IsSet(Term) != Negated;
    }
    if (All)
      return true;
  }
  return false;
}

static Header readHeader(StringRef Text) {
  Header Result;
  Text.consume_front("\xef\xbb\xbf");
  llvm::SmallVector<StringRef, 2> Pending; // +build lines since a blank line
  bool InBlock = false;
  while (!Text.empty()) {
    StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    Line = Line.trim();
    if (!InBlock && Line.empty()) {
      Result.PlusBuild.append(Pending);
      Pending.clear();
      continue;
    }
    if (!InBlock && Line.starts_with("//")) {
      StringRef Body = Line;
      if (Body.consume_front("//go:build") &&
          (Body.empty() || llvm::isSpace(Body[0]))) {
        Result.Duplicate |= !Result.GoBuild.empty();
        Result.GoBuild = Body.trim();
        continue;
      }
      Body = Line.drop_front(2).ltrim();
      if (Body.consume_front("+build") &&
          (Body.empty() || llvm::isSpace(Body[0])))
        Pending.push_back(Body.trim());
      continue;
    }
    // Skip block comments; anything else ends the header.
    while (!Line.empty()) {
      if (InBlock) {
        size_t End = Line.find("*/");
        if (End == StringRef::npos) {
          Line = "";
          break;
        }
        InBlock = false;
        Line = Line.drop_front(End + 2).ltrim();
      } else if (Line.consume_front("/*")) {
        InBlock = true;
      } else if (Line.starts_with("//")) {
        break;
      } else {
        return Result;
      }
    }
  }
  return Result;
}

llvm::Expected<bool> ogo::headerMatches(StringRef Text, TagPredicate IsSet) {
  Header H = readHeader(Text);
  if (H.Duplicate)
    return llvm::createStringError("multiple //go:build comments");
  if (!H.GoBuild.empty())
    return evalBuildExpr(H.GoBuild, IsSet);
  for (StringRef Line : H.PlusBuild)
    if (!evalPlusBuild(Line, IsSet))
      return false;
  return true;
}
