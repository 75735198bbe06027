//===- Stmt.cpp - Function bodies and simple statements -------------------===//
//
// Branch statements and labels are judged by Labels.cpp on the finished body,
// since gc does it in a pass of its own with its own words.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Call.h"
#include "frontend/check/Decl.h"
#include "frontend/check/StmtCheck.h"
#include "frontend/types/Predicates.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;

void ogo::funcBody(Checker &C, DeclInfo *D, llvm::StringRef Name,
                   Signature *Sig, BlockStmt *Body, ConstantValue Iota) {
  (void)Name;
  Environment Outer = std::move(C.Env);
  llvm::DenseSet<const CallExpr *> PanicCalls;
  C.Env = Environment();
  C.Env.Decl = D;
  C.Env.Sc = Sig->FuncScope;
  C.Env.Version = D && D->Version.isSet() ? D->Version : Outer.Version;
  C.Env.Iota = std::move(Iota);
  C.Env.Sig = Sig;
  C.Env.EnclosingFunc = Outer.EnclosingFunc;
  C.Env.PanicCalls = &PanicCalls;

  stmtList(C, Body->List);
  if (C.Env.HasLabel)
    labels(C, Body);
  if (tupleSize(Sig->Results) > 0 && !isTerminating(C, Body, ""))
    C.error(Body->Rbrace, DiagCode::MissingReturn, "missing return");
  usage(C, Sig->FuncScope);

  C.Env = std::move(Outer);
}

void ogo::stmtList(Checker &C, ArrayRef<Stmt *> List) {
  for (Stmt *S : List)
    stmt(C, S);
}

//===----------------------------------------------------------------------===//
// Simple statements
//===----------------------------------------------------------------------===//

static void exprStmt(Checker &C, ExprStmt *S) {
  Operand X;
  ExprKind Kind = rawExpr(C, nullptr, X, S->X, nullptr, false);
  switch (X.Mode) {
  case OperandMode::Builtin:
    C.error(X, DiagCode::UncalledBuiltin, C.str(X) + " must be called");
    return;
  case OperandMode::TypeExpr:
    C.error(X, DiagCode::NotAnExpr, C.str(X) + " is not an expression");
    return;
  default:
    if (Kind != ExprKind::Statement)
      C.error(X, DiagCode::UnusedExpr, C.str(X) + " is not used");
    return;
  }
}

static void sendStmt(Checker &C, SendStmt *S) {
  Operand Ch, Val;
  expr(C, nullptr, Ch, S->Chan);
  genericExpr(C, Val, S->Value);
  if (Ch.invalid() || Val.invalid())
    return;
  if (Type *Elem = chanElem(C, startPos(S), Ch, /*Receive=*/false))
    assignment(C, Val, Elem, "send");
}

static void incDecStmt(Checker &C, AssignStmt *S) {
  Operand X;
  expr(C, nullptr, X, S->Lhs);
  if (X.invalid())
    return;
  if (!allNumeric(X.T)) {
    C.error(S->Lhs, DiagCode::NonNumericIncDec,
            "invalid operation: " + C.str(S->Lhs) + opText(S->Opcode) +
                opText(S->Opcode) + " (non-numeric type " + C.str(X.T) + ")");
    return;
  }
  assignVar(C, S->Lhs, nullptr, &X, "assignment");
}

static void assignStmt(Checker &C, AssignStmt *S) {
  if (!S->Rhs)
    return incDecStmt(C, S);
  ArrayRef<Expr *> Lhs = unpackList(S->Lhs), Rhs = unpackList(S->Rhs);
  if (S->Opcode == Op::None)
    return assignVars(C, Lhs, Rhs);
  if (S->Opcode == Op::Def)
    return shortVarDecl(C, S->pos(), Lhs, Rhs);
  if (Lhs.size() != 1 || Rhs.size() != 1)
    return; // not in the grammar, the parser said so
  Operand X;
  binary(C, X, nullptr, Lhs[0], Rhs[0], S->Opcode, S->pos());
  assignVar(C, Lhs[0], nullptr, &X, "assignment");
}

/// go and defer.
static void callStmt(Checker &C, CallStmt *S) {
  bool Defer = S->Keyword == Tok::KwDefer;
  llvm::StringRef Keyword = Defer ? "defer" : "go";
  DiagCode Code = Defer ? DiagCode::InvalidDefer : DiagCode::InvalidGo;
  if (!llvm::isa<CallExpr>(S->Call)) {
    C.error(S->Call, Code,
            "expression in " + Keyword + " must be function call");
    useExprs(C, S->Call);
    return;
  }
  Operand X;
  switch (rawExpr(C, nullptr, X, S->Call, nullptr, false)) {
  case ExprKind::Conversion:
    C.error(X, Code,
            Keyword + " requires function call, not conversion " + C.str(X));
    return;
  case ExprKind::Expression:
    C.error(X, DiagCode::UnusedResults,
            Keyword + " discards result of " + C.str(X));
    return;
  case ExprKind::Statement:
    return;
  }
}

static void returnStmt(Checker &C, ReturnStmt *S) {
  Tuple *Res = C.Env.Sig->Results;
  ArrayRef<Expr *> Results = unpackList(S->Results);
  ArrayRef<Var *> Lhs = Res ? Res->Vars : ArrayRef<Var *>();
  if (!Results.empty() || Lhs.empty() || Lhs[0]->name().empty()) {
    initVars(C, Lhs, Results, S);
    return;
  }
  // A bare return of named results: they must not be hidden here.
  for (Var *V : Lhs) {
    Object *Alt = C.lookup(V->name());
    if (!Alt || Alt == V)
      continue;
    ErrorBuilder Err(C, DiagCode::OutOfScopeResult);
    Err.add(S, "result parameter " + V->name() + " not in scope at return");
    Err.add(Alt->pos(), "inner declaration of " + C.str(V));
    Err.report();
  }
}

//===----------------------------------------------------------------------===//
// Compound statements
//===----------------------------------------------------------------------===//

static void condition(Checker &C, Expr *Cond, llvm::StringRef Where) {
  Operand X;
  expr(C, nullptr, X, Cond);
  if (!X.invalid() && !allBoolean(X.T))
    C.error(Cond, DiagCode::InvalidCond,
            "non-boolean condition in " + Where + " statement");
}

static void ifStmt(Checker &C, IfStmt *S) {
  ScopeGuard Scope(C, S, endPos(S));
  stmt(C, S->Init);
  condition(C, S->Cond, "if");
  stmt(C, S->Then);
  stmt(C, S->Else);
}

static void forStmt(Checker &C, ForStmt *S) {
  if (auto *Range = llvm::dyn_cast_or_null<RangeClause>(S->Init))
    return rangeStmt(C, S, Range);
  ScopeGuard Scope(C, S, endPos(S));
  stmt(C, S->Init);
  if (S->Cond)
    condition(C, S->Cond, "for");
  stmt(C, S->Post);
  // A declaration there is a syntax error; do not report its use as well.
  if (auto *Post = llvm::dyn_cast_or_null<AssignStmt>(S->Post);
      Post && Post->Opcode == Op::Def)
    useExprs(C, Post->Lhs);
  stmt(C, S->Body);
}

static void stmtByKind(Checker &C, Stmt *S) {
  switch (S->kind()) {
  case NodeKind::EmptyStmt:
    return;
  case NodeKind::LabeledStmt:
    C.Env.HasLabel = true;
    return stmtByKind(C, cast<LabeledStmt>(S)->Body);
  case NodeKind::BranchStmt:
    C.Env.HasLabel = true; // Labels.cpp finds its target
    return;
  case NodeKind::BlockStmt: {
    ScopeGuard Scope(C, S, endPos(S));
    return stmtList(C, cast<BlockStmt>(S)->List);
  }
  case NodeKind::ExprStmt:
    return exprStmt(C, cast<ExprStmt>(S));
  case NodeKind::SendStmt:
    return sendStmt(C, cast<SendStmt>(S));
  case NodeKind::DeclStmt:
    return declStmt(C, cast<DeclStmt>(S)->Decls);
  case NodeKind::AssignStmt:
    return assignStmt(C, cast<AssignStmt>(S));
  case NodeKind::CallStmt:
    return callStmt(C, cast<CallStmt>(S));
  case NodeKind::ReturnStmt:
    return returnStmt(C, cast<ReturnStmt>(S));
  case NodeKind::IfStmt:
    return ifStmt(C, cast<IfStmt>(S));
  case NodeKind::ForStmt:
    return forStmt(C, cast<ForStmt>(S));
  case NodeKind::SwitchStmt: {
    auto *Sw = cast<SwitchStmt>(S);
    ScopeGuard Scope(C, S, endPos(S));
    stmt(C, Sw->Init);
    if (auto *Guard = llvm::dyn_cast_or_null<TypeSwitchGuard>(Sw->Tag))
      return typeSwitchStmt(C, Sw, Guard);
    return switchStmt(C, Sw);
  }
  case NodeKind::SelectStmt:
    return selectStmt(C, cast<SelectStmt>(S));
  default: // no statement, or a range clause outside a for
    C.error(S, DiagCode::InvalidSyntaxTree, "invalid statement");
    return;
  }
}

void ogo::stmt(Checker &C, Stmt *S) {
  if (!S)
    return;
  size_t Top = C.Delayed.size();
  stmtByKind(C, S);
  // Function literals are checked before the scope they see changes.
  if (C.Delayed.size() > Top)
    C.processDelayed(Top);
}
