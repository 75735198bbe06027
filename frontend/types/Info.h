//===- Info.h - What the checker found out ---------------------*- C++ -*-===//
//
// Results are kept beside the tree, in arrays indexed by NodeId, so nodes stay
// immutable and a generic body is checked once and lowered many times.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_TYPES_INFO_H
#define OGO_FRONTEND_TYPES_INFO_H

#include "frontend/syntax/Stmt.h"
#include "frontend/types/Scope.h"
#include <map>

namespace ogo {

enum class OperandMode : uint8_t {
  Invalid,
  NoValue,  // call without results
  Builtin,  // predeclared function
  TypeExpr, // a type
  Constant, // Value is set
  Variable, // addressable
  MapIndex, // not addressable, but assignable
  Value,
  NilValue, // nil
  CommaOk,  // like Value, may also give a second bool
  CommaErr,
  CgoFunc,
};

struct TypeAndValue {
  OperandMode Mode = OperandMode::Invalid;
  BuiltinId Builtin = BuiltinId::Append; // Mode Builtin
  /// Final type: untyped operands have been converted to what context wants
  /// (an untyped nil's type is the type it is used as). For a call with
  /// several results a Tuple. For a comma-ok expression used with two
  /// variables a Tuple of (T, bool).
  Type *T = nullptr;
  ConstantValue Val;
  bool isType() const { return Mode == OperandMode::TypeExpr; }
  bool isConstant() const { return !Val.isNull(); }
  bool isAddressable() const { return Mode == OperandMode::Variable; }
};

/// X.Sel that is a field or method (qualified identifiers are only in Uses).
struct Selection {
  enum class Kind : uint8_t { FieldVal, MethodVal, MethodExpr };
  Kind K;
  Type *Recv;                      // type of X in X.Sel
  Object *Obj;                     // Var (field) or Func
  llvm::SmallVector<int, 2> Index; // path through embedded fields, then the
                                   // field's or method's own index
  bool Indirect;                   // a pointer was followed on the path
  Type *T;                         // type of the whole expression
};

/// Explicit or inferred type arguments of a use of a generic function or type.
struct Instance {
  llvm::SmallVector<Type *, 2> TArgs;
  Type *T; // instantiated Signature or Named
};

/// One package-level initialization: Lhs = Rhs (several Lhs: a multi-value
/// Rhs; Lhs may be blank variables).
struct Initializer {
  llvm::SmallVector<Var *, 1> Lhs;
  Expr *Rhs;
};

class Info {
public:
  /// Sizes all arrays for node ids below N (nodes of later files: call again).
  void resize(NodeId N);
  /// Makes room for a node made while checking.
  void ensure(NodeId Id) {
    if (Id >= Types.size())
      resize(Id + 1);
  }

  TypeAndValue &typeAndValue(const Expr *X) { return Types[X->id()]; }
  const TypeAndValue &typeAndValue(const Expr *X) const {
    return Types[X->id()];
  }
  Type *typeOf(const Expr *X) const { return Types[X->id()].T; }
  /// Object a Name defines (null: blank-like names such as the symbolic t of a
  /// type switch, package clause) or uses.
  Object *defOf(const Name *N) const { return Defs[N->id()]; }
  Object *useOf(const Name *N) const { return Uses[N->id()]; }
  Object *objectOf(const Name *N) const {
    return Defs[N->id()] ? Defs[N->id()] : Uses[N->id()];
  }
  /// ImportDecl without name → PkgName; CaseClause of `switch x := y.(type)` →
  /// that clause's Var; Field of an unnamed parameter or result → Var.
  Object *implicitOf(const Node *N) const { return Implicits.lookup(N->id()); }
  const Selection *selectionOf(const SelectorExpr *S) const {
    auto I = Selections.find(S->id());
    return I == Selections.end() ? nullptr : I->second;
  }
  /// X.M or T.M, a method value or method expression, that E is, perhaps with
  /// type arguments and in parentheses; null for anything else.
  const SelectorExpr *methodOf(const Expr *E) const;
  const Instance *instanceOf(const Name *N) const {
    auto I = Instances.find(N->id());
    return I == Instances.end() ? nullptr : I->second;
  }
  Scope *scopeOf(const Node *N) const { return Scopes.lookup(N->id()); }
  /// The field Elems[I] of a struct literal E is for: a path, as the key may
  /// name a promoted field. Of S's fields, S being the literal's type.
  llvm::SmallVector<int, 4> fieldOf(const Struct *S, const CompositeLit *E,
                                    unsigned I) const;

  std::vector<TypeAndValue> Types;
  std::vector<Object *> Defs, Uses;
  llvm::DenseMap<NodeId, Object *> Implicits;
  llvm::DenseMap<NodeId, Selection *> Selections;
  llvm::DenseMap<NodeId, Instance *> Instances;
  /// File, FuncType, BlockStmt, IfStmt, SwitchStmt, CaseClause, CommClause,
  /// ForStmt → their scope.
  llvm::DenseMap<NodeId, Scope *> Scopes;
  /// BranchStmt → LabeledStmt or enclosing For/Switch/Select it leaves or
  /// continues (unlabelled ones too). goto: the LabeledStmt.
  llvm::DenseMap<NodeId, const Stmt *> BranchTargets;
  /// Key of a struct literal that names a promoted field → path to it.
  llvm::DenseMap<NodeId, llvm::SmallVector<int, 4>> PromotedKeys;
  /// Language version of each file (File node id).
  llvm::DenseMap<NodeId, LangVersion> FileVersions;
  /// Package variables in initialization order.
  std::vector<Initializer> InitOrder;
};

} // namespace ogo

#endif
