//===- Switch.cpp - Expression and type switches --------------------------===//
#include "frontend/check/Call.h"
#include "frontend/check/StmtCheck.h"
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Predicates.h"
#include <map>

using namespace ogo;
using llvm::ArrayRef;

static Pos clauseEnd(SwitchStmt *S, size_t I) {
  return I + 1 < S->Clauses.size() ? S->Clauses[I + 1]->pos() : S->Rbrace;
}

static void multipleSwitchDefaults(Checker &C, SwitchStmt *S) {
  multipleDefaults(C, S->Clauses,
                   [](const CaseClause *Cl) { return !Cl->Cases; });
}

//===----------------------------------------------------------------------===//
// Expression switches
//===----------------------------------------------------------------------===//

namespace {

/// Constant case values seen so far. Spec: "Implementation restriction: A
/// compiler may disallow multiple case expressions evaluating to the same
/// constant." gc does for integers, floats and strings; cases of interface
/// switches differ by their type too.
class SeenValues {
public:
  /// Position of an equal earlier case, or no position after adding this one.
  Pos findOrAdd(const Operand &V);

private:
  struct Entry {
    Pos At;
    Type *T;
  };
  using Entries = llvm::SmallVector<Entry, 1>;
  Entries *entriesOf(const ConstantValue &V);
  std::map<int64_t, Entries> Ints;
  std::map<uint64_t, Entries> Uints; // beyond int64
  std::map<double, Entries> Floats;
  llvm::StringMap<Entries> Strings;
};

} // namespace

SeenValues::Entries *SeenValues::entriesOf(const ConstantValue &V) {
  if (V.isNull())
    return nullptr;
  switch (V.kind()) {
  case ConstantValue::Kind::Int:
    if (auto I = V.int64Val())
      return &Ints[*I];
    if (auto U = V.uint64Val())
      return &Uints[*U];
    return nullptr;
  case ConstantValue::Kind::Float:
    return &Floats[V.doubleVal()];
  case ConstantValue::Kind::String:
    return &Strings[V.stringVal()];
  default:
    return nullptr;
  }
}

Pos SeenValues::findOrAdd(const Operand &V) {
  Entries *List = entriesOf(V.Val);
  if (!List)
    return Pos();
  for (const Entry &E : *List)
    if (identical(V.T, E.T))
      return E.At;
  List->push_back({V.pos(), V.T});
  return Pos();
}

static void caseValue(Checker &C, Operand &X, Expr *E, SeenValues &Seen) {
  Operand V;
  expr(C, nullptr, V, E);
  if (X.invalid() || V.invalid())
    return;
  convertUntyped(C, V, X.T);
  if (V.invalid())
    return;
  // The case comes first so that it is blamed.
  Operand Res = V;
  comparison(C, Res, X, Op::Eql, /*SwitchCase=*/true);
  if (Res.invalid() || V.Mode != OperandMode::Constant)
    return;
  if (Pos Previous = Seen.findOrAdd(V); Previous.isValid()) {
    ErrorBuilder Err(C, DiagCode::DuplicateCase);
    Err.add(V.X, "duplicate case " + C.str(V) + " in expression switch");
    Err.add(Previous, "previous case");
    Err.report();
  }
}

/// The operand cases are compared with.
static Operand switchOperand(Checker &C, SwitchStmt *S) {
  Operand X;
  if (!S->Tag) {
    // Spec: "A missing switch expression is equivalent to the boolean value
    // true."
    Pos At = S->Clauses.empty() ? S->Rbrace : S->Clauses[0]->pos();
    X.Mode = OperandMode::Constant;
    X.T = C.basic(BasicKind::Bool);
    X.Val = ConstantValue::makeBool(true);
    X.X = C.Ctx.make<Name>(At, NodeId(0), C.Ctx.names().intern("true"));
    return X;
  }
  expr(C, nullptr, X, S->Tag);
  // As assigned to a temporary.
  assignment(C, X, nullptr, "switch expression");
  if (!X.invalid() && !comparableType(X.T) && !hasNil(X.T)) {
    C.error(X, DiagCode::InvalidExprSwitch,
            "cannot switch on " + C.str(X) + " (" + C.str(X.T) +
                " is not comparable)");
    X.Mode = OperandMode::Invalid;
  }
  return X;
}

void ogo::switchStmt(Checker &C, SwitchStmt *S) {
  Operand X = switchOperand(C, S);
  multipleSwitchDefaults(C, S);
  SeenValues Seen;
  for (size_t I = 0; I < S->Clauses.size(); ++I) {
    CaseClause *Clause = S->Clauses[I];
    for (Expr *E : unpackList(Clause->Cases))
      caseValue(C, X, E, Seen);
    ScopeGuard Scope(C, Clause, clauseEnd(S, I));
    stmtList(C, Clause->Body);
  }
}

//===----------------------------------------------------------------------===//
// Type switches
//===----------------------------------------------------------------------===//

namespace {

struct SeenType {
  Type *T; // null: nil
  Expr *E;
};
using SeenTypes = llvm::SmallVector<SeenType, 8>;

} // namespace

/// nil can only be written as nil, possibly in parentheses.
static bool isNilExpr(Checker &C, Expr *E) {
  auto *N = llvm::dyn_cast<Name>(unparen(E));
  return N && llvm::isa_and_nonnull<Nil>(C.lookup(N->Value));
}

static const SeenType *findType(const SeenTypes &Seen, Type *T) {
  for (const SeenType &S : Seen)
    if (T && S.T ? identical(T, S.T) : T == S.T)
      return &S;
  return nullptr;
}

/// Checks a clause's types against X (null if invalid). Returns the last
/// valid one, null for nil.
static Type *caseTypes(Checker &C, Operand *X, ArrayRef<Expr *> Types,
                       SeenTypes &Seen) {
  Type *T = nullptr;
  for (Expr *E : Types) {
    if (isNilExpr(C, E)) {
      T = nullptr;
      Operand Dummy;
      expr(C, nullptr, Dummy, E); // to record it
    } else {
      T = varType(C, E);
      if (!isValid(T))
        continue;
    }
    if (const SeenType *Other = findType(Seen, T)) {
      ErrorBuilder Err(C, DiagCode::DuplicateCase);
      Err.add(E, "duplicate case " + (T ? C.str(T) : std::string("nil")) +
                     " in type switch");
      Err.add(Other->E, "previous case");
      Err.report();
      continue;
    }
    Seen.push_back({T, E});
    if (X && T)
      typeAssertion(C, E, *X, T, /*TypeSwitch=*/true);
  }
  return T;
}

/// The symbol of a type switch in one clause. With exactly one type it has
/// that type, else the type of the switch operand.
static Var *declareSymbol(Checker &C, Name *Lhs, CaseClause *Clause,
                          ArrayRef<Expr *> Cases, Type *T, Operand *X) {
  if (Cases.size() != 1 || !T)
    T = X ? X->T : C.invalidType();
  Var *V = C.Ctx.make<Var>(Lhs->pos(), &C.Pkg, Lhs->Value, T);
  Pos ScopePos = Cases.empty() ? Clause->pos() : endPos(Cases.back());
  C.declare(C.scope(), nullptr, V, ScopePos);
  C.recordImplicit(Clause, V);
  return V;
}

void ogo::typeSwitchStmt(Checker &C, SwitchStmt *S, TypeSwitchGuard *Guard) {
  Name *Lhs = Guard->Lhs;
  if (Lhs && Lhs->Value == "_") {
    C.softError(Lhs->pos(), DiagCode::NoNewVar,
                "no new variable on left side of :=");
    Lhs = nullptr;
  } else if (Lhs) {
    C.recordDef(Lhs, nullptr); // each clause declares its own variable
  }

  Operand Tag;
  Operand *X = nullptr; // null: invalid
  expr(C, nullptr, Tag, Guard->X);
  if (!Tag.invalid()) {
    if (isTypeParam(Tag.T))
      C.error(Tag, DiagCode::InvalidTypeSwitch,
              "cannot use type switch on type parameter value " + C.str(Tag));
    else if (isInterface(Tag.T))
      X = &Tag;
    else
      C.error(Tag, DiagCode::InvalidTypeSwitch,
              C.str(Tag) + " is not an interface");
  }
  multipleSwitchDefaults(C, S);

  llvm::SmallVector<Var *, 8> Symbols;
  SeenTypes Seen;
  for (size_t I = 0; I < S->Clauses.size(); ++I) {
    CaseClause *Clause = S->Clauses[I];
    ArrayRef<Expr *> Cases = unpackList(Clause->Cases);
    Type *T = caseTypes(C, X, Cases, Seen);
    ScopeGuard Scope(C, Clause, clauseEnd(S, I));
    if (Lhs)
      Symbols.push_back(declareSymbol(C, Lhs, Clause, Cases, T, X));
    stmtList(C, Clause->Body);
  }

  // The symbol is used if it is in any clause.
  if (!Lhs)
    return;
  bool Used = false;
  for (Var *V : Symbols) {
    Used |= V->Used;
    V->Used = true;
  }
  if (!Used)
    C.softError(Lhs->pos(), DiagCode::UnusedVar,
                Lhs->Value + " declared and not used");
}
