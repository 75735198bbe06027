//===- Lexer.h - Go source text to tokens ----------------------*- C++ -*-===//
//
// The lexer works directly on the null-terminated source buffer and produces
// one token at a time into its own members: the parser never looks further
// ahead than the current token. Errors are reported where gc reports them.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_SYNTAX_LEXER_H
#define OGO_FRONTEND_SYNTAX_LEXER_H

#include "frontend/basic/Diagnostics.h"
#include "frontend/syntax/Token.h"
#include "llvm/ADT/SmallVector.h"

namespace ogo {

class Lexer {
public:
  Lexer(const SourceFile &Source, Diagnostics &Diags);
  /// Starts inside a file that was read to From, or beyond it, before.
  Lexer(const SourceFile &Source, Diagnostics &Diags, uint32_t From)
      : Source(Source), Diags(Diags), Begin(Source.text().begin()),
        End(Source.text().end()), Cur(Begin + From) {}
  virtual ~Lexer() = default;

  /// Reads the next token into the members below.
  void next();

  Tok Kind = Tok::EndOfFile;
  Op Opcode = Op::None;    // Operator, Star, AssignOp, IncOp
  uint8_t Precedence = 0;  // Operator, Star, AssignOp, IncOp
  LitKind Lit{};           // Literal
  bool BadLiteral = false; // Literal: an error in it was reported
  uint32_t Offset = 0;     // first byte of the token

  Pos pos() const { return Source.posAt(Offset); }
  /// Name and Literal: the source text.
  llvm::StringRef text() const {
    return {Begin + Offset, static_cast<size_t>(Cur - (Begin + Offset))};
  }
  /// Semi: "semicolon", "newline" or "EOF".
  llvm::StringRef semiText() const { return SemiText; }

  void error(DiagCode Code, Pos At, const llvm::Twine &Message);
  unsigned errorCount() const { return Errors; }
  /// From the current token, a '{', to its '}', if nothing in between needs to
  /// be looked at: directives, or text that is not Go.
  bool skipBlock();
  /// Makes every following token the end of file: parsing must be abandoned.
  void stop();

protected:
  /// Called for comments that look like a directive (`//line `, `/*line `,
  /// `//go:`, `//ogo:`) with the whole comment, at its first byte.
  virtual void directive(uint32_t At, llvm::StringRef Comment) = 0;
  /// Only white space precedes the byte at At on its line.
  bool isLineBlankBefore(uint32_t At) const;

  const SourceFile &Source;
  Diagnostics &Diags;

private:
  /// A byte sequence that is no part of the Go text; reported when reached.
  struct BadText {
    uint32_t At;
    const char *Message;
  };

  void findBadText();
  void reportBadText();
  bool skipBadText();
  void identifier();
  bool identifierRune(bool First);
  void number(bool SeenPoint);
  void rune();
  void stdString();
  void rawString();
  bool escape(char Quote);
  void lineComment();
  bool generalComment();
  unsigned digits(unsigned Base, const char *&Invalid);
  void setOperator(Op O);
  void setAssignable(Op O);
  void setLiteral(LitKind K, bool Bad);
  void errorAt(DiagCode Code, const char *At, const llvm::Twine &Message) {
    error(Code, Source.posAt(static_cast<uint32_t>(At - Begin)), Message);
  }

  const char *Begin, *End, *Cur;
  bool InsertSemi = false; // a newline or the end of file reads as ';'
  llvm::StringRef SemiText;
  unsigned Errors = 0;
  llvm::SmallVector<BadText, 0> Bad;
  size_t NextBad = 0;
};

} // namespace ogo

#endif
