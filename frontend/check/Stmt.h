//===- Stmt.h - Statements and function bodies -----------------*- C++ -*-===//
// Stmt.cpp, Switch.cpp, Range.cpp, Select.cpp, Labels.cpp, Return.cpp.
#ifndef OGO_FRONTEND_CHECK_STMT_H
#define OGO_FRONTEND_CHECK_STMT_H

#include "frontend/check/Checker.h"

namespace ogo {

void funcBody(Checker &C, DeclInfo *D, llvm::StringRef Name, Signature *Sig,
              BlockStmt *Body, ConstantValue Iota);
void labels(Checker &C, BlockStmt *Body);
bool isTerminating(Checker &C, Stmt *S, llvm::StringRef Label);

} // namespace ogo

#endif
