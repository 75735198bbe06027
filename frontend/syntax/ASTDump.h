//===- ASTDump.h - Readable form of syntax trees ---------------*- C++ -*-===//
#ifndef OGO_FRONTEND_SYNTAX_ASTDUMP_H
#define OGO_FRONTEND_SYNTAX_ASTDUMP_H

#include "frontend/syntax/Stmt.h"
#include "llvm/Support/raw_ostream.h"

namespace ogo {

/// Prints N as nested lists, one node a line:
///   (Operation 3:7 +
///     (Name 3:5 a)
///     (Name 3:9 b))
void dumpAST(llvm::raw_ostream &OS, const Node *N, const SourceManager &SM);

} // namespace ogo

#endif
