//===- Diagnostics.cpp - Sorting, filtering and printing errors -----------===//
//
// gc keeps one syntax error a line, drops repeated messages, gives up after ten
// errors and sorts what it has. Users and upstream tests see exactly that, so
// the filter is applied where errors are printed and all of them are kept
// until then: other phases ask for counts and tests for the full list.
//
//===----------------------------------------------------------------------===//
#include "frontend/basic/Diagnostics.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/ErrorHandling.h"
#include <algorithm>
#include <tuple>

using namespace ogo;
using llvm::StringRef;

StringRef ogo::diagCodeName(DiagCode C) {
  switch (C) {
#define DIAG(NAME, RULE, EXAMPLE)                                              \
  case DiagCode::NAME:                                                         \
    return #NAME;
#include "frontend/basic/Diagnostics.def"
  }
  llvm_unreachable("unknown diagnostic code");
}

StringRef ogo::diagCodeRule(DiagCode C) {
  switch (C) {
#define DIAG(NAME, RULE, EXAMPLE)                                              \
  case DiagCode::NAME:                                                         \
    return RULE;
#include "frontend/basic/Diagnostics.def"
  }
  llvm_unreachable("unknown diagnostic code");
}

StringRef ogo::diagCodeExample(DiagCode C) {
  switch (C) {
#define DIAG(NAME, RULE, EXAMPLE)                                              \
  case DiagCode::NAME:                                                         \
    return EXAMPLE;
#include "frontend/basic/Diagnostics.def"
  }
  llvm_unreachable("unknown diagnostic code");
}

void Diagnostics::report(DiagCode Code, Pos At, const llvm::Twine &Message,
                         Severity Level) {
  if (Level == Severity::Error)
    ++NumErrors;
  Diags.push_back({Code, Level, At, Message.str()});
}

void Diagnostics::clear() {
  Diags.clear();
  NumErrors = 0;
}

using PhysicalLine = std::pair<const SourceFile *, unsigned>;

static PhysicalLine lineOf(const SourceManager &SM, Pos At) {
  if (!At.isValid())
    return {nullptr, 0};
  return {SM.fileOf(At), SM.resolvePhysical(At).Line};
}

/// The errors gc would show, in the order they were reported: which ones it
/// drops depends on the one reported before, not on the one printed before.
static std::vector<const Diagnostic *>
selectShown(llvm::ArrayRef<Diagnostic> Diags, const SourceManager &SM) {
  std::vector<const Diagnostic *> Shown;
  PhysicalLine LastSyntax, LastOther;
  StringRef LastMessage;
  for (const Diagnostic &D : Diags) {
    PhysicalLine Line = lineOf(SM, D.At);
    if (StringRef(D.Message).starts_with("syntax error")) {
      if (D.At.isValid() && LastSyntax == Line)
        continue;
      LastSyntax = Line;
    } else {
      if (D.At.isValid() && LastOther == Line && LastMessage == D.Message)
        continue;
      LastOther = Line;
      LastMessage = D.Message;
    }
    Shown.push_back(&D);
  }
  return Shown;
}

static void printCaret(llvm::raw_ostream &OS, const SourceManager &SM, Pos At,
                       bool Color) {
  StringRef Line = SM.lineText(At);
  unsigned Column = SM.resolvePhysical(At).Column;
  OS << Line.rtrim('\r') << '\n';
  // Tabs are repeated so that the caret lines up at any tab width.
  for (char C : Line.take_front(Column - 1))
    if ((static_cast<unsigned char>(C) & 0xC0) != 0x80)
      OS << (C == '\t' ? '\t' : ' ');
  if (Color)
    OS.changeColor(llvm::raw_ostream::GREEN, /*Bold=*/true);
  OS << '^';
  if (Color)
    OS.resetColor();
  OS << '\n';
}

void Diagnostics::print(llvm::raw_ostream &OS, const PrintOptions &Opts) const {
  std::vector<const Diagnostic *> Shown = selectShown(Diags, SM);

  // The cap counts errors as they are found; what was found is then sorted.
  std::string TooMany;
  unsigned Errors = 0;
  for (size_t I = 0; I != Shown.size(); ++I) {
    if (Shown[I]->Level != Severity::Error || ++Errors != Opts.MaxErrors)
      continue;
    if (Shown[I]->At.isValid())
      TooMany = SM.toString(Shown[I]->At) + ": ";
    TooMany += "too many errors\n";
    Shown.resize(I + 1);
  }
  // To gc, files come in the order in which errors were found in them.
  llvm::DenseMap<const SourceFile *, unsigned> FileOrder;
  auto Order = [&](const Diagnostic *D) {
    const SourceFile *F = D->At.isValid() ? SM.fileOf(D->At) : nullptr;
    return FileOrder.try_emplace(F, FileOrder.size() + 1).first->second;
  };
  FileOrder[nullptr] = 0;
  for (const Diagnostic &D : Diags)
    Order(&D);
  // Diagnostics lie in one array, so their addresses keep reported order.
  std::sort(Shown.begin(), Shown.end(),
            [&](const Diagnostic *A, const Diagnostic *B) {
              return std::make_tuple(Order(A), A->At, A) <
                     std::make_tuple(Order(B), B->At, B);
            });

  const Diagnostic *Last = nullptr;
  for (const Diagnostic *D : Shown) {
    if (Last && Last->At == D->At && Last->Message == D->Message)
      continue;
    Last = D;
    if (Opts.Color)
      OS.changeColor(llvm::raw_ostream::SAVEDCOLOR, /*Bold=*/true);
    if (D->At.isValid())
      OS << SM.toString(D->At) << ": ";
    if (D->Level == Severity::Warning) {
      if (Opts.Color)
        OS.changeColor(llvm::raw_ostream::MAGENTA, /*Bold=*/true);
      OS << "warning: ";
    }
    if (Opts.Color)
      OS.resetColor();
    OS << D->Message << '\n';
    if (Opts.Caret && D->At.isValid())
      printCaret(OS, SM, D->At, Opts.Color);
  }
  OS << TooMany;
}
