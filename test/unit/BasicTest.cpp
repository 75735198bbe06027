//===- BasicTest.cpp - Positions, diagnostics, versions -------------------===//
#include "SyntaxTestHelpers.h"
#include "llvm/ADT/StringSet.h"
#include "gtest/gtest.h"

using namespace ogo;

static Diagnostics::PrintOptions uncapped() {
  Diagnostics::PrintOptions Opts;
  Opts.MaxErrors = 0;
  return Opts;
}

static std::string print(const Diagnostics &D,
                         Diagnostics::PrintOptions Opts = uncapped()) {
  std::string S;
  llvm::raw_string_ostream OS(S);
  D.print(OS, Opts);
  return S;
}

static const SourceFile &add(SourceManager &SM, llvm::StringRef Name,
                             llvm::StringRef Text) {
  return SM.addFile(Name, llvm::MemoryBuffer::getMemBufferCopy(Text));
}

TEST(SourceManager, ResolvesLinesAndColumnsAcrossFiles) {
  SourceManager SM;
  const SourceFile &A = add(SM, "a.go", "one\ntwo\n");
  const SourceFile &B = add(SM, "b.go", "\n\tx");
  EXPECT_EQ(SM.toString(A.posAt(0)), "a.go:1:1");
  EXPECT_EQ(SM.toString(A.posAt(3)), "a.go:1:4");
  EXPECT_EQ(SM.toString(A.posAt(4)), "a.go:2:1");
  EXPECT_EQ(SM.toString(A.posAt(8)), "a.go:3:1") << "end of file";
  EXPECT_EQ(SM.toString(B.posAt(2)), "b.go:2:2");
  EXPECT_EQ(SM.fileOf(A.posAt(8)), &A);
  EXPECT_EQ(SM.fileOf(B.posAt(0)), &B);
  EXPECT_EQ(SM.lineText(B.posAt(2)), "\tx");
  EXPECT_EQ(SM.toString(Pos()), "<unknown position>");
}

TEST(SourceManager, AppliesLineDirectives) {
  ParsedFile F("package p\n"
               "//line gen.y:100\n"
               "var a int\n"
               "var b /*line x.y:7:3*/ int\n"
               "/*line :9:1*/ var c int\n");
  auto At = [&](const Node *N) { return F.SM.toString(N->pos()); };
  auto *A = llvm::cast<VarDecl>(F.Tree->Decls[0]);
  auto *B = llvm::cast<VarDecl>(F.Tree->Decls[1]);
  auto *C = llvm::cast<VarDecl>(F.Tree->Decls[2]);
  EXPECT_EQ(At(A), "gen.y:100") << "columns are unknown without a column";
  EXPECT_EQ(At(B->Names[0]), "gen.y:101");
  EXPECT_EQ(At(B->Type), "x.y:7:4");
  EXPECT_EQ(At(C), "x.y:9:6") << "an empty name keeps the file";
  EXPECT_EQ(F.SM.resolvePhysical(C->pos()).Line, 5u);
  EXPECT_EQ(F.errors(), "");
}

TEST(Diagnostics, SortsAndDropsWhatGcDrops) {
  SourceManager SM;
  const SourceFile &F = add(SM, "f.go", "aaaa\nbbbb\n");
  Diagnostics D(SM);
  D.report(DiagCode::Syntax, F.posAt(6), "syntax error: later");
  D.report(DiagCode::Syntax, F.posAt(8), "syntax error: same line");
  D.report(DiagCode::UndeclaredName, F.posAt(1), "undefined: x");
  D.report(DiagCode::UndeclaredName, F.posAt(2), "undefined: x");
  D.report(DiagCode::UndeclaredName, F.posAt(3), "undefined: y");
  EXPECT_EQ(D.errorCount(), 5u);
  EXPECT_EQ(print(D), "f.go:1:2: undefined: x\n"
                      "f.go:1:4: undefined: y\n"
                      "f.go:2:2: syntax error: later\n");
}

TEST(Diagnostics, StopsAfterTenReported) {
  SourceManager SM;
  const SourceFile &F = add(SM, "f.go", std::string(40, '\n'));
  Diagnostics D(SM);
  for (unsigned I = 12; I != 0; --I)
    D.report(DiagCode::UnusedVar, F.posAt(I), "e" + llvm::Twine(I));
  std::string Text = print(D, {});
  EXPECT_EQ(llvm::StringRef(Text).count('\n'), 11u);
  EXPECT_TRUE(llvm::StringRef(Text).starts_with("f.go:4:1: e3\n"))
      << "the first ten found, sorted: " << Text;
  EXPECT_TRUE(llvm::StringRef(Text).ends_with("f.go:4:1: too many errors\n"));
}

TEST(Diagnostics, PrintsTheLineWithACaret) {
  SourceManager SM;
  const SourceFile &F = add(SM, "f.go", "\tx\xC3\xA4 y\n");
  Diagnostics D(SM);
  D.report(DiagCode::UndeclaredName, F.posAt(5), "undefined: y");
  Diagnostics::PrintOptions Opts;
  Opts.Caret = true;
  EXPECT_EQ(print(D, Opts), "f.go:1:6: undefined: y\n"
                            "\tx\xC3\xA4 y\n"
                            "\t   ^\n");
}

TEST(Diagnostics, WarningsAreNoErrors) {
  SourceManager SM;
  Diagnostics D(SM);
  D.report(DiagCode::Usage, Pos(), "odd", Severity::Warning);
  EXPECT_FALSE(D.hasErrors());
  EXPECT_EQ(print(D), "warning: odd\n");
}

static constexpr DiagCode AllCodes[] = {
#define DIAG(NAME, RULE, EXAMPLE) DiagCode::NAME,
#include "frontend/basic/Diagnostics.def"
};

TEST(Diagnostics, EveryCodeHasAnOwnNameAndARule) {
  llvm::StringSet<> Names;
  for (DiagCode C : AllCodes) {
    EXPECT_TRUE(Names.insert(diagCodeName(C)).second);
    EXPECT_FALSE(diagCodeRule(C).empty()) << diagCodeName(C).str();
  }
}

TEST(Diagnostics, ExamplesOfSourceTextShowTheirCode) {
  for (DiagCode C :
       {DiagCode::InvalidCharacter, DiagCode::InvalidIdentifier,
        DiagCode::InvalidNumber, DiagCode::InvalidEscape, DiagCode::InvalidText,
        DiagCode::UnterminatedComment, DiagCode::InvalidLineDirective,
        DiagCode::Syntax, DiagCode::MisplacedDirective,
        DiagCode::InvalidDirective}) {
    ParsedFile F("package p\n" + diagCodeExample(C).str() + "\n");
    EXPECT_TRUE(llvm::any_of(F.Diags.all(),
                             [&](const Diagnostic &D) { return D.Code == C; }))
        << diagCodeName(C).str() << ": " << F.errors();
  }
}

/// The other examples show errors of the checker, so they must parse; but for
/// codes that the checker shares with the parser.
TEST(Diagnostics, ExamplesOfTheCheckerParse) {
  for (DiagCode C : AllCodes) {
    if (C < DiagCode::InvalidSyntaxTree || diagCodeExample(C).empty() ||
        C == DiagCode::InvalidPostDecl || C == DiagCode::BadTypeKeyword ||
        C == DiagCode::InvalidMethodTypeParams || C == DiagCode::BadRecv ||
        C == DiagCode::MisplacedDotDotDot)
      continue;
    std::string Text = diagCodeExample(C).str();
    if (Text.find("package ") == std::string::npos)
      Text = "package p\n" + Text;
    ParsedFile F(Text);
    EXPECT_EQ(F.errors(), "") << diagCodeName(C).str() << ": " << Text;
  }
}

TEST(LangVersion, ReadsReleasesOfALanguage) {
  EXPECT_EQ(LangVersion::parse("go1.21"), LangVersion{21});
  EXPECT_EQ(LangVersion::parse("1.21"), LangVersion{21});
  EXPECT_EQ(LangVersion::parse("go1.21.3"), LangVersion{21});
  EXPECT_EQ(LangVersion::parse("go1.21rc1"), LangVersion{21});
  EXPECT_EQ(LangVersion::parse("go1"), LangVersion{0});
  EXPECT_EQ(LangVersion::parse("go2.1"), std::nullopt);
  EXPECT_EQ(LangVersion::parse("go1.x"), std::nullopt);
  EXPECT_EQ(LangVersion::parse(""), std::nullopt);
  EXPECT_LT(LangVersion(), LangVersion{0});
}
