//===- Stmt.h - Statement nodes --------------------------------*- C++ -*-===//
//
// One class a statement of the spec. A node holds what stands in the source and
// no more: what the checker finds out is in Info, by node.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_SYNTAX_STMT_H
#define OGO_FRONTEND_SYNTAX_STMT_H

#include "frontend/syntax/Decl.h"

namespace ogo {

class EmptyStmt : public Stmt {
public:
  EmptyStmt(Pos P, NodeId Id) : Stmt(NodeKind::EmptyStmt, P, Id) {}
  OGO_NODE(EmptyStmt)
};

class LabeledStmt : public Stmt {
public:
  LabeledStmt(Pos P, NodeId Id, Name *Label, Stmt *Body)
      : Stmt(NodeKind::LabeledStmt, P, Id), Label(Label), Body(Body) {}
  Name *Label;
  Stmt *Body;
  OGO_NODE(LabeledStmt)
};

class BlockStmt : public Stmt {
public:
  BlockStmt(Pos P, NodeId Id, llvm::ArrayRef<Stmt *> List, Pos Rbrace)
      : Stmt(NodeKind::BlockStmt, P, Id), List(List), Rbrace(Rbrace) {}
  llvm::ArrayRef<Stmt *> List;
  Pos Rbrace;
  /// A function's body of which nothing but the extent is known so far; see
  /// parseBody().
  bool Unparsed = false;
  OGO_NODE(BlockStmt)
};

class ExprStmt : public Stmt {
public:
  ExprStmt(Pos P, NodeId Id, Expr *X) : Stmt(NodeKind::ExprStmt, P, Id), X(X) {}
  Expr *X;
  OGO_NODE(ExprStmt)
};

class SendStmt : public Stmt {
public:
  SendStmt(Pos P, NodeId Id, Expr *Chan, Expr *Value)
      : Stmt(NodeKind::SendStmt, P, Id), Chan(Chan), Value(Value) {}
  Expr *Chan, *Value;
  OGO_NODE(SendStmt)
};

class DeclStmt : public Stmt {
public:
  DeclStmt(Pos P, NodeId Id, llvm::ArrayRef<Decl *> Decls)
      : Stmt(NodeKind::DeclStmt, P, Id), Decls(Decls) {}
  llvm::ArrayRef<Decl *> Decls;
  OGO_NODE(DeclStmt)
};

/// Lhs Op= Rhs. Opcode None: plain assignment; Def: :=; Rhs null: ++ or --
/// (Opcode Add or Sub).
class AssignStmt : public Stmt {
public:
  AssignStmt(Pos P, NodeId Id, Op Opcode, Expr *Lhs, Expr *Rhs)
      : Stmt(NodeKind::AssignStmt, P, Id), Opcode(Opcode), Lhs(Lhs), Rhs(Rhs) {}
  Op Opcode;
  Expr *Lhs, *Rhs;
  OGO_NODE(AssignStmt)
};

/// break, continue, fallthrough, goto. The jump's target is found by the
/// checker (Info::BranchTargets).
class BranchStmt : public Stmt {
public:
  BranchStmt(Pos P, NodeId Id, Tok Keyword, Name *Label)
      : Stmt(NodeKind::BranchStmt, P, Id), Keyword(Keyword), Label(Label) {}
  Tok Keyword;
  Name *Label; // may be null
  OGO_NODE(BranchStmt)
};

/// go and defer.
class CallStmt : public Stmt {
public:
  CallStmt(Pos P, NodeId Id, Tok Keyword, Expr *Call)
      : Stmt(NodeKind::CallStmt, P, Id), Keyword(Keyword), Call(Call) {}
  Tok Keyword; // KwGo or KwDefer
  Expr *Call;  // a CallExpr unless the program is wrong
  OGO_NODE(CallStmt)
};

class ReturnStmt : public Stmt {
public:
  ReturnStmt(Pos P, NodeId Id, Expr *Results)
      : Stmt(NodeKind::ReturnStmt, P, Id), Results(Results) {}
  Expr *Results; // may be null
  OGO_NODE(ReturnStmt)
};

class IfStmt : public Stmt {
public:
  IfStmt(Pos P, NodeId Id, Stmt *Init, Expr *Cond, BlockStmt *Then, Stmt *Else)
      : Stmt(NodeKind::IfStmt, P, Id), Init(Init), Cond(Cond), Then(Then),
        Else(Else) {}
  Stmt *Init; // may be null
  Expr *Cond;
  BlockStmt *Then;
  Stmt *Else; // null, IfStmt or BlockStmt
  OGO_NODE(IfStmt)
};

/// for; Init is a RangeClause for a range loop (then Cond and Post are null).
class ForStmt : public Stmt {
public:
  ForStmt(Pos P, NodeId Id, Stmt *Init, Expr *Cond, Stmt *Post, BlockStmt *Body)
      : Stmt(NodeKind::ForStmt, P, Id), Init(Init), Cond(Cond), Post(Post),
        Body(Body) {}
  Stmt *Init;
  Expr *Cond;
  Stmt *Post;
  BlockStmt *Body;
  OGO_NODE(ForStmt)
};

/// Lhs [:]= range X.
class RangeClause : public Stmt {
public:
  RangeClause(Pos P, NodeId Id, Expr *Lhs, bool Def, Expr *X)
      : Stmt(NodeKind::RangeClause, P, Id), Lhs(Lhs), Def(Def), X(X) {}
  Expr *Lhs; // may be null
  bool Def;
  Expr *X;
  OGO_NODE(RangeClause)
};

class CaseClause : public Node {
public:
  CaseClause(Pos P, NodeId Id, Expr *Cases, llvm::ArrayRef<Stmt *> Body,
             Pos Colon)
      : Node(NodeKind::CaseClause, P, Id), Cases(Cases), Body(Body),
        Colon(Colon) {}
  Expr *Cases; // null: default
  llvm::ArrayRef<Stmt *> Body;
  Pos Colon;
  OGO_NODE(CaseClause)
};

/// Expression switch, or type switch when Tag is a TypeSwitchGuard.
class SwitchStmt : public Stmt {
public:
  SwitchStmt(Pos P, NodeId Id, Stmt *Init, Expr *Tag,
             llvm::ArrayRef<CaseClause *> Clauses, Pos Rbrace)
      : Stmt(NodeKind::SwitchStmt, P, Id), Init(Init), Tag(Tag),
        Clauses(Clauses), Rbrace(Rbrace) {}
  Stmt *Init;
  Expr *Tag; // may be null
  llvm::ArrayRef<CaseClause *> Clauses;
  Pos Rbrace;
  OGO_NODE(SwitchStmt)
};

class CommClause : public Node {
public:
  CommClause(Pos P, NodeId Id, Stmt *Comm, llvm::ArrayRef<Stmt *> Body,
             Pos Colon)
      : Node(NodeKind::CommClause, P, Id), Comm(Comm), Body(Body),
        Colon(Colon) {}
  Stmt *Comm; // null: default; SendStmt, ExprStmt or AssignStmt
  llvm::ArrayRef<Stmt *> Body;
  Pos Colon;
  OGO_NODE(CommClause)
};

class SelectStmt : public Stmt {
public:
  SelectStmt(Pos P, NodeId Id, llvm::ArrayRef<CommClause *> Clauses, Pos Rbrace)
      : Stmt(NodeKind::SelectStmt, P, Id), Clauses(Clauses), Rbrace(Rbrace) {}
  llvm::ArrayRef<CommClause *> Clauses;
  Pos Rbrace;
  OGO_NODE(SelectStmt)
};

} // namespace ogo

#endif
