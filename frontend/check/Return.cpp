//===- Return.cpp - Terminating statements --------------------------------===//
//
// Spec "Terminating statements": after one of these nothing is executed, so a
// function with results may end with it.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Stmt.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;
using llvm::StringRef;

static bool hasBreakList(ArrayRef<Stmt *> List, StringRef Label, bool Implicit);

/// Is there a break that leaves the statement labelled Label, or, if Implicit,
/// one without label that leaves the statement this S is the body of?
static bool hasBreak(Stmt *S, StringRef Label, bool Implicit) {
  switch (S->kind()) {
  case NodeKind::LabeledStmt:
    return hasBreak(cast<LabeledStmt>(S)->Body, Label, Implicit);
  case NodeKind::BranchStmt: {
    auto *B = cast<BranchStmt>(S);
    if (B->Keyword != Tok::KwBreak)
      return false;
    return B->Label ? B->Label->Value == Label : Implicit;
  }
  case NodeKind::BlockStmt:
    return hasBreakList(cast<BlockStmt>(S)->List, Label, Implicit);
  case NodeKind::IfStmt: {
    auto *I = cast<IfStmt>(S);
    return hasBreak(I->Then, Label, Implicit) ||
           (I->Else && hasBreak(I->Else, Label, Implicit));
  }
  // Inside these an unlabelled break means the inner statement.
  case NodeKind::SwitchStmt:
    return !Label.empty() &&
           llvm::any_of(cast<SwitchStmt>(S)->Clauses, [&](CaseClause *Cl) {
             return hasBreakList(Cl->Body, Label, false);
           });
  case NodeKind::SelectStmt:
    return !Label.empty() &&
           llvm::any_of(cast<SelectStmt>(S)->Clauses, [&](CommClause *Cl) {
             return hasBreakList(Cl->Body, Label, false);
           });
  case NodeKind::ForStmt:
    return !Label.empty() && hasBreak(cast<ForStmt>(S)->Body, Label, false);
  default:
    return false;
  }
}

static bool hasBreakList(ArrayRef<Stmt *> List, StringRef Label,
                         bool Implicit) {
  return llvm::any_of(List,
                      [&](Stmt *S) { return hasBreak(S, Label, Implicit); });
}

/// Trailing empty statements do not count.
static bool isTerminatingList(Checker &C, ArrayRef<Stmt *> List) {
  while (!List.empty() && llvm::isa<EmptyStmt>(List.back()))
    List = List.drop_back();
  return !List.empty() && isTerminating(C, List.back(), "");
}

static bool isTerminatingSwitch(Checker &C, SwitchStmt *S, StringRef Label) {
  bool HasDefault = false;
  for (CaseClause *Cl : S->Clauses) {
    HasDefault |= !Cl->Cases;
    if (!isTerminatingList(C, Cl->Body) || hasBreakList(Cl->Body, Label, true))
      return false;
  }
  return HasDefault;
}

bool ogo::isTerminating(Checker &C, Stmt *S, StringRef Label) {
  switch (S->kind()) {
  case NodeKind::LabeledStmt:
    return isTerminating(C, cast<LabeledStmt>(S)->Body,
                         cast<LabeledStmt>(S)->Label->Value);
  case NodeKind::ExprStmt: {
    auto *Call = llvm::dyn_cast<CallExpr>(unparen(cast<ExprStmt>(S)->X));
    return Call && C.Env.PanicCalls && C.Env.PanicCalls->contains(Call);
  }
  case NodeKind::ReturnStmt:
    return true;
  case NodeKind::BranchStmt: {
    Tok K = cast<BranchStmt>(S)->Keyword;
    return K == Tok::KwGoto || K == Tok::KwFallthrough;
  }
  case NodeKind::BlockStmt:
    return isTerminatingList(C, cast<BlockStmt>(S)->List);
  case NodeKind::IfStmt: {
    auto *I = cast<IfStmt>(S);
    return I->Else && isTerminating(C, I->Then, "") &&
           isTerminating(C, I->Else, "");
  }
  case NodeKind::SwitchStmt:
    return isTerminatingSwitch(C, cast<SwitchStmt>(S), Label);
  case NodeKind::SelectStmt:
    return llvm::all_of(cast<SelectStmt>(S)->Clauses, [&](CommClause *Cl) {
      return isTerminatingList(C, Cl->Body) &&
             !hasBreakList(Cl->Body, Label, true);
    });
  case NodeKind::ForStmt: {
    // A range loop ends.
    auto *F = cast<ForStmt>(S);
    return !F->Cond && !llvm::isa_and_nonnull<RangeClause>(F->Init) &&
           !hasBreak(F->Body, Label, true);
  }
  default:
    return false;
  }
}
