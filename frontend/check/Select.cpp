//===- Select.cpp - Select statements -------------------------------------===//
//
// A case is a communication and nothing else; each has a scope of its own for
// what it declares.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/StmtCheck.h"

using namespace ogo;

/// Spec "Select statements": a case sends, or receives with or without
/// assignment.
static bool isCommunication(Stmt *Comm) {
  if (!Comm || llvm::isa<SendStmt>(Comm))
    return true;
  Expr *Rhs = nullptr;
  if (auto *A = llvm::dyn_cast<AssignStmt>(Comm))
    Rhs = A->Rhs;
  else if (auto *E = llvm::dyn_cast<ExprStmt>(Comm))
    Rhs = E->X;
  if (!Rhs)
    return false;
  auto *O = llvm::dyn_cast<Operation>(unparen(Rhs));
  return O && O->isUnary() && O->Opcode == Op::Recv;
}

void ogo::selectStmt(Checker &C, SelectStmt *S) {
  multipleDefaults(C, S->Clauses,
                   [](const CommClause *Cl) { return !Cl->Comm; });
  for (size_t I = 0; I < S->Clauses.size(); ++I) {
    CommClause *Clause = S->Clauses[I];
    if (!isCommunication(Clause->Comm)) {
      C.error(Clause->Comm, DiagCode::InvalidSelectCase,
              "select case must be send or receive (possibly with "
              "assignment)");
      continue;
    }
    Pos End = I + 1 < S->Clauses.size() ? S->Clauses[I + 1]->pos() : S->Rbrace;
    ScopeGuard Scope(C, Clause, End);
    stmt(C, Clause->Comm);
    stmtList(C, Clause->Body);
  }
}
