//===- Lexer.cpp - Token recognition and comments -------------------------===//
//
// The buffer ends in a null byte, so single characters are read without bounds
// checks. Bytes that may not occur in Go text at all (NUL, broken UTF-8, a late
// byte order mark) are found by one vectorizable scan up front; only files that
// have some pay for skipping them, which gc does at the level of characters.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/Lexer.h"
#include "frontend/syntax/CharInfo.h"
#include <cstring>

using namespace ogo;
using llvm::StringRef;
using llvm::Twine;

//===----------------------------------------------------------------------===//
// Keywords
//===----------------------------------------------------------------------===//

namespace {
struct Keyword {
  const char *Text = nullptr;
  uint8_t Length = 0;
  Tok Kind = Tok::EndOfFile;
};
struct KeywordTable {
  Keyword Slots[64];
  bool Perfect = true;
};
} // namespace

static constexpr unsigned keywordHash(const char *Text, size_t Length) {
  return (static_cast<uint8_t>(Text[0]) * 1 +
          static_cast<uint8_t>(Text[1]) * 25 +
          static_cast<unsigned>(Length) * 3) &
         63;
}

static constexpr KeywordTable Keywords = [] {
  KeywordTable Table;
  auto Add = [&Table](const char *Text, size_t Length, Tok Kind) {
    Keyword &Slot = Table.Slots[keywordHash(Text, Length)];
    Table.Perfect &= Slot.Text == nullptr;
    Slot = {Text, static_cast<uint8_t>(Length), Kind};
  };
#define KEYWORD(NAME, TEXT) Add(TEXT, sizeof(TEXT) - 1, Tok::Kw##NAME);
#include "frontend/syntax/Tokens.def"
  return Table;
}();
static_assert(Keywords.Perfect, "two keywords share a hash");

//===----------------------------------------------------------------------===//
// Source bytes
//===----------------------------------------------------------------------===//

static constexpr uint32_t ByteOrderMark = 0xFEFF;

Lexer::Lexer(const SourceFile &Source, Diagnostics &Diags)
    : Source(Source), Diags(Diags), Begin(Source.text().begin()),
      End(Source.text().end()), Cur(Begin) {
  findBadText();
}

static bool isPlainAscii(const char *At, const char *End) {
  // A plain byte lies in [1, 127]; subtracting one makes both ends overflow.
  uint8_t Max = 0;
  for (; At != End; ++At) {
    uint8_t Shifted = static_cast<uint8_t>(*At - 1);
    Max = Shifted > Max ? Shifted : Max;
  }
  return Max < 0x7F;
}

void Lexer::findBadText() {
  if (isPlainAscii(Begin, End))
    return;
  for (const char *At = Begin; At != End;) {
    auto Here = static_cast<uint32_t>(At - Begin);
    if (*At > 0) {
      ++At;
      continue;
    }
    unsigned Size;
    uint32_t R = decodeRune(At, End, Size);
    if (R == 0)
      Bad.push_back({Here, "invalid NUL character"});
    else if (R == RuneError && Size == 1)
      Bad.push_back({Here, "invalid UTF-8 encoding"});
    else if (R == ByteOrderMark && Here == 0)
      Cur += Size;
    else if (R == ByteOrderMark)
      Bad.push_back({Here, "invalid BOM in the middle of the file"});
    At += Size;
  }
}

/// Reports what was passed over inside comments and literals.
void Lexer::reportBadText() {
  for (; NextBad != Bad.size() && Begin + Bad[NextBad].At < Cur; ++NextBad)
    error(DiagCode::InvalidEncoding, Source.posAt(Bad[NextBad].At),
          Bad[NextBad].Message);
}

bool Lexer::skipBadText() {
  reportBadText(); // comments before this
  if (NextBad == Bad.size() || Begin + Bad[NextBad].At != Cur)
    return false;
  unsigned Size;
  decodeRune(Cur, End, Size);
  Cur += Size;
  reportBadText();
  return true;
}

void Lexer::error(DiagCode Code, Pos At, const Twine &Message) {
  ++Errors;
  Diags.report(Code, At, Message);
}

void Lexer::stop() {
  Cur = End;
  InsertSemi = false;
  Kind = Tok::EndOfFile;
  Offset = static_cast<uint32_t>(End - Begin);
  NextBad = Bad.size();
}

bool Lexer::isLineBlankBefore(uint32_t At) const {
  const char *P = Begin + At;
  while (P != Begin && (P[-1] == ' ' || P[-1] == '\t' || P[-1] == '\r'))
    --P;
  return P == Begin || P[-1] == '\n' ||
         StringRef(Begin, P - Begin) == "\xEF\xBB\xBF";
}

//===----------------------------------------------------------------------===//
// Tokens
//===----------------------------------------------------------------------===//

void Lexer::setOperator(Op O) {
  Kind = Tok::Operator;
  Opcode = O;
  Precedence = static_cast<uint8_t>(opPrecedence(O));
}

/// O or, if '=' follows, the assignment operation of O.
void Lexer::setAssignable(Op O) {
  setOperator(O);
  if (*Cur == '=') {
    ++Cur;
    Kind = Tok::AssignOp;
  }
}

void Lexer::setLiteral(LitKind K, bool IsBad) {
  Kind = Tok::Literal;
  Lit = K;
  BadLiteral = IsBad;
  InsertSemi = true;
}

void Lexer::next() {
  bool NewlineIsSemi = InsertSemi;
  InsertSemi = false;

  for (;;) {
    while (*Cur == ' ' || *Cur == '\t' || (*Cur == '\n' && !NewlineIsSemi) ||
           *Cur == '\r')
      ++Cur;
    Offset = static_cast<uint32_t>(Cur - Begin);
    if (isAsciiLetter(*Cur)) {
      identifier();
      break;
    }

    char C = *Cur++;
    switch (C) {
    case '\0':
      --Cur;
      if (skipBadText())
        continue;
      Kind = Tok::EndOfFile;
      if (NewlineIsSemi) {
        SemiText = "EOF";
        Kind = Tok::Semi;
      }
      break;
    case '\n':
      SemiText = "newline";
      Kind = Tok::Semi;
      break;
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
      --Cur;
      number(/*SeenPoint=*/false);
      break;
    case '"':
      stdString();
      break;
    case '`':
      rawString();
      break;
    case '\'':
      rune();
      break;
    case '(':
      Kind = Tok::Lparen;
      break;
    case '[':
      Kind = Tok::Lbrack;
      break;
    case '{':
      Kind = Tok::Lbrace;
      break;
    case ',':
      Kind = Tok::Comma;
      break;
    case ';':
      SemiText = "semicolon";
      Kind = Tok::Semi;
      break;
    case ')':
      InsertSemi = true;
      Kind = Tok::Rparen;
      break;
    case ']':
      InsertSemi = true;
      Kind = Tok::Rbrack;
      break;
    case '}':
      InsertSemi = true;
      Kind = Tok::Rbrace;
      break;
    case ':':
      Kind = Tok::Colon;
      if (*Cur == '=') {
        ++Cur;
        Kind = Tok::Define;
      }
      break;
    case '.':
      if (isDecimal(*Cur)) {
        number(/*SeenPoint=*/true);
      } else if (Cur[0] == '.' && Cur[1] == '.') {
        Cur += 2;
        Kind = Tok::DotDotDot;
      } else {
        Kind = Tok::Dot;
      }
      break;
    case '+':
    case '-':
      setAssignable(C == '+' ? Op::Add : Op::Sub);
      if (Kind == Tok::Operator && *Cur == C) {
        ++Cur;
        InsertSemi = true;
        Kind = Tok::IncOp;
      }
      break;
    case '*':
      setAssignable(Op::Mul);
      if (Kind == Tok::Operator)
        Kind = Tok::Star;
      break;
    case '/':
      if (*Cur == '/') {
        lineComment();
        continue;
      }
      if (*Cur == '*') {
        bool HasNewline = generalComment();
        // A comment that spans lines acts like a newline.
        if (HasNewline && NewlineIsSemi) {
          SemiText = "newline";
          Kind = Tok::Semi;
          break;
        }
        continue;
      }
      setAssignable(Op::Div);
      break;
    case '%':
      setAssignable(Op::Rem);
      break;
    case '&':
      if (*Cur == '&') {
        ++Cur;
        setOperator(Op::AndAnd);
      } else if (*Cur == '^') {
        ++Cur;
        setAssignable(Op::AndNot);
      } else {
        setAssignable(Op::And);
      }
      break;
    case '|':
      if (*Cur == '|') {
        ++Cur;
        setOperator(Op::OrOr);
      } else {
        setAssignable(Op::Or);
      }
      break;
    case '^':
      setAssignable(Op::Xor);
      break;
    case '<':
      if (*Cur == '=') {
        ++Cur;
        setOperator(Op::Leq);
      } else if (*Cur == '<') {
        ++Cur;
        setAssignable(Op::Shl);
      } else if (*Cur == '-') {
        ++Cur;
        Kind = Tok::Arrow;
      } else {
        setOperator(Op::Lss);
      }
      break;
    case '>':
      if (*Cur == '=') {
        ++Cur;
        setOperator(Op::Geq);
      } else if (*Cur == '>') {
        ++Cur;
        setAssignable(Op::Shr);
      } else {
        setOperator(Op::Gtr);
      }
      break;
    case '=':
      Kind = Tok::Assign;
      if (*Cur == '=') {
        ++Cur;
        setOperator(Op::Eql);
      }
      break;
    case '!':
      if (*Cur == '=') {
        ++Cur;
        setOperator(Op::Neq);
      } else {
        setOperator(Op::Not);
      }
      break;
    case '~':
      setOperator(Op::Tilde);
      break;
    default:
      --Cur;
      if (static_cast<uint8_t>(C) < 0x80) {
        errorAt(DiagCode::InvalidCharacter, Cur,
                "invalid character " + describeRune(C));
        ++Cur;
        continue;
      }
      if (skipBadText())
        continue;
      // Any other character starts an identifier, if perhaps a wrong one.
      identifierRune(/*First=*/true);
      identifier();
      break;
    }
    break;
  }
  if (LLVM_UNLIKELY(NextBad != Bad.size()))
    reportBadText();
}

/// Consumes a non-ASCII rune as part of an identifier, reporting it if it may
/// not be one.
bool Lexer::identifierRune(bool First) {
  if (static_cast<uint8_t>(*Cur) < 0x80)
    return false;
  unsigned Size;
  uint32_t R = decodeRune(Cur, End, Size);
  if (isUnicodeDigit(R)) {
    if (First)
      errorAt(DiagCode::InvalidIdentifier, Cur,
              "identifier cannot begin with digit " + describeRune(R));
  } else if (!isUnicodeLetter(R)) {
    errorAt(DiagCode::InvalidIdentifier, Cur,
            "invalid character " + describeRune(R) + " in identifier");
  }
  Cur += Size;
  return true;
}

void Lexer::identifier() {
  for (;;) {
    while (isAsciiIdentifier(*Cur))
      ++Cur;
    if (LLVM_LIKELY(*Cur > 0) || (!skipBadText() && !identifierRune(false)))
      break;
  }

  StringRef Text = text();
  if (Text.size() >= 2) {
    const Keyword &K = Keywords.Slots[keywordHash(Text.data(), Text.size())];
    if (K.Length == Text.size() &&
        std::memcmp(K.Text, Text.data(), Text.size()) == 0) {
      Kind = K.Kind;
      InsertSemi = Kind == Tok::KwBreak || Kind == Tok::KwContinue ||
                   Kind == Tok::KwFallthrough || Kind == Tok::KwReturn;
      return;
    }
  }
  Kind = Tok::Name;
  InsertSemi = true;
}

//===----------------------------------------------------------------------===//
// Comments
//===----------------------------------------------------------------------===//

void Lexer::lineComment() {
  const char *Start = Cur - 1;
  const void *Newline = std::memchr(Cur, '\n', End - Cur);
  Cur = Newline ? static_cast<const char *>(Newline) : End;
  // The newline itself stays: it may have to become a semicolon.
  char First = Start[2];
  if (First != 'g' && First != 'l' && First != 'o')
    return;
  StringRef Comment(Start, Cur - Start);
  StringRef Body = Comment.drop_front(2);
  if (Body.starts_with("go:") || Body.starts_with("line ") ||
      Body.starts_with("ogo:"))
    directive(static_cast<uint32_t>(Start - Begin), Comment);
}

/// The byte behind a string or rune literal that starts at At; null if there is
/// none on the line.
static const char *skipQuoted(const char *At) {
  char Quote = *At++;
  for (; *At != Quote; ++At) {
    if (*At == '\\')
      ++At;
    if (*At == '\n' || *At == '\0')
      return nullptr;
  }
  return At + 1;
}

/// The byte behind a comment that starts at At; null if it may be a directive
/// or does not end.
static const char *skipComment(const char *At, const char *End) {
  bool General = At[1] == '*';
  StringRef Rest(At + 2, End - At - 2);
  if (Rest.starts_with("line ") ||
      (!General && (Rest.starts_with("go:") || Rest.starts_with("ogo:"))))
    return nullptr;
  size_t Close = General ? Rest.find("*/") : Rest.find('\n');
  return Close == StringRef::npos ? nullptr
                                  : Rest.data() + Close + (General ? 2 : 0);
}

bool Lexer::skipBlock() {
  if (!Bad.empty())
    return false;
  unsigned Depth = 1;
  const char *At = Cur;
  while (Depth != 0) {
    switch (*At) {
    case '{':
      ++Depth;
      ++At;
      break;
    case '}':
      --Depth;
      ++At;
      break;
    case '"':
    case '\'':
      At = skipQuoted(At);
      break;
    case '`':
      At = static_cast<const char *>(std::memchr(At + 1, '`', End - At - 1));
      At = At ? At + 1 : nullptr;
      break;
    case '/':
      At = At[1] == '/' || At[1] == '*' ? skipComment(At, End) : At + 1;
      break;
    case '\0':
      At = nullptr;
      break;
    default:
      ++At;
    }
    if (!At)
      return false;
  }
  Cur = At;
  Offset = static_cast<uint32_t>(Cur - 1 - Begin);
  Kind = Tok::Rbrace;
  InsertSemi = true;
  return true;
}

/// Skips a /* comment, tells whether it contains a newline.
bool Lexer::generalComment() {
  const char *Start = Cur - 1;
  ++Cur;
  for (;;) {
    auto *Star = static_cast<const char *>(std::memchr(Cur, '*', End - Cur));
    if (!Star) {
      Cur = End;
      error(DiagCode::UnterminatedComment, pos(), "comment not terminated");
      break;
    }
    Cur = Star + 1;
    if (*Cur == '/') {
      ++Cur;
      StringRef Comment(Start, Cur - Start);
      if (Comment.starts_with("/*line "))
        directive(static_cast<uint32_t>(Start - Begin), Comment);
      break;
    }
  }
  return std::memchr(Start, '\n', Cur - Start) != nullptr;
}
