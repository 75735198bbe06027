//===- NodePositions.cpp - Extent of constructs ---------------------------===//
//
// Scopes and some messages start and end where these functions say. They
// follow gc even where it is imprecise (a slice expression starts at its
// bracket), because error positions show it.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/Stmt.h"
#include "llvm/Support/ErrorHandling.h"

using namespace ogo;
using llvm::cast;
using llvm::dyn_cast;

const Expr *ogo::unparen(const Expr *X) {
  while (auto *P = dyn_cast<ParenExpr>(X))
    X = P->X;
  return X;
}

Expr *ogo::unparen(Expr *X) {
  while (auto *P = dyn_cast<ParenExpr>(X))
    X = P->X;
  return X;
}

bool ogo::isBlank(const Expr *X) {
  auto *N = dyn_cast<Name>(unparen(X));
  return N && N->Value == "_";
}

/// The child that N starts with, null if N's own position is the start.
static const Node *firstChild(const Node *N) {
  switch (N->kind()) {
  case NodeKind::CompositeLit:
    return cast<CompositeLit>(N)->Type;
  case NodeKind::KeyValueExpr:
    return cast<KeyValueExpr>(N)->Key;
  case NodeKind::SelectorExpr:
    return cast<SelectorExpr>(N)->X;
  case NodeKind::IndexExpr:
    return cast<IndexExpr>(N)->X;
  case NodeKind::AssertExpr:
    return cast<AssertExpr>(N)->X;
  case NodeKind::TypeSwitchGuard:
    if (auto *Lhs = cast<TypeSwitchGuard>(N)->Lhs)
      return Lhs;
    return cast<TypeSwitchGuard>(N)->X;
  case NodeKind::Operation:
    return cast<Operation>(N)->Y ? cast<Operation>(N)->X : nullptr;
  case NodeKind::CallExpr:
    return cast<CallExpr>(N)->Fun;
  case NodeKind::ListExpr:
    return cast<ListExpr>(N)->Elems.front();
  case NodeKind::SendStmt:
    return cast<SendStmt>(N)->Chan;
  case NodeKind::AssignStmt:
    return cast<AssignStmt>(N)->Lhs;
  case NodeKind::RangeClause:
    if (auto *Lhs = cast<RangeClause>(N)->Lhs)
      return Lhs;
    return cast<RangeClause>(N)->X;
  default:
    return nullptr;
  }
}

Pos ogo::startPos(const Node *N) {
  if (auto *F = dyn_cast<File>(N))
    return F->Source->start();
  while (const Node *First = firstChild(N))
    N = First;
  return N->pos();
}

template <typename T> static const Node *last(llvm::ArrayRef<T *> List) {
  return List.empty() ? nullptr : List.back();
}

template <typename T> static const Node *lastOfSpec(const T *D) {
  if (D->Values)
    return D->Values;
  return D->Type ? static_cast<const Node *>(D->Type) : last(D->Names);
}

/// The child that N ends with, null if N ends by itself.
static const Node *lastChild(const Node *N) {
  switch (N->kind()) {
  case NodeKind::KeyValueExpr:
    return cast<KeyValueExpr>(N)->Value;
  case NodeKind::FuncLit:
    return cast<FuncLit>(N)->Body;
  case NodeKind::ParenExpr:
    return cast<ParenExpr>(N)->X;
  case NodeKind::SelectorExpr:
    return cast<SelectorExpr>(N)->Sel;
  case NodeKind::IndexExpr:
    return cast<IndexExpr>(N)->Index;
  case NodeKind::SliceExpr:
    return cast<SliceExpr>(N)->X;
  case NodeKind::AssertExpr:
    return cast<AssertExpr>(N)->Type;
  case NodeKind::TypeSwitchGuard:
    return cast<TypeSwitchGuard>(N)->X;
  case NodeKind::Operation:
    return cast<Operation>(N)->Y ? cast<Operation>(N)->Y
                                 : cast<Operation>(N)->X;
  case NodeKind::CallExpr:
    if (const Node *Arg = last(cast<CallExpr>(N)->Args))
      return Arg;
    return cast<CallExpr>(N)->Fun;
  case NodeKind::ListExpr:
    return last(cast<ListExpr>(N)->Elems);
  case NodeKind::ArrayType:
    return cast<ArrayType>(N)->Elem;
  case NodeKind::SliceType:
    return cast<SliceType>(N)->Elem;
  case NodeKind::DotsType:
    return cast<DotsType>(N)->Elem;
  case NodeKind::StructType:
    return last(cast<StructType>(N)->Fields);
  case NodeKind::InterfaceType:
    return last(cast<InterfaceType>(N)->Methods);
  case NodeKind::FuncType:
    if (const Node *Result = last(cast<FuncType>(N)->Results))
      return Result;
    return last(cast<FuncType>(N)->Params);
  case NodeKind::MapType:
    return cast<MapType>(N)->Value;
  case NodeKind::ChanType:
    return cast<ChanType>(N)->Elem;
  case NodeKind::Field:
    if (auto *Type = cast<Field>(N)->Type)
      return Type;
    return cast<Field>(N)->FieldName;
  case NodeKind::ImportDecl:
    return cast<ImportDecl>(N)->Path;
  case NodeKind::ConstDecl:
    return lastOfSpec(cast<ConstDecl>(N));
  case NodeKind::VarDecl:
    return lastOfSpec(cast<VarDecl>(N));
  case NodeKind::TypeDecl:
    return cast<TypeDecl>(N)->Type;
  case NodeKind::FuncDecl:
    if (auto *Body = cast<FuncDecl>(N)->Body)
      return Body;
    return cast<FuncDecl>(N)->Type;
  case NodeKind::LabeledStmt:
    return cast<LabeledStmt>(N)->Body;
  case NodeKind::ExprStmt:
    return cast<ExprStmt>(N)->X;
  case NodeKind::SendStmt:
    return cast<SendStmt>(N)->Value;
  case NodeKind::DeclStmt:
    return last(cast<DeclStmt>(N)->Decls);
  case NodeKind::AssignStmt:
    return cast<AssignStmt>(N)->Rhs;
  case NodeKind::BranchStmt:
    return cast<BranchStmt>(N)->Label;
  case NodeKind::CallStmt:
    return cast<CallStmt>(N)->Call;
  case NodeKind::ReturnStmt:
    return cast<ReturnStmt>(N)->Results;
  case NodeKind::IfStmt:
    if (auto *Else = cast<IfStmt>(N)->Else)
      return Else;
    return cast<IfStmt>(N)->Then;
  case NodeKind::ForStmt:
    return cast<ForStmt>(N)->Body;
  case NodeKind::RangeClause:
    return cast<RangeClause>(N)->X;
  case NodeKind::CaseClause:
    return last(cast<CaseClause>(N)->Body);
  case NodeKind::CommClause:
    return last(cast<CommClause>(N)->Body);
  default:
    return nullptr;
  }
}

Pos ogo::endPos(const Node *N) {
  while (const Node *Last = lastChild(N))
    N = Last;
  switch (N->kind()) {
  case NodeKind::File:
    return cast<File>(N)->EndOfFile;
  case NodeKind::Name:
    return N->pos().advance(cast<Name>(N)->Value.size());
  case NodeKind::BasicLit:
    return N->pos().advance(cast<BasicLit>(N)->Value.size());
  case NodeKind::CompositeLit:
    return cast<CompositeLit>(N)->Rbrace;
  case NodeKind::AssignStmt: // x++, x--
    return endPos(cast<AssignStmt>(N)->Lhs).advance(2);
  case NodeKind::BlockStmt:
    return cast<BlockStmt>(N)->Rbrace;
  case NodeKind::SwitchStmt:
    return cast<SwitchStmt>(N)->Rbrace;
  case NodeKind::SelectStmt:
    return cast<SelectStmt>(N)->Rbrace;
  case NodeKind::CaseClause:
    return cast<CaseClause>(N)->Colon;
  case NodeKind::CommClause:
    return cast<CommClause>(N)->Colon;
  default:
    return N->pos();
  }
}
