//===- ParseStmt.cpp - Statements -----------------------------------------===//
//
// Spec "Statements". if, for and switch share one form of header (init;
// condition; post), so that what is wrong in one of them is said in gc's words
// whichever it is.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/ParserImpl.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::dyn_cast;
using llvm::isa;
using llvm::StringRef;

template <typename Spec> Stmt *Parser::declStmt(Spec &&Parse) {
  Pos P = pos();
  next();
  llvm::SmallVector<Decl *, 4> Decls;
  appendGroup(Decls, Parse);
  return make<DeclStmt>(P, copyList(Decls));
}

Stmt *Parser::stmtOrNull() {
  Nesting Level(*this);
  // Most statements start with a name.
  if (Kind == Tok::Name) {
    clearPragmas();
    Expr *Lhs = exprList();
    if (auto *Label = dyn_cast<Name>(Lhs); Label && Kind == Tok::Colon)
      return labeledStmtOrNull(Label);
    return simpleStmt(Lhs, NoKeyword);
  }

  switch (Kind) {
  case Tok::KwVar:
    return declStmt([this](const Group *G) { return varDecl(G); });
  case Tok::KwConst:
    return declStmt([this](const Group *G) { return constDecl(G); });
  case Tok::KwType:
    return declStmt([this](const Group *G) { return typeDecl(G); });
  default:
    clearPragmas();
  }

  switch (Kind) {
  case Tok::Lbrace:
    return blockStmt("");
  case Tok::Operator:
  case Tok::Star:
    switch (Opcode) {
    case Op::Add:
    case Op::Sub:
    case Op::Mul:
    case Op::And:
    case Op::Xor:
    case Op::Not:
      return simpleStmt(nullptr, NoKeyword);
    default:
      return nullptr;
    }
  case Tok::Literal:
  case Tok::KwFunc:
  case Tok::Lparen:
  case Tok::Lbrack:
  case Tok::KwStruct:
  case Tok::KwMap:
  case Tok::KwChan:
  case Tok::KwInterface:
  case Tok::Arrow:
    return simpleStmt(nullptr, NoKeyword);
  case Tok::KwFor:
    return forStmt();
  case Tok::KwSwitch:
    return switchStmt();
  case Tok::KwSelect:
    return selectStmt();
  case Tok::KwIf:
    return ifStmt();
  case Tok::KwFallthrough:
  case Tok::KwBreak:
  case Tok::KwContinue:
  case Tok::KwGoto:
    return branchStmt();
  case Tok::KwGo:
  case Tok::KwDefer:
    return callStmt();
  case Tok::KwReturn:
    return returnStmt();
  case Tok::Semi:
    return make<EmptyStmt>(pos());
  default:
    return nullptr;
  }
}

// StatementList = { Statement ";" } .
ArrayRef<Stmt *> Parser::stmtList() {
  llvm::SmallVector<Stmt *, 8> List;
  while (Kind != Tok::EndOfFile && Kind != Tok::Rbrace && Kind != Tok::KwCase &&
         Kind != Tok::KwDefault) {
    Stmt *S = stmtOrNull();
    clearPragmas();
    if (!S)
      break;
    List.push_back(S);
    if (!got(Tok::Semi) && Kind != Tok::Rbrace) {
      unexpected("at end of statement");
      advance({Tok::Semi, Tok::Rbrace, Tok::KwCase, Tok::KwDefault});
      got(Tok::Semi);
    }
  }
  return copyList(List);
}

/// SimpleStmt = EmptyStmt | ExpressionStmt | SendStmt | IncDecStmt |
///              Assignment | ShortVarDecl .
/// Lhs is the already parsed left side, or null. Keyword is the statement in
/// whose header this one stands: for permits a range clause, switch a guard.
Stmt *Parser::simpleStmt(Expr *Lhs, Tok Keyword) {
  if (Keyword == Tok::KwFor && Kind == Tok::KwRange)
    return rangeClause(nullptr, false);
  if (!Lhs)
    Lhs = exprList();

  Pos P = pos();
  if (Kind == Tok::Assign || Kind == Tok::Define) {
    Op O = Kind == Tok::Define ? Op::Def : Op::None;
    next();
    if (Keyword == Tok::KwFor && Kind == Tok::KwRange)
      return rangeClause(Lhs, O == Op::Def);
    Expr *Rhs = exprList();
    auto *Guard = dyn_cast<TypeSwitchGuard>(Rhs);
    if (Guard && Keyword == Tok::KwSwitch && O == Op::Def && isa<Name>(Lhs)) {
      Guard->Lhs = llvm::cast<Name>(Lhs);
      return make<ExprStmt>(Guard->pos(), Guard);
    }
    return make<AssignStmt>(P, O, Lhs, Rhs);
  }

  if (auto *L = dyn_cast<ListExpr>(Lhs)) {
    expected(":= or = or comma");
    advance({Tok::Semi, Tok::Rbrace});
    return make<ExprStmt>(L->Elems[0]->pos(), L->Elems[0]);
  }
  switch (Kind) {
  case Tok::AssignOp: {
    Op O = Opcode;
    next();
    return make<AssignStmt>(P, O, Lhs, expr());
  }
  case Tok::IncOp: {
    Op O = Opcode;
    next();
    return make<AssignStmt>(P, O, Lhs, nullptr);
  }
  case Tok::Arrow:
    next();
    return make<SendStmt>(P, Lhs, expr());
  default:
    return make<ExprStmt>(Lhs->pos(), Lhs);
  }
}

Stmt *Parser::rangeClause(Expr *Lhs, bool Def) {
  Pos P = pos();
  next();
  return make<RangeClause>(P, Lhs, Def, expr());
}

Stmt *Parser::labeledStmtOrNull(Name *Label) {
  Pos P = pos();
  want(Tok::Colon);
  // A semicolon may be left out before "}".
  if (Kind == Tok::Rbrace)
    return make<LabeledStmt>(P, Label, make<EmptyStmt>(pos()));
  if (Stmt *Body = stmtOrNull())
    return make<LabeledStmt>(P, Label, Body);
  syntaxErrorAt(P, "missing statement after label");
  return nullptr;
}

/// Context names the clause before the block for an error message; it is empty
/// if a "{" is known to come.
BlockStmt *Parser::blockStmt(StringRef Context) {
  Pos P = pos();
  if (!got(Tok::Lbrace)) {
    expected("{ after " + Context);
    advance({Tok::Name, Tok::Rbrace});
    Pos Rbrace = pos();
    if (got(Tok::Rbrace))
      return make<BlockStmt>(P, ArrayRef<Stmt *>(), Rbrace);
  }
  ArrayRef<Stmt *> List = stmtList();
  Pos Rbrace = pos();
  want(Tok::Rbrace);
  return make<BlockStmt>(P, List, Rbrace);
}

/// go and defer.
Stmt *Parser::callStmt() {
  Pos P = pos();
  Tok Keyword = Kind;
  next();
  Expr *X = primaryExpr(nullptr, /*KeepParens=*/Kind == Tok::Lparen);
  if (Expr *Inner = unparen(X); Inner != X) {
    error(DiagCode::Syntax, X->pos(),
          "expression in " + tokText(Keyword) + " must not be parenthesized");
    X = Inner;
  }
  return make<CallStmt>(P, Keyword, X);
}

Stmt *Parser::branchStmt() {
  Pos P = pos();
  Tok Keyword = Kind;
  next();
  Name *Label = nullptr;
  if (Keyword == Tok::KwGoto ||
      (Keyword != Tok::KwFallthrough && Kind == Tok::Name))
    Label = name();
  return make<BranchStmt>(P, Keyword, Label);
}

Stmt *Parser::returnStmt() {
  Pos P = pos();
  next();
  Expr *Results = nullptr;
  if (Kind != Tok::Semi && Kind != Tok::Rbrace)
    Results = exprList();
  return make<ReturnStmt>(P, Results);
}

//===----------------------------------------------------------------------===//
// Headers of if, for and switch
//===----------------------------------------------------------------------===//

Parser::Header Parser::header(Tok Keyword) {
  Header H;
  want(Keyword);
  if (Kind == Tok::Lbrace) {
    if (Keyword == Tok::KwIf) {
      syntaxError("missing condition in if statement");
      H.Cond = badExpr();
    }
    return H;
  }
  int Outer = ExprNest;
  ExprNest = -1;
  if (Kind != Tok::Semi) {
    if (got(Tok::KwVar))
      syntaxError("var declaration not allowed in " + tokText(Keyword) +
                  " initializer");
    H.Init = simpleStmt(nullptr, Keyword);
  }
  if (!H.Init || !isa<RangeClause>(H.Init))
    headerRest(Keyword, H);
  ExprNest = Outer;
  return H;
}

/// What follows the first statement of a header, which is in H.Init.
void Parser::headerRest(Tok Keyword, Header &H) {
  if (Kind == Tok::Lbrace) {
    Stmt *Cond = H.Init;
    H.Init = nullptr;
    return headerCond(Keyword, H, Cond, Pos(), "");
  }
  Pos SemiPos;
  StringRef Semi;
  if (Kind == Tok::Semi) {
    SemiPos = pos();
    Semi = semiText();
    next();
  } else {
    // "expected {" says more than "expected ;".
    want(Tok::Lbrace);
    if (Kind != Tok::Lbrace)
      advance({Tok::Lbrace, Tok::Rbrace});
  }

  Stmt *Cond = nullptr;
  if (Keyword != Tok::KwFor) {
    if (Kind != Tok::Lbrace)
      Cond = simpleStmt(nullptr, Keyword);
    return headerCond(Keyword, H, Cond, SemiPos, Semi);
  }
  if (Kind != Tok::Semi) {
    if (Kind == Tok::Lbrace) {
      expected("for loop condition");
      return;
    }
    Cond = simpleStmt(nullptr, NoKeyword);
  }
  want(Tok::Semi);
  if (Kind != Tok::Lbrace) {
    H.Post = simpleStmt(nullptr, NoKeyword);
    auto *A = dyn_cast<AssignStmt>(H.Post);
    if (A && A->Opcode == Op::Def)
      syntaxErrorAt(A->pos(), "cannot declare in post statement of for loop",
                    DiagCode::InvalidPostDecl);
  }
  headerCond(Keyword, H, Cond, SemiPos, Semi);
}

/// A binary expression in parentheses: in "x = y" it sets off the '='.
static std::string emphasized(const Expr *X) {
  std::string S = exprString(X);
  auto *O = dyn_cast<Operation>(X);
  return O && O->Y ? "(" + S + ")" : S;
}

/// Turns the statement in the condition's place into an expression.
void Parser::headerCond(Tok Keyword, Header &H, Stmt *CondStmt, Pos SemiPos,
                        StringRef Semi) {
  if (!CondStmt) {
    if (Keyword != Tok::KwIf || !SemiPos.isValid())
      return;
    if (Semi != "semicolon")
      syntaxErrorAt(SemiPos,
                    "unexpected " + Semi + ", expected { after if clause");
    else
      syntaxErrorAt(SemiPos, "missing condition in if statement");
    H.Cond = make<BadExpr>(SemiPos);
    return;
  }
  if (auto *E = dyn_cast<ExprStmt>(CondStmt)) {
    H.Cond = E->X;
    return;
  }
  // "=" for "==" is a common slip.
  std::string Text;
  auto *A = dyn_cast<AssignStmt>(CondStmt);
  if (A && A->Opcode == Op::None)
    Text = "assignment " + emphasized(A->Lhs) + " = " + emphasized(A->Rhs);
  else
    Text = exprString(CondStmt);
  syntaxErrorAt(CondStmt->pos(),
                "cannot use " + llvm::Twine(Text) + " as value");
}

Stmt *Parser::forStmt() {
  Pos P = pos();
  Header H = header(Tok::KwFor);
  return make<ForStmt>(P, H.Init, H.Cond, H.Post, blockStmt("for clause"));
}

IfStmt *Parser::ifStmt() {
  Nesting Level(*this);
  Pos P = pos();
  Header H = header(Tok::KwIf);
  // Every if has a condition, even where its error was a follow-up.
  if (!H.Cond)
    H.Cond = badExpr();
  BlockStmt *Then = blockStmt("if clause");
  Stmt *Else = nullptr;
  if (got(Tok::KwElse)) {
    if (Kind == Tok::KwIf) {
      Else = ifStmt();
    } else if (Kind == Tok::Lbrace) {
      Else = blockStmt("");
    } else {
      syntaxError("else must be followed by if or statement block");
      advance({Tok::Name, Tok::Rbrace});
    }
  }
  return make<IfStmt>(P, H.Init, H.Cond, Then, Else);
}

//===----------------------------------------------------------------------===//
// switch and select
//===----------------------------------------------------------------------===//

Stmt *Parser::switchStmt() {
  Pos P = pos();
  Header H = header(Tok::KwSwitch);
  if (!got(Tok::Lbrace)) {
    syntaxError("missing { after switch clause");
    advance({Tok::KwCase, Tok::KwDefault, Tok::Rbrace});
  }
  llvm::SmallVector<CaseClause *, 8> Clauses;
  while (Kind != Tok::EndOfFile && Kind != Tok::Rbrace)
    Clauses.push_back(caseClause());
  Pos Rbrace = pos();
  want(Tok::Rbrace);
  return make<SwitchStmt>(P, H.Init, H.Cond, copyList(Clauses), Rbrace);
}

Stmt *Parser::selectStmt() {
  Pos P = pos();
  want(Tok::KwSelect);
  if (!got(Tok::Lbrace)) {
    syntaxError("missing { after select clause");
    advance({Tok::KwCase, Tok::KwDefault, Tok::Rbrace});
  }
  llvm::SmallVector<CommClause *, 8> Clauses;
  while (Kind != Tok::EndOfFile && Kind != Tok::Rbrace)
    Clauses.push_back(commClause());
  Pos Rbrace = pos();
  want(Tok::Rbrace);
  return make<SelectStmt>(P, copyList(Clauses), Rbrace);
}

CaseClause *Parser::caseClause() {
  Pos P = pos();
  Expr *Cases = nullptr;
  if (got(Tok::KwCase)) {
    Cases = exprList();
  } else if (!got(Tok::KwDefault)) {
    expected("case or default or }");
    advance({Tok::Colon, Tok::KwCase, Tok::KwDefault, Tok::Rbrace});
  }
  Pos Colon = pos();
  want(Tok::Colon);
  ArrayRef<Stmt *> Body = stmtList();
  return make<CaseClause>(P, Cases, Body, Colon);
}

/// The operation may be any simple statement here; the checker rejects those
/// that are not a send or a receive.
CommClause *Parser::commClause() {
  Pos P = pos();
  Stmt *Comm = nullptr;
  if (got(Tok::KwCase)) {
    Comm = simpleStmt(nullptr, NoKeyword);
  } else if (!got(Tok::KwDefault)) {
    expected("case or default or }");
    advance({Tok::Colon, Tok::KwCase, Tok::KwDefault, Tok::Rbrace});
  }
  Pos Colon = pos();
  want(Tok::Colon);
  ArrayRef<Stmt *> Body = stmtList();
  return make<CommClause>(P, Comm, Body, Colon);
}
