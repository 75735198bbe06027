//===- Parser.cpp - Errors, recovery and the limits of nesting ------------===//
//
// After an error the parser skips to a token that can follow the construct.
// Inside functions, keywords that start a statement also stop the skipping.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/ParserImpl.h"

using namespace ogo;
using llvm::StringRef;
using llvm::Twine;

static uintptr_t stackAddress() {
  return reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
}

Parser::Parser(ASTContext &Ctx, SourceManager &SM, const SourceFile &Source,
               Interner &Names, Diagnostics &Diags, const ParseOptions &Opts)
    : Lexer(Source, Diags), Ctx(Ctx), SM(SM), Names(Names), Opts(Opts),
      StackBase(stackAddress()) {}

Parser::Parser(ASTContext &Ctx, SourceManager &SM, const SourceFile &Source,
               Interner &Names, Diagnostics &Diags, const ParseOptions &Opts,
               uint32_t From)
    : Lexer(Source, Diags, From), Ctx(Ctx), SM(SM), Names(Names), Opts(Opts),
      BeforePackage(false), StackBase(stackAddress()) {}

bool Parser::isStackLow() const {
  return StackBase - stackAddress() > Opts.StackLimit;
}

void Parser::abandon() {
  if (Kind == Tok::EndOfFile)
    return;
  error(DiagCode::TooDeep, pos(), "nesting is too deep");
  stop();
}

static std::string tokenWord(Tok T) {
  if (T == Tok::Comma)
    return "comma";
  if (T == Tok::Semi)
    return "semicolon or newline";
  StringRef Text = tokText(T);
  return (T >= Tok::KwBreak ? "keyword " + Text : Text).str();
}

void Parser::wantFailed(Tok T) {
  expected(tokenWord(T));
  advance();
}

/// Accepts '=' and, with an error, ':='.
bool Parser::gotAssign() {
  if (Kind == Tok::Define)
    expected("=");
  else if (Kind != Tok::Assign)
    return false;
  next();
  return true;
}

std::string Parser::currentToken() const {
  switch (Kind) {
  case Tok::Name:
    return ("name " + text()).str();
  case Tok::Semi:
    return semiText().str();
  case Tok::Literal:
    return ("literal " + text()).str();
  case Tok::Operator:
    return opText(Opcode).str();
  case Tok::AssignOp:
    return (opText(Opcode) + "=").str();
  case Tok::IncOp:
    return (opText(Opcode) + opText(Opcode)).str();
  default:
    return tokenWord(Kind);
  }
}

/// At the end of the file every open construct is unfinished; one error says
/// it.
bool Parser::isFollowUp() const {
  return Kind == Tok::EndOfFile && errorCount() != 0;
}

void Parser::syntaxErrorAt(Pos At, const Twine &Message, DiagCode Code) {
  if (!isFollowUp())
    error(Code, At, "syntax error: " + Message);
}

void Parser::expected(const Twine &What) {
  syntaxError("unexpected " + Twine(currentToken()) + ", expected " + What);
}

void Parser::unexpected(const Twine &Where) {
  syntaxError("unexpected " + Twine(currentToken()) + " " + Where);
}

static constexpr uint64_t bit(Tok T) {
  return uint64_t(1) << static_cast<unsigned>(T);
}

static constexpr uint64_t StatementKeywords =
    bit(Tok::KwBreak) | bit(Tok::KwConst) | bit(Tok::KwContinue) |
    bit(Tok::KwDefer) | bit(Tok::KwFallthrough) | bit(Tok::KwFor) |
    bit(Tok::KwGo) | bit(Tok::KwGoto) | bit(Tok::KwIf) | bit(Tok::KwReturn) |
    bit(Tok::KwSelect) | bit(Tok::KwSwitch) | bit(Tok::KwType) |
    bit(Tok::KwVar);

/// Skips to a token of FollowList; without one, skips a single token so that
/// the caller makes progress.
void Parser::advance(std::initializer_list<Tok> FollowList) {
  uint64_t Follow = bit(Tok::EndOfFile);
  if (FollowList.size() != 0 && FuncNest > 0)
    Follow |= StatementKeywords;
  for (Tok T : FollowList)
    Follow |= bit(T);
  while (!(Follow & bit(Kind))) {
    next();
    if (FollowList.size() == 0)
      break;
  }
}

File *ogo::parseFile(ASTContext &Ctx, SourceManager &SM,
                     const SourceFile &Source, Interner &Names,
                     Diagnostics &Diags, const ParseOptions &Opts) {
  return Parser(Ctx, SM, Source, Names, Diags, Opts).parseFile();
}

void ogo::parseBody(ASTContext &Ctx, SourceManager &SM,
                    const SourceFile &Source, Interner &Names,
                    Diagnostics &Diags, const ParseOptions &Opts,
                    BlockStmt *Body) {
  Parser(Ctx, SM, Source, Names, Diags, Opts, Source.offsetOf(Body->pos()))
      .parseBody(Body);
}
