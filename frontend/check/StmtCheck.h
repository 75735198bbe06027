//===- StmtCheck.h - What the statement checks share -----------*- C++ -*-===//
#ifndef OGO_FRONTEND_CHECK_STMTCHECK_H
#define OGO_FRONTEND_CHECK_STMTCHECK_H

#include "frontend/check/Stmt.h"

namespace ogo {

/// Opens the scope of a node for the lifetime of this object.
class ScopeGuard {
public:
  ScopeGuard(Checker &C, const Node *N, Pos End = Pos()) : C(C) {
    C.openScope(N, End);
  }
  ~ScopeGuard() { C.closeScope(); }
  ScopeGuard(const ScopeGuard &) = delete;

private:
  Checker &C;
};

// Stmt.cpp
/// S may be null.
void stmt(Checker &C, Stmt *S);
void stmtList(Checker &C, llvm::ArrayRef<Stmt *> List);

// Switch.cpp, Range.cpp, Select.cpp
void switchStmt(Checker &C, SwitchStmt *S);
void typeSwitchStmt(Checker &C, SwitchStmt *S, TypeSwitchGuard *Guard);
void rangeStmt(Checker &C, ForStmt *S, RangeClause *Clause);
void selectStmt(Checker &C, SelectStmt *S);

/// Reports all but the first clause without a case.
template <typename ClauseT, typename IsDefault>
void multipleDefaults(Checker &C, llvm::ArrayRef<ClauseT *> Clauses,
                      IsDefault Default) {
  const ClauseT *First = nullptr;
  for (const ClauseT *Cl : Clauses) {
    if (!Default(Cl))
      continue;
    if (First)
      C.error(Cl, DiagCode::DuplicateDefault,
              "multiple defaults (first at " +
                  C.Diags.sources().toString(First->pos()) + ")");
    else
      First = Cl;
  }
}

} // namespace ogo

#endif
