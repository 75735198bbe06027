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
  /// Reject directives that only the standard library may use. Set it for
  /// every package that is not of GOROOT or the overlay.
  bool UserCode = false;
  /// Pass over the bodies of function declarations, for parseBody() to parse.
  /// Only for what has been parsed without errors before.
  bool LazyBodies = false;
  /// Nesting that needs more stack than this is an error, not an overflow.
  size_t StackLimit = 4u << 20;
};

/// Parses one file into Ctx. Always returns a File (possibly partial); syntax
/// errors are reported to Diags. SM receives `//line` directives.
File *parseFile(ASTContext &Ctx, SourceManager &SM, const SourceFile &Source,
                Interner &Names, Diagnostics &Diags,
                const ParseOptions &Opts = {});

/// Parses a body that was passed over, in place.
void parseBody(ASTContext &Ctx, SourceManager &SM, const SourceFile &Source,
               Interner &Names, Diagnostics &Diags, const ParseOptions &Opts,
               BlockStmt *Body);

} // namespace ogo

#endif
