//===- Walk.h - Children of syntax nodes -----------------------*- C++ -*-===//
//
// For passes that look for something anywhere in a tree. Children come in
// source order; null children are left out. A type expression that several
// Fields share is visited once, with the first of them.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_SYNTAX_WALK_H
#define OGO_FRONTEND_SYNTAX_WALK_H

#include "frontend/syntax/Stmt.h"
#include "llvm/Support/ErrorHandling.h"

namespace ogo {

template <typename F> void forEachChild(const Node *N, F &&Visit) {
  using llvm::cast;
  auto One = [&](const Node *Child) {
    if (Child)
      Visit(Child);
  };
  auto Each = [&](auto List) {
    for (const Node *Child : List)
      One(Child);
  };
  auto Fields = [&](llvm::ArrayRef<Field *> List) {
    const Expr *Last = nullptr;
    for (const Field *Child : List) {
      if (Child->Type && Child->Type == Last) {
        One(Child->FieldName);
        continue;
      }
      Last = Child->Type;
      One(Child);
    }
  };
  switch (N->kind()) {
  case NodeKind::BadExpr:
  case NodeKind::Name:
  case NodeKind::BasicLit:
  case NodeKind::EmptyStmt:
    return;
  case NodeKind::CompositeLit:
    One(cast<CompositeLit>(N)->Type);
    return Each(cast<CompositeLit>(N)->Elems);
  case NodeKind::KeyValueExpr:
    One(cast<KeyValueExpr>(N)->Key);
    return One(cast<KeyValueExpr>(N)->Value);
  case NodeKind::FuncLit:
    One(cast<FuncLit>(N)->Type);
    return One(cast<FuncLit>(N)->Body);
  case NodeKind::ParenExpr:
    return One(cast<ParenExpr>(N)->X);
  case NodeKind::SelectorExpr:
    One(cast<SelectorExpr>(N)->X);
    return One(cast<SelectorExpr>(N)->Sel);
  case NodeKind::IndexExpr:
    One(cast<IndexExpr>(N)->X);
    return One(cast<IndexExpr>(N)->Index);
  case NodeKind::SliceExpr:
    One(cast<SliceExpr>(N)->X);
    for (const Expr *Index : cast<SliceExpr>(N)->Index)
      One(Index);
    return;
  case NodeKind::AssertExpr:
    One(cast<AssertExpr>(N)->X);
    return One(cast<AssertExpr>(N)->Type);
  case NodeKind::TypeSwitchGuard:
    One(cast<TypeSwitchGuard>(N)->Lhs);
    return One(cast<TypeSwitchGuard>(N)->X);
  case NodeKind::Operation:
    One(cast<Operation>(N)->X);
    return One(cast<Operation>(N)->Y);
  case NodeKind::CallExpr:
    One(cast<CallExpr>(N)->Fun);
    return Each(cast<CallExpr>(N)->Args);
  case NodeKind::ListExpr:
    return Each(cast<ListExpr>(N)->Elems);
  case NodeKind::ArrayType:
    One(cast<ArrayType>(N)->Len);
    return One(cast<ArrayType>(N)->Elem);
  case NodeKind::SliceType:
    return One(cast<SliceType>(N)->Elem);
  case NodeKind::DotsType:
    return One(cast<DotsType>(N)->Elem);
  case NodeKind::StructType:
    Fields(cast<StructType>(N)->Fields);
    return Each(cast<StructType>(N)->Tags);
  case NodeKind::InterfaceType:
    return Fields(cast<InterfaceType>(N)->Methods);
  case NodeKind::FuncType:
    Fields(cast<FuncType>(N)->Params);
    return Fields(cast<FuncType>(N)->Results);
  case NodeKind::MapType:
    One(cast<MapType>(N)->Key);
    return One(cast<MapType>(N)->Value);
  case NodeKind::ChanType:
    return One(cast<ChanType>(N)->Elem);
  case NodeKind::ImportDecl:
    One(cast<ImportDecl>(N)->LocalPkgName);
    return One(cast<ImportDecl>(N)->Path);
  case NodeKind::ConstDecl:
    Each(cast<ConstDecl>(N)->Names);
    One(cast<ConstDecl>(N)->Type);
    return One(cast<ConstDecl>(N)->Values);
  case NodeKind::TypeDecl:
    One(cast<TypeDecl>(N)->TypeName);
    Fields(cast<TypeDecl>(N)->TParams);
    return One(cast<TypeDecl>(N)->Type);
  case NodeKind::VarDecl:
    Each(cast<VarDecl>(N)->Names);
    One(cast<VarDecl>(N)->Type);
    return One(cast<VarDecl>(N)->Values);
  case NodeKind::FuncDecl:
    One(cast<FuncDecl>(N)->Recv);
    One(cast<FuncDecl>(N)->FuncName);
    Fields(cast<FuncDecl>(N)->TParams);
    One(cast<FuncDecl>(N)->Type);
    return One(cast<FuncDecl>(N)->Body);
  case NodeKind::LabeledStmt:
    One(cast<LabeledStmt>(N)->Label);
    return One(cast<LabeledStmt>(N)->Body);
  case NodeKind::BlockStmt:
    assert(!cast<BlockStmt>(N)->Unparsed && "needSyntax() was forgotten");
    return Each(cast<BlockStmt>(N)->List);
  case NodeKind::ExprStmt:
    return One(cast<ExprStmt>(N)->X);
  case NodeKind::SendStmt:
    One(cast<SendStmt>(N)->Chan);
    return One(cast<SendStmt>(N)->Value);
  case NodeKind::DeclStmt:
    return Each(cast<DeclStmt>(N)->Decls);
  case NodeKind::AssignStmt:
    One(cast<AssignStmt>(N)->Lhs);
    return One(cast<AssignStmt>(N)->Rhs);
  case NodeKind::BranchStmt:
    return One(cast<BranchStmt>(N)->Label);
  case NodeKind::CallStmt:
    return One(cast<CallStmt>(N)->Call);
  case NodeKind::ReturnStmt:
    return One(cast<ReturnStmt>(N)->Results);
  case NodeKind::IfStmt:
    One(cast<IfStmt>(N)->Init);
    One(cast<IfStmt>(N)->Cond);
    One(cast<IfStmt>(N)->Then);
    return One(cast<IfStmt>(N)->Else);
  case NodeKind::ForStmt:
    One(cast<ForStmt>(N)->Init);
    One(cast<ForStmt>(N)->Cond);
    One(cast<ForStmt>(N)->Post);
    return One(cast<ForStmt>(N)->Body);
  case NodeKind::SwitchStmt:
    One(cast<SwitchStmt>(N)->Init);
    One(cast<SwitchStmt>(N)->Tag);
    return Each(cast<SwitchStmt>(N)->Clauses);
  case NodeKind::SelectStmt:
    return Each(cast<SelectStmt>(N)->Clauses);
  case NodeKind::RangeClause:
    One(cast<RangeClause>(N)->Lhs);
    return One(cast<RangeClause>(N)->X);
  case NodeKind::CaseClause:
    One(cast<CaseClause>(N)->Cases);
    return Each(cast<CaseClause>(N)->Body);
  case NodeKind::CommClause:
    One(cast<CommClause>(N)->Comm);
    return Each(cast<CommClause>(N)->Body);
  case NodeKind::Field:
    One(cast<Field>(N)->FieldName);
    return One(cast<Field>(N)->Type);
  case NodeKind::File:
    One(cast<File>(N)->PkgName);
    return Each(cast<File>(N)->Decls);
  }
  llvm_unreachable("unknown node kind");
}

} // namespace ogo

#endif
