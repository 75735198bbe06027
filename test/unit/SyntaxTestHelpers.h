//===- SyntaxTestHelpers.h - One parsed file for a unit test ---*- C++ -*-===//
#ifndef OGO_TEST_UNIT_SYNTAXTESTHELPERS_H
#define OGO_TEST_UNIT_SYNTAXTESTHELPERS_H

#include "frontend/syntax/Parser.h"

namespace ogo {

struct ParsedFile {
  explicit ParsedFile(llvm::StringRef Text, const ParseOptions &Opts = {})
      : Source(SM.addFile("f.go", llvm::MemoryBuffer::getMemBufferCopy(Text))),
        Diags(SM), Tree(parseFile(Ctx, SM, Source, Names, Diags, Opts)) {}
  ParsedFile(const ParsedFile &) = delete;

  std::string errors(unsigned Max = 0) const {
    std::string S;
    llvm::raw_string_ostream OS(S);
    Diagnostics::PrintOptions Print;
    Print.MaxErrors = Max;
    Diags.print(OS, Print);
    return S;
  }

  SourceManager SM;
  const SourceFile &Source;
  Diagnostics Diags;
  ASTContext Ctx;
  Interner Names;
  File *Tree;
};

} // namespace ogo

#endif
