//===- Node.h - Base of all syntax nodes -----------------------*- C++ -*-===//
//
// Nodes are immutable after parsing, arena allocated, and numbered densely per
// package, so that the checker's results are plain arrays indexed by NodeId.
//
// A node's Pos is where gc's parser puts it, because error lines depend on it:
// binary Operation, AssignStmt, SendStmt: the operator; CallExpr, IndexExpr,
// SelectorExpr, SliceExpr, AssertExpr, CompositeLit and KeyValueExpr: as gc
// (GOROOT/src/cmd/compile/internal/syntax/parser.go is the reference for
// facts). startPos(N) gives the leftmost byte of the construct.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_SYNTAX_NODE_H
#define OGO_FRONTEND_SYNTAX_NODE_H

#include "frontend/basic/Arena.h"
#include "frontend/basic/SourceManager.h"
#include "frontend/syntax/Token.h"
#include "llvm/Support/Casting.h"

namespace ogo {

enum class NodeKind : uint8_t {
#define EXPR(NAME) NAME,
#define DECL(NAME) NAME,
#define STMT(NAME) NAME,
#define NODE(NAME) NAME,
#include "frontend/syntax/NodeKinds.def"
};

using NodeId = uint32_t;

class Node {
public:
  NodeKind kind() const { return Kind; }
  Pos pos() const { return P; }
  NodeId id() const { return Id; }

protected:
  Node(NodeKind Kind, Pos P, NodeId Id) : P(P), Id(Id), Kind(Kind) {}

private:
  Pos P;
  NodeId Id;
  NodeKind Kind;
};

class Expr : public Node {
public:
  static bool classof(const Node *N) { return N->kind() <= NodeKind::ChanType; }

protected:
  using Node::Node;
};

class Decl : public Node {
public:
  static bool classof(const Node *N) {
    return N->kind() >= NodeKind::ImportDecl && N->kind() <= NodeKind::FuncDecl;
  }

protected:
  using Node::Node;
};

class Stmt : public Node {
public:
  static bool classof(const Node *N) {
    return N->kind() >= NodeKind::EmptyStmt &&
           N->kind() <= NodeKind::RangeClause;
  }

protected:
  using Node::Node;
};

/// Declarations in one parenthesized group share a Group (nullptr: no group).
struct Group {};

/// Arena and id counter of one package's syntax trees.
class ASTContext {
public:
  Arena &arena() { return A; }
  /// Makes a node with the next id: Ctx.make<BinaryExpr>(Pos, fields...).
  template <typename T, typename... Args> T *make(Pos P, Args &&...Rest) {
    return A.make<T>(P, NextId++, std::forward<Args>(Rest)...);
  }
  NodeId nodeCount() const { return NextId; }

private:
  Arena A;
  NodeId NextId = 0;
};

/// Boilerplate of a concrete node class.
#define OGO_NODE(CLASS)                                                        \
  static bool classof(const Node *N) { return N->kind() == NodeKind::CLASS; }

/// Leftmost and rightmost position of a construct (as gc's StartPos/EndPos).
Pos startPos(const Node *N);
Pos endPos(const Node *N);

} // namespace ogo

#endif
