//===- ConcreteType.cpp - Interface variables of one dynamic type ---------===//
//
// gc turns a method call on an interface into a call of a concrete type's
// method if it sees that no other type can be there: the operand is a
// conversion, or a local variable to which only values of that type are
// assigned. Programs can tell: it unpacks the receiver before the arguments
// are evaluated, while other receivers are read after all calls
// (EvaluationOrder.cpp).
//
//===----------------------------------------------------------------------===//
#include "ir/ConcreteType.h"
#include "frontend/syntax/Walk.h"
#include "frontend/types/Predicates.h"
#include "ir/FunctionLowering.h"
#include "llvm/ADT/DenseSet.h"

using namespace llvm;

namespace ogo {

/// What is assigned to the interface variables of a function and the literals
/// in it.
struct InterfaceVars {
  struct Assigned {
    const Expr *E; // null: a value of type T that nobody follows
    Type *T;
  };
  DenseMap<const Var *, SmallVector<Assigned, 2>> Values;
  DenseSet<const Var *> AddressTaken;
};

namespace {

class Collector {
public:
  Collector(const Info &Facts, InterfaceVars &Out) : Facts(Facts), Out(Out) {}
  void visit(const Node *N);

private:
  const Info &Facts;
  InterfaceVars &Out;

  void assign(const Expr *Lhs, const Expr *Rhs, Type *T);
  void assignList(ArrayRef<Expr *> Lhs, ArrayRef<Expr *> Rhs);
  void range(const RangeClause *R);
  Type *typeOf(const Expr *E) { return Facts.typeOf(unparen(E)); }
};

} // namespace

void Collector::assign(const Expr *Lhs, const Expr *Rhs, Type *T) {
  auto *N = dyn_cast<Name>(unparen(Lhs));
  auto *V = N ? dyn_cast_or_null<Var>(Facts.objectOf(N)) : nullptr;
  if (!V || !V->type() || !isInterface(V->type()))
    return;
  if (Rhs && Facts.typeAndValue(unparen(Rhs)).Mode == OperandMode::NilValue)
    return;
  // Results of calls are not followed.
  if (Rhs && isa<CallExpr>(unparen(Rhs)) &&
      !Facts.typeAndValue(unparen(cast<CallExpr>(unparen(Rhs))->Fun)).isType())
    Rhs = nullptr;
  Out.Values[V].push_back({Rhs, T});
}

void Collector::assignList(ArrayRef<Expr *> Lhs, ArrayRef<Expr *> Rhs) {
  if (Lhs.size() == Rhs.size()) {
    for (unsigned I = 0; I != Lhs.size(); ++I)
      assign(Lhs[I], Rhs[I], typeOf(Rhs[I]));
    return;
  }
  auto *Types = Rhs.empty() ? nullptr : dyn_cast_or_null<Tuple>(typeOf(Rhs[0]));
  if (!Types)
    return;
  // v, ok = x.(T) is followed like x.(T).
  bool Assertion = isa<AssertExpr>(unparen(Rhs[0]));
  for (unsigned I = 0; I != Lhs.size() && I != Types->Vars.size(); ++I)
    assign(Lhs[I], Assertion && I == 0 ? Rhs[0] : nullptr,
           Types->Vars[I]->type());
}

void Collector::range(const RangeClause *R) {
  ArrayRef<Expr *> Lhs = unpackList(R->Lhs);
  Type *T = typeOf(R->X);
  T = T ? commonUnder(T) : nullptr;
  if (!T || Lhs.empty())
    return;
  if (auto *P = dyn_cast<Pointer>(T))
    T = commonUnder(P->Elem);
  Type *Key = nullptr, *Elem = nullptr;
  if (auto *A = dyn_cast_or_null<Array>(T))
    Elem = A->Elem;
  else if (auto *S = dyn_cast_or_null<Slice>(T))
    Elem = S->Elem;
  else if (auto *C = dyn_cast_or_null<Chan>(T))
    Key = C->Elem;
  else if (auto *M = dyn_cast_or_null<Map>(T))
    Key = M->Key, Elem = M->Elem;
  // The parameters of a range-over-func body are not known.
  for (unsigned I = 0; I != Lhs.size(); ++I)
    assign(Lhs[I], nullptr, I ? Elem : Key);
}

void Collector::visit(const Node *N) {
  switch (N->kind()) {
  case NodeKind::AssignStmt: {
    auto *S = cast<AssignStmt>(N);
    if (S->Rhs && (S->Opcode == Op::Def || S->Opcode == Op::None))
      assignList(unpackList(S->Lhs), unpackList(S->Rhs));
    break;
  }
  case NodeKind::VarDecl: {
    auto *D = cast<VarDecl>(N);
    if (!D->Values)
      break;
    SmallVector<Expr *, 4> Names(D->Names.begin(), D->Names.end());
    assignList(Names, unpackList(D->Values));
    break;
  }
  case NodeKind::RangeClause:
    range(cast<RangeClause>(N));
    break;
  case NodeKind::SwitchStmt: {
    auto *S = cast<SwitchStmt>(N);
    auto *G = dyn_cast_or_null<TypeSwitchGuard>(S->Tag);
    for (const CaseClause *C : S->Clauses)
      if (auto *V = G ? dyn_cast_or_null<Var>(Facts.implicitOf(C)) : nullptr)
        if (isInterface(V->type()))
          Out.Values[V].push_back({G->X, typeOf(G->X)});
    break;
  }
  case NodeKind::Operation: {
    auto *O = cast<Operation>(N);
    if (O->isUnary() && O->Opcode == Op::And)
      if (auto *X = dyn_cast<Name>(unparen(O->X)))
        if (auto *V = dyn_cast_or_null<Var>(Facts.objectOf(X)))
          Out.AddressTaken.insert(V);
    break;
  }
  default:
    break;
  }
  forEachChild(N, [&](const Node *C) { visit(C); });
}

//===----------------------------------------------------------------------===//
// Queries
//===----------------------------------------------------------------------===//

namespace {

class Finder {
public:
  Finder(FunctionLowering &F, const InterfaceVars &Vars) : F(F), Vars(Vars) {}
  /// The type if there is one; Known: E may have other types, or any.
  Type *find(const Expr *E, bool &Known);

private:
  FunctionLowering &F;
  const InterfaceVars &Vars;
  DenseSet<const Var *> Seen;

  Type *ofVariable(const Var *V, bool &Known);
};

Type *Finder::find(const Expr *E, bool &Known) {
  for (;;) {
    E = unparen(E);
    Type *T = F.Facts.typeOf(E);
    if (auto *Types = dyn_cast_or_null<Tuple>(T)) // v, ok = x.(T)
      T = Types->Vars.empty() ? nullptr : Types->Vars[0]->type();
    if (!T || hasTypeParams(T))
      break;
    if (!isInterface(T)) {
      Known = true;
      return F.concrete(T);
    }
    if (auto *A = dyn_cast<AssertExpr>(E)) {
      E = A->X;
      continue;
    }
    if (auto *C = dyn_cast<CallExpr>(E);
        C && F.Facts.typeAndValue(unparen(C->Fun)).isType()) {
      E = C->Args[0];
      continue;
    }
    if (auto *N = dyn_cast<Name>(E))
      if (auto *V = dyn_cast_or_null<Var>(F.Facts.objectOf(N)))
        return ofVariable(V, Known);
    break;
  }
  Known = false;
  return nullptr;
}

Type *Finder::ofVariable(const Var *V, bool &Known) {
  Known = false;
  auto It = Vars.Values.find(V);
  bool IsGlobal = V->Pkg && V->Parent == &V->Pkg->PkgScope;
  if (IsGlobal || V->IsParam || Vars.AddressTaken.contains(V))
    return nullptr;
  Known = true;
  if (It == Vars.Values.end() || !Seen.insert(V).second)
    return nullptr; // nil, or what is looked at already
  Type *Found = nullptr;
  for (const InterfaceVars::Assigned &A : It->second) {
    Type *T = nullptr;
    if (A.E) {
      T = find(A.E, Known);
      if (Known && !T)
        continue;
    } else {
      Known = A.T && !hasTypeParams(A.T) && !isInterface(A.T);
      T = Known ? F.concrete(A.T) : nullptr;
    }
    if (!Known || (Found && Found != T)) {
      Known = false;
      return nullptr;
    }
    Found = T;
  }
  return Found;
}

} // namespace

Type *concreteTypeOf(FunctionLowering &F, const Expr *E) {
  FunctionLowering *Root = &F;
  for (FunctionLowering *O = F.Outer; O; O = O->Outer)
    if (O->Body)
      Root = O;
  if (!Root->Interfaces) {
    Root->Interfaces = std::make_shared<InterfaceVars>();
    if (Root->Body)
      Collector(F.Facts, *Root->Interfaces).visit(Root->Body);
  }
  bool Known = false;
  return Finder(F, *Root->Interfaces).find(E, Known);
}

} // namespace ogo
