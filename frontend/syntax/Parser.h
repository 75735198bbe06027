//===- Parser.h - Go source to syntax tree ---------------------*- C++ -*-===//
#ifndef OGO_FRONTEND_SYNTAX_PARSER_H
#define OGO_FRONTEND_SYNTAX_PARSER_H

#include "frontend/basic/Diagnostics.h"
#include "frontend/basic/Interner.h"
#include "frontend/syntax/Stmt.h"

namespace ogo {

struct ParseOptions {
  bool ImportsOnly = false; // stop after the import declarations
  bool OgoPragmas = false;  // accept //ogo: directives (overlay packages)
};

/// Parses one file into Ctx. Always returns a File (possibly partial); syntax
/// errors are reported to Diags. SM receives `//line` directives.
File *parseFile(ASTContext &Ctx, SourceManager &SM, const SourceFile &Source,
                Interner &Names, Diagnostics &Diags,
                const ParseOptions &Opts = {});

} // namespace ogo

#endif
