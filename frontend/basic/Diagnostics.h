//===- Diagnostics.h - User-facing errors ----------------------*- C++ -*-===//
//
// All user errors go through one engine, so that they come out sorted by
// position, without duplicates on a line and capped at ten as gc caps them.
// Codes, rules and examples live in Diagnostics.def; the wording stays at the
// call site because one gc code has several wordings that tests match.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_BASIC_DIAGNOSTICS_H
#define OGO_FRONTEND_BASIC_DIAGNOSTICS_H

#include "frontend/basic/SourceManager.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/raw_ostream.h"

namespace ogo {

enum class DiagCode : uint16_t {
#define DIAG(NAME, RULE, EXAMPLE) NAME,
#include "frontend/basic/Diagnostics.def"
};

llvm::StringRef diagCodeName(DiagCode C);
llvm::StringRef diagCodeRule(DiagCode C);
llvm::StringRef diagCodeExample(DiagCode C);

enum class Severity : uint8_t { Error, Warning };

struct Diagnostic {
  DiagCode Code;
  Severity Level = Severity::Error;
  Pos At;              // may be invalid: message is about no source line
  std::string Message; // gc's words; continuation lines start with "\n\t"
};

class Diagnostics {
public:
  explicit Diagnostics(const SourceManager &SM) : SM(SM) {}
  void report(DiagCode Code, Pos At, const llvm::Twine &Message,
              Severity Level = Severity::Error);
  bool hasErrors() const { return NumErrors != 0; }
  unsigned errorCount() const { return NumErrors; }
  const SourceManager &sources() const { return SM; }
  llvm::ArrayRef<Diagnostic> all() const { return Diags; }
  void clear();

  struct PrintOptions {
    unsigned MaxErrors = 10; // 0: all (`-e`)
    bool Caret = false;      // source line with a caret below each message
    bool Color = false;
  };
  /// Prints sorted by position, one error a line as gc does (a second syntax
  /// error on the same line is dropped, exact duplicates are dropped), then
  /// "too many errors" where the cap cuts.
  void print(llvm::raw_ostream &OS, const PrintOptions &Opts) const;

private:
  const SourceManager &SM;
  std::vector<Diagnostic> Diags;
  unsigned NumErrors = 0;
};

} // namespace ogo

#endif
