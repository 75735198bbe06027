//===- Expr.h - Expression and type-expression nodes -----------*- C++ -*-===//
//
// Go's grammar does not tell types from values before names are resolved, so
// both are Expr.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_SYNTAX_EXPR_H
#define OGO_FRONTEND_SYNTAX_EXPR_H

#include "frontend/syntax/Node.h"
#include "llvm/ADT/ArrayRef.h"

namespace ogo {

class BlockStmt;
class FuncType;

/// Placeholder where an expression could not be parsed; already reported.
class BadExpr : public Expr {
public:
  BadExpr(Pos P, NodeId Id) : Expr(NodeKind::BadExpr, P, Id) {}
  OGO_NODE(BadExpr)
};

class Name : public Expr {
public:
  Name(Pos P, NodeId Id, llvm::StringRef Value)
      : Expr(NodeKind::Name, P, Id), Value(Value) {}
  llvm::StringRef Value; // interned
  OGO_NODE(Name)
};

class BasicLit : public Expr {
public:
  BasicLit(Pos P, NodeId Id, llvm::StringRef Value, LitKind Lit, bool Bad)
      : Expr(NodeKind::BasicLit, P, Id), Value(Value), Lit(Lit), Bad(Bad) {}
  llvm::StringRef Value; // source text
  LitKind Lit;
  bool Bad; // the lexer reported an error in it
  OGO_NODE(BasicLit)
};

/// Type{Elems}; Type is null for an elided inner type.
class CompositeLit : public Expr {
public:
  CompositeLit(Pos P, NodeId Id, Expr *Type, llvm::ArrayRef<Expr *> Elems,
               unsigned NumKeys, Pos Rbrace)
      : Expr(NodeKind::CompositeLit, P, Id), Type(Type), Elems(Elems),
        NumKeys(NumKeys), Rbrace(Rbrace) {}
  Expr *Type;
  llvm::ArrayRef<Expr *> Elems;
  unsigned NumKeys; // how many elements are KeyValueExpr
  Pos Rbrace;
  OGO_NODE(CompositeLit)
};

class KeyValueExpr : public Expr {
public:
  KeyValueExpr(Pos P, NodeId Id, Expr *Key, Expr *Value)
      : Expr(NodeKind::KeyValueExpr, P, Id), Key(Key), Value(Value) {}
  Expr *Key, *Value;
  OGO_NODE(KeyValueExpr)
};

class FuncLit : public Expr {
public:
  FuncLit(Pos P, NodeId Id, FuncType *Type, BlockStmt *Body)
      : Expr(NodeKind::FuncLit, P, Id), Type(Type), Body(Body) {}
  FuncType *Type;
  BlockStmt *Body;
  OGO_NODE(FuncLit)
};

class ParenExpr : public Expr {
public:
  ParenExpr(Pos P, NodeId Id, Expr *X)
      : Expr(NodeKind::ParenExpr, P, Id), X(X) {}
  Expr *X;
  OGO_NODE(ParenExpr)
};

class SelectorExpr : public Expr {
public:
  SelectorExpr(Pos P, NodeId Id, Expr *X, Name *Sel)
      : Expr(NodeKind::SelectorExpr, P, Id), X(X), Sel(Sel) {}
  Expr *X;
  Name *Sel;
  OGO_NODE(SelectorExpr)
};

/// X[Index]; Index is a ListExpr for several type arguments.
class IndexExpr : public Expr {
public:
  IndexExpr(Pos P, NodeId Id, Expr *X, Expr *Index)
      : Expr(NodeKind::IndexExpr, P, Id), X(X), Index(Index) {}
  Expr *X, *Index;
  OGO_NODE(IndexExpr)
};

class SliceExpr : public Expr {
public:
  SliceExpr(Pos P, NodeId Id, Expr *X, Expr *Lo, Expr *Hi, Expr *Max, bool Full)
      : Expr(NodeKind::SliceExpr, P, Id), X(X), Index{Lo, Hi, Max}, Full(Full) {
  }
  Expr *X;
  Expr *Index[3]; // null where absent
  bool Full;      // three-index form
  OGO_NODE(SliceExpr)
};

/// X.(Type)
class AssertExpr : public Expr {
public:
  AssertExpr(Pos P, NodeId Id, Expr *X, Expr *Type)
      : Expr(NodeKind::AssertExpr, P, Id), X(X), Type(Type) {}
  Expr *X, *Type;
  OGO_NODE(AssertExpr)
};

/// Lhs := X.(type); only as a SwitchStmt's tag. Lhs may be null.
class TypeSwitchGuard : public Expr {
public:
  TypeSwitchGuard(Pos P, NodeId Id, Name *Lhs, Expr *X)
      : Expr(NodeKind::TypeSwitchGuard, P, Id), Lhs(Lhs), X(X) {}
  Name *Lhs;
  Expr *X;
  OGO_NODE(TypeSwitchGuard)
};

/// Unary (Y null) and binary operations; *X and &X are Op::Mul and Op::And
/// with one operand, <-X is Op::Recv, ~X is Op::Tilde.
class Operation : public Expr {
public:
  Operation(Pos P, NodeId Id, Op Opcode, Expr *X, Expr *Y)
      : Expr(NodeKind::Operation, P, Id), Opcode(Opcode), X(X), Y(Y) {}
  bool isUnary() const { return !Y; }
  Op Opcode;
  Expr *X, *Y;
  OGO_NODE(Operation)
};

/// Fun(Args...); conversions look the same until names are resolved.
class CallExpr : public Expr {
public:
  CallExpr(Pos P, NodeId Id, Expr *Fun, llvm::ArrayRef<Expr *> Args,
           bool HasDots, Pos Rparen)
      : Expr(NodeKind::CallExpr, P, Id), Fun(Fun), Args(Args), HasDots(HasDots),
        Rparen(Rparen) {}
  Expr *Fun;
  llvm::ArrayRef<Expr *> Args;
  bool HasDots;
  Pos Rparen;
  OGO_NODE(CallExpr)
};

/// a, b, c where the grammar has one Expr slot (assignment sides, results).
class ListExpr : public Expr {
public:
  ListExpr(Pos P, NodeId Id, llvm::ArrayRef<Expr *> Elems)
      : Expr(NodeKind::ListExpr, P, Id), Elems(Elems) {}
  llvm::ArrayRef<Expr *> Elems;
  OGO_NODE(ListExpr)
};

class ArrayType : public Expr {
public:
  ArrayType(Pos P, NodeId Id, Expr *Len, Expr *Elem)
      : Expr(NodeKind::ArrayType, P, Id), Len(Len), Elem(Elem) {}
  Expr *Len; // null for [...]T
  Expr *Elem;
  OGO_NODE(ArrayType)
};

class SliceType : public Expr {
public:
  SliceType(Pos P, NodeId Id, Expr *Elem)
      : Expr(NodeKind::SliceType, P, Id), Elem(Elem) {}
  Expr *Elem;
  OGO_NODE(SliceType)
};

/// ...Elem of a variadic parameter.
class DotsType : public Expr {
public:
  DotsType(Pos P, NodeId Id, Expr *Elem)
      : Expr(NodeKind::DotsType, P, Id), Elem(Elem) {}
  Expr *Elem;
  OGO_NODE(DotsType)
};

/// Name Type: struct field, parameter, result, interface element or type
/// parameter. FieldName is null for an embedded field, an unnamed parameter
/// or an embedded interface element. Names that share one type expression
/// (a, b int) have Fields that share the Type pointer.
class Field : public Node {
public:
  Field(Pos P, NodeId Id, Name *FieldName, Expr *Type)
      : Node(NodeKind::Field, P, Id), FieldName(FieldName), Type(Type) {}
  Name *FieldName;
  Expr *Type;
  OGO_NODE(Field)
};

class StructType : public Expr {
public:
  StructType(Pos P, NodeId Id, llvm::ArrayRef<Field *> Fields,
             llvm::ArrayRef<BasicLit *> Tags)
      : Expr(NodeKind::StructType, P, Id), Fields(Fields), Tags(Tags) {}
  llvm::ArrayRef<Field *> Fields;
  llvm::ArrayRef<BasicLit *> Tags; // empty, or one (maybe null) per field
  OGO_NODE(StructType)
};

class InterfaceType : public Expr {
public:
  InterfaceType(Pos P, NodeId Id, llvm::ArrayRef<Field *> Methods)
      : Expr(NodeKind::InterfaceType, P, Id), Methods(Methods) {}
  llvm::ArrayRef<Field *> Methods; // methods and embedded elements, in order
  OGO_NODE(InterfaceType)
};

class FuncType : public Expr {
public:
  FuncType(Pos P, NodeId Id, llvm::ArrayRef<Field *> Params,
           llvm::ArrayRef<Field *> Results)
      : Expr(NodeKind::FuncType, P, Id), Params(Params), Results(Results) {}
  llvm::ArrayRef<Field *> Params, Results;
  OGO_NODE(FuncType)
};

class MapType : public Expr {
public:
  MapType(Pos P, NodeId Id, Expr *Key, Expr *Value)
      : Expr(NodeKind::MapType, P, Id), Key(Key), Value(Value) {}
  Expr *Key, *Value;
  OGO_NODE(MapType)
};

enum class ChanDir : uint8_t { Both, SendOnly, RecvOnly };

class ChanType : public Expr {
public:
  ChanType(Pos P, NodeId Id, ChanDir Dir, Expr *Elem)
      : Expr(NodeKind::ChanType, P, Id), Dir(Dir), Elem(Elem) {}
  ChanDir Dir;
  Expr *Elem;
  OGO_NODE(ChanType)
};

/// X without enclosing parentheses.
const Expr *unparen(const Expr *X);
Expr *unparen(Expr *X);
/// X is the blank identifier.
bool isBlank(const Expr *X);

/// The elements of X if it is a ListExpr, X itself otherwise, nothing if null.
/// The result refers to Slot when X is not a list: keep Slot alive.
inline llvm::ArrayRef<Expr *> unpackList(Expr *const &Slot) {
  if (!Slot)
    return {};
  if (auto *L = llvm::dyn_cast<ListExpr>(Slot))
    return L->Elems;
  return llvm::ArrayRef<Expr *>(Slot);
}

/// Source form of X on one line, as gc prints expressions in messages
/// (function bodies as {…}, struct and interface bodies shortened).
std::string exprString(const Node *X);

} // namespace ogo

#endif
