//===- CodesTest.cpp - The examples of Diagnostics.def show their errors --===//
//
// A code's example is its documentation, so each is checked as a package of its
// own and must report the code it stands for.
//
//===----------------------------------------------------------------------===//
#include "SyntaxTestHelpers.h"
#include "frontend/check/Check.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"

using namespace ogo;

namespace {

/// Checks one package; os and fmt are tiny stand-ins.
class CheckedExample {
public:
  explicit CheckedExample(llvm::StringRef Text) : Diags(SM), Types(Names) {
    check("p", Text);
  }
  bool reports(DiagCode C) const {
    return llvm::any_of(Diags.all(),
                        [C](const Diagnostic &D) { return D.Code == C; });
  }
  std::string errors() const {
    std::string S;
    llvm::raw_string_ostream OS(S);
    Diags.print(OS, {});
    return S;
  }

private:
  Package *check(llvm::StringRef Path, llvm::StringRef Text) {
    const SourceFile &Source =
        SM.addFile("f.go", llvm::MemoryBuffer::getMemBufferCopy(Text));
    Package *P = Types.makePackage(Path, "");
    ParseOptions Parse;
    Parse.UserCode = true;
    P->Files.push_back(parseFile(P->Syntax, SM, Source, Names, Diags, Parse));
    CheckOptions Opts;
    Opts.AllowMissingBodies = true;
    Opts.Importer = [this](llvm::StringRef Path, Pos At) -> Package * {
      if (Path == "unsafe")
        return Types.unsafePackage();
      if (Path == "os")
        return check(Path, "package os\nvar args []string\nvar Args []string\n"
                           "type T struct { a int }\n"
                           "type file struct{}\ntype File struct { *file }\n");
      if (Path == "fmt")
        return check(Path, "package fmt\nfunc Print(...any) {}\n");
      Diags.report(DiagCode::BrokenImport, At, "could not import " + Path);
      return nullptr;
    };
    checkPackage(Types, *P, Diags, Opts);
    return P;
  }

  SourceManager SM;
  Diagnostics Diags;
  Interner Names;
  TypeContext Types;
};

constexpr DiagCode AllCodes[] = {
#define DIAG(NAME, RULE, EXAMPLE) DiagCode::NAME,
#include "frontend/basic/Diagnostics.def"
};

TEST(Diagnostics, ExamplesOfTheCheckerShowTheirCode) {
  for (DiagCode C : AllCodes) {
    if (C < DiagCode::InvalidSyntaxTree || diagCodeExample(C).empty())
      continue;
    std::string Text = diagCodeExample(C).str();
    if (Text.find("package ") == std::string::npos)
      Text =
          (C == DiagCode::InvalidMainDecl ? "package main\n" : "package p\n") +
          Text;
    CheckedExample E(Text);
    EXPECT_TRUE(E.reports(C)) << diagCodeName(C).str() << ":\n"
                              << Text << "\n"
                              << E.errors();
  }
}

} // namespace
