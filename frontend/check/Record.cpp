//===- Record.cpp - Writing down what was found ---------------------------===//
//
// Lowering sees nothing of the checker but Info, so every expression, name and
// selection of a correct program must end up here with its final type.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Checker.h"
#include "frontend/check/Expr.h"
#include "frontend/types/Predicates.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;

void Checker::recordTypeAndValue(Expr *X, OperandMode Mode, Type *T,
                                 const ConstantValue &Val) {
  if (Mode == OperandMode::Invalid)
    return;
  Facts.ensure(X->id());
  TypeAndValue &TV = Facts.typeAndValue(X);
  TV.Mode = Mode;
  TV.T = T;
  TV.Val = Val;
  if (auto *S = dyn_cast<SelectorExpr>(X)) {
    auto I = Facts.Selections.find(S->id());
    if (I != Facts.Selections.end())
      I->second->T = T;
  }
}

void Checker::record(const Operand &X) {
  Type *T = X.T;
  if (X.Mode == OperandMode::Invalid)
    T = invalidType();
  else if (X.Mode == OperandMode::NoValue)
    T = nullptr;
  // Untyped values get their type later, or when checking ends.
  if (isUntyped(T))
    rememberUntyped(*this, X.X, /*Lhs=*/false, X.Mode, cast<BasicType>(T),
                    X.Mode == OperandMode::Constant ? X.Val : ConstantValue());
  else
    recordTypeAndValue(X.X, X.Mode, T,
                       X.Mode == OperandMode::Constant ? X.Val
                                                       : ConstantValue());
}

void Checker::recordUntyped() {
  for (auto &E : Untyped)
    recordTypeAndValue(E.first, E.second.Mode, E.second.T, E.second.Val);
  Untyped.clear();
}

void Checker::recordBuiltinType(Expr *Fun, Signature *Sig, BuiltinId Id) {
  for (;;) {
    recordTypeAndValue(Fun, OperandMode::Builtin, Sig, ConstantValue());
    Facts.typeAndValue(Fun).Builtin = Id;
    auto *P = dyn_cast<ParenExpr>(Fun);
    if (!P)
      return;
    Fun = P->X;
  }
}

void Checker::recordCommaOkTypes(Expr *X, Type *T0, Type *T1) {
  for (;;) {
    Var *Vars[] = {Ctx.makeVar(X->pos(), &Pkg, "", T0),
                   Ctx.makeVar(X->pos(), &Pkg, "", T1)};
    Facts.typeAndValue(X).T =
        Ctx.make<Tuple>(Ctx.arena().copy(ArrayRef<Var *>(Vars)));
    auto *P = dyn_cast<ParenExpr>(X);
    if (!P)
      return;
    X = P->X;
  }
}

/// The name that is instantiated: f in f, p.f, f[T] and p.f[T].
static Name *instantiatedName(Expr *X) {
  if (auto *I = dyn_cast<IndexExpr>(X))
    X = I->X;
  X = unparen(X);
  if (auto *S = dyn_cast<SelectorExpr>(X))
    return S->Sel;
  return cast<Name>(X);
}

void Checker::recordInstance(Expr *X, ArrayRef<Type *> TArgs, Type *T) {
  auto *I = Ctx.make<Instance>();
  I->TArgs.assign(TArgs.begin(), TArgs.end());
  I->T = T;
  Facts.Instances[instantiatedName(X)->id()] = I;
}

void Checker::recordDef(const Name *N, Object *O) {
  Facts.ensure(N->id());
  Facts.Defs[N->id()] = O;
}

void Checker::recordUse(const Name *N, Object *O) {
  Facts.ensure(N->id());
  Facts.Uses[N->id()] = O;
}

void Checker::recordImplicit(const Node *N, Object *O) {
  Facts.Implicits[N->id()] = O;
}

void Checker::recordSelection(SelectorExpr *X, Selection::Kind K, Type *Recv,
                              Object *O, ArrayRef<int> Index, bool Indirect) {
  recordUse(X->Sel, O);
  auto *S = Ctx.make<Selection>();
  S->K = K;
  S->Recv = Recv;
  S->Obj = O;
  S->Index.assign(Index.begin(), Index.end());
  S->Indirect = Indirect;
  S->T = O->T; // recordTypeAndValue sets the type of the whole expression
  Facts.Selections[X->id()] = S;
}

void Checker::recordScope(const Node *N, Scope *S) {
  Facts.Scopes[N->id()] = S;
}
