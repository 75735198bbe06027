//===- EscapeScan.cpp - A first look at bodies ----------------------------===//
//
// What the flows cannot be built without: which literals capture which
// variables, which variables have one value only (then calls through them are
// calls of it), which labels are loops, and whom a function may call.
//
//===----------------------------------------------------------------------===//
#include "frontend/escape/EscapeBatch.h"
#include "frontend/syntax/Walk.h"
#include "frontend/types/Predicates.h"

using namespace llvm;

namespace ogo {

//===----------------------------------------------------------------------===//
// Callees
//===----------------------------------------------------------------------===//

/// N is an expression that is not evaluated: long chains of constants need not
/// be walked.
static bool isConstant(const Info &Facts, const Node *N) {
  auto *E = dyn_cast<Expr>(N);
  return E && Facts.typeAndValue(E).isConstant();
}

static void collectIn(const Info &Facts, const Node *N,
                      SmallVectorImpl<Func *> &Out) {
  auto Add = [&](Object *O) {
    if (auto *F = dyn_cast_or_null<Func>(O))
      if (F->origin()->Syntax)
        Out.push_back(F->origin());
  };
  if (isConstant(Facts, N))
    return;
  if (auto *X = dyn_cast<Name>(N))
    return Add(Facts.useOf(X));
  if (auto *S = dyn_cast<SelectorExpr>(N))
    if (const Selection *Sel = Facts.selectionOf(S)) {
      Add(Sel->Obj);
      return collectIn(Facts, S->X, Out);
    }
  forEachChild(N, [&](const Node *C) { collectIn(Facts, C, Out); });
}

void collectCallees(Func *F, SmallVectorImpl<Func *> &Out) {
  if (!F->Syntax || !F->Syntax->Body)
    return;
  needBody(F);
  collectIn(F->pkg()->Facts, F->Syntax->Body, Out);
}

void collectCalleesIn(Package *P, const Node *N, SmallVectorImpl<Func *> &Out) {
  collectIn(P->Facts, N, Out);
}

//===----------------------------------------------------------------------===//
// Variables, literals, labels
//===----------------------------------------------------------------------===//

class EscapeScan {
public:
  EscapeScan(EscapeBatch &B, EscapeFunction *F) : B(B), Facts(B.Facts) {
    Frames.push_back(F);
  }
  void visit(const Node *N);

private:
  EscapeBatch &B;
  const Info &Facts;
  SmallVector<EscapeFunction *, 4> Frames;
  DenseSet<const LabeledStmt *> Seen; // labels so far

  void declare(const Var *V) { B.Scans[V].Owner = Frames.back(); }
  void use(Var *V);
  Var *root(const Expr *E);
  void takeAddress(const Expr *E) {
    if (Var *V = root(E))
      B.Scans[V].AddressTaken = true;
  }
  void assign(Expr *const &List);
  void define(ArrayRef<Expr *> Names, ArrayRef<Expr *> Values);
  void visitChildren(const Node *N) {
    forEachChild(N, [&](const Node *C) { visit(C); });
  }
  void visitLoop(const ForStmt *S);
  bool isLocal(const Var *V) const {
    return !V->IsField && V->Parent != &B.P->PkgScope;
  }
};

Var *EscapeScan::root(const Expr *E) {
  E = unparen(E);
  if (auto *N = dyn_cast<Name>(E)) {
    auto *V = dyn_cast_or_null<Var>(Facts.objectOf(N));
    return V && isLocal(V) ? V : nullptr;
  }
  auto Points = [&](const Expr *X) {
    Type *T = Facts.typeOf(X);
    return !T || isa<Pointer>(under(T)) || isa<Slice>(under(T)) ||
           isa<Map>(under(T));
  };
  if (auto *S = dyn_cast<SelectorExpr>(E)) {
    const Selection *Sel = Facts.selectionOf(S);
    if (!Sel || Sel->K != Selection::Kind::FieldVal || Points(S->X))
      return nullptr;
    return root(S->X);
  }
  if (auto *X = dyn_cast<IndexExpr>(E))
    return Points(X->X) ? nullptr : root(X->X);
  return nullptr;
}

void EscapeScan::use(Var *V) {
  auto It = B.Scans.find(V);
  if (It == B.Scans.end() || !It->second.Owner)
    return; // package variable or field
  for (EscapeFunction *F : reverse(Frames)) {
    if (F == It->second.Owner)
      return;
    if (auto *L = dyn_cast<FuncLit>(F->Syntax))
      if (auto &C = B.Out.Captures[L]; !is_contained(C, V))
        C.push_back(V);
  }
}

void EscapeScan::assign(Expr *const &List) {
  for (const Expr *E : unpackList(List)) {
    E = unparen(E);
    auto *N = dyn_cast<Name>(E);
    if (N && Facts.defOf(N))
      continue; // declared here
    if (Var *V = root(E))
      B.Scans[V].Assigned = true;
  }
}

void EscapeScan::define(ArrayRef<Expr *> Names, ArrayRef<Expr *> Values) {
  if (Names.size() != Values.size())
    return;
  for (unsigned I = 0; I != Names.size(); ++I)
    if (auto *N = dyn_cast<Name>(unparen(Names[I])))
      if (auto *V = dyn_cast_or_null<Var>(Facts.defOf(N)))
        B.Scans[V].Init = Values[I];
}

void EscapeScan::visitLoop(const ForStmt *S) {
  auto *R = dyn_cast_or_null<RangeClause>(S->Init);
  if (!R)
    return visitChildren(S);
  visit(R->X);
  Type *T = Facts.typeOf(R->X);
  bool OverFunc = T && isa_and_nonnull<Signature>(commonUnder(T));
  if (OverFunc) {
    EscapeFunction *F = B.newFunction(S, Frames.back(), nullptr);
    F->IsRangeBody = true;
    Frames.push_back(F);
  }
  if (R->Lhs) {
    visit(R->Lhs);
    for (Expr *E : unpackList(R->Lhs))
      if (Var *V = root(E))
        B.Scans[V].Assigned = true;
  }
  visit(S->Body);
  if (OverFunc)
    Frames.pop_back();
}

void EscapeScan::visit(const Node *N) {
  if (isConstant(Facts, N))
    return;
  switch (N->kind()) {
  case NodeKind::Name: {
    auto *X = cast<Name>(N);
    if (auto *V = dyn_cast_or_null<Var>(Facts.defOf(X))) {
      if (isLocal(V))
        declare(V);
    } else if (auto *U = dyn_cast_or_null<Var>(Facts.useOf(X))) {
      use(U);
    }
    return;
  }
  case NodeKind::FuncLit: {
    auto *L = cast<FuncLit>(N);
    Frames.push_back(B.newFunction(L, Frames.back(),
                                   cast_or_null<Signature>(Facts.typeOf(L))));
    visitChildren(L);
    Frames.pop_back();
    return;
  }
  case NodeKind::AssignStmt: {
    auto *S = cast<AssignStmt>(N);
    visitChildren(N);
    if (S->Opcode == Op::Def)
      define(unpackList(S->Lhs), unpackList(S->Rhs));
    return assign(S->Lhs);
  }
  case NodeKind::VarDecl: {
    auto *D = cast<VarDecl>(N);
    visitChildren(N);
    SmallVector<Expr *, 4> Names(D->Names.begin(), D->Names.end());
    return define(Names, unpackList(D->Values));
  }
  case NodeKind::Operation: {
    auto *O = cast<Operation>(N);
    if (O->isUnary() && O->Opcode == Op::And)
      takeAddress(O->X);
    return visitChildren(N);
  }
  case NodeKind::SliceExpr: {
    auto *S = cast<SliceExpr>(N);
    Type *T = Facts.typeOf(S->X);
    if (T && !isa<Slice>(under(T)) && !isString(T))
      takeAddress(S->X);
    return visitChildren(N);
  }
  case NodeKind::SelectorExpr: {
    auto *S = cast<SelectorExpr>(N);
    const Selection *Sel = Facts.selectionOf(S);
    if (!Sel)
      return; // qualified identifier
    if (Sel->K == Selection::Kind::MethodVal)
      if (auto *F = dyn_cast<Func>(Sel->Obj))
        if (F->hasPtrRecv() && !isa<Pointer>(under(Facts.typeOf(S->X))))
          takeAddress(S->X);
    return visit(S->X);
  }
  case NodeKind::CaseClause:
    if (auto *V = dyn_cast_or_null<Var>(Facts.implicitOf(N))) {
      declare(V);
      B.Scans[V].At = N->pos();
    }
    return visitChildren(N);
  case NodeKind::Field:
    if (auto *V = dyn_cast_or_null<Var>(Facts.implicitOf(N)))
      declare(V);
    return visitChildren(N);
  case NodeKind::ForStmt:
    return visitLoop(cast<ForStmt>(N));
  case NodeKind::LabeledStmt:
    Seen.insert(cast<LabeledStmt>(N));
    return visitChildren(N);
  case NodeKind::BranchStmt: {
    auto *S = cast<BranchStmt>(N);
    if (S->Keyword == Tok::KwGoto)
      if (auto *L = dyn_cast_or_null<LabeledStmt>(
              Facts.BranchTargets.lookup(S->id())))
        if (Seen.contains(L))
          B.LoopLabels.insert(L);
    return;
  }
  default:
    return visitChildren(N);
  }
}

void scanForEscape(EscapeBatch &B, EscapeFunction *F, const Node *N) {
  EscapeScan(B, F).visit(N);
}

} // namespace ogo
