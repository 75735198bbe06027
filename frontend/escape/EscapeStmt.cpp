//===- EscapeStmt.cpp - Flows of statements -------------------------------===//
//
// The depth of loops matters: what is allocated in a loop lives for one
// iteration only, so a variable declared outside must not get its address.
//
//===----------------------------------------------------------------------===//
#include "frontend/escape/EscapeFlow.h"

using namespace llvm;

namespace ogo {

Hole EscapeFlow::declare(const Var *V) {
  Location *L = B.locationOf(V);
  if (!L)
    return G.discard();
  L->LoopDepth = LoopDepth;
  return {L};
}

void EscapeFlow::block(ArrayRef<Stmt *> List) {
  int Depth = LoopDepth;
  for (const Stmt *S : List)
    stmt(S);
  LoopDepth = Depth;
}

void EscapeFlow::stmt(const Stmt *S) {
  if (!S)
    return;
  switch (S->kind()) {
  case NodeKind::LabeledStmt: {
    auto *L = cast<LabeledStmt>(S);
    if (B.isLoopLabel(L))
      ++LoopDepth;
    return stmt(L->Body);
  }
  case NodeKind::BlockStmt:
    return block(cast<BlockStmt>(S)->List);
  case NodeKind::ExprStmt: {
    auto *E = unparen(cast<ExprStmt>(S)->X);
    auto *C = dyn_cast<CallExpr>(E);
    if (C && !Facts.typeAndValue(unparen(C->Fun)).isType())
      return call({}, C);
    return discard(E);
  }
  case NodeKind::SendStmt: {
    auto *Send = cast<SendStmt>(S);
    discard(Send->Chan);
    auto *C = dyn_cast_or_null<Chan>(commonUnder(Facts.typeOf(Send->Chan)));
    return exprAs(G.heap(), Send->Value, C ? C->Elem : nullptr);
  }
  case NodeKind::DeclStmt:
    for (const Decl *D : cast<DeclStmt>(S)->Decls)
      if (auto *V = dyn_cast<VarDecl>(D))
        varDecl(V);
    return;
  case NodeKind::AssignStmt:
    return assign(cast<AssignStmt>(S));
  case NodeKind::CallStmt:
    return goOrDefer(cast<CallStmt>(S));
  case NodeKind::ReturnStmt:
    return returnStmt(cast<ReturnStmt>(S));
  case NodeKind::IfStmt: {
    auto *I = cast<IfStmt>(S);
    stmt(I->Init);
    discard(I->Cond);
    block(I->Then->List);
    int Depth = LoopDepth;
    stmt(I->Else);
    LoopDepth = Depth;
    return;
  }
  case NodeKind::ForStmt:
    return forLoop(cast<ForStmt>(S));
  case NodeKind::SwitchStmt:
    return switchStmt(cast<SwitchStmt>(S));
  case NodeKind::SelectStmt:
    return selectStmt(cast<SelectStmt>(S));
  default: // jumps and empty statements
    return;
  }
}

void EscapeFlow::varDecl(const VarDecl *D) {
  Holes Ks;
  SmallVector<Type *, 4> Types;
  for (Name *N : D->Names) {
    auto *V = dyn_cast_or_null<Var>(Facts.defOf(N));
    bool Known = V && N->Value != "_";
    Ks.push_back(Known ? declare(V) : G.discard());
    Types.push_back(Known     ? V->type()
                    : D->Type ? Facts.typeOf(D->Type)
                              : nullptr);
  }
  if (!D->Values)
    return;
  ArrayRef<Expr *> Values = unpackList(D->Values);
  if (Values.size() != Ks.size())
    return assignMulti(Ks, Types, D->Values);
  for (unsigned I = 0; I != Ks.size(); ++I)
    exprAs(Ks[I], Values[I], Types[I]);
}

void EscapeFlow::returnStmt(const ReturnStmt *S) {
  EscapeFunction *Owner = Fn;
  while (Owner->IsRangeBody)
    Owner = Owner->Parent;
  ArrayRef<Expr *> Values = unpackList(S->Results);
  Holes Ks;
  SmallVector<Type *, 4> Types;
  for (Location *L : Owner->Results) {
    Ks.push_back({L});
    Types.push_back(L->V->type());
  }
  if (Values.size() == Ks.size()) {
    for (unsigned I = 0; I != Ks.size(); ++I)
      exprAs(Ks[I], Values[I], Types[I]);
  } else if (S->Results && !Ks.empty()) {
    assignMulti(Ks, Types, S->Results);
  }
  reassigned(Ks);
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

void EscapeFlow::forLoop(const ForStmt *S) {
  if (isa_and_nonnull<RangeClause>(S->Init))
    return rangeLoop(S);
  int Depth = LoopDepth;
  auto *Init = dyn_cast_or_null<AssignStmt>(S->Init);
  bool PerIteration =
      Init && Init->Opcode == Op::Def && !B.sharesLoopVars(S->pos());
  if (S->Init)
    stmt(S->Init);
  ++LoopDepth;
  if (PerIteration)
    // Each iteration has its own: the post statement works on a new copy.
    for (const Expr *E : unpackList(Init->Lhs))
      if (auto *N = dyn_cast<Name>(unparen(E)))
        if (auto *V = dyn_cast_or_null<Var>(Facts.defOf(N)))
          declare(V);
  stmt(S->Post);
  discard(S->Cond);
  block(S->Body->List);
  LoopDepth = Depth;
}

void EscapeFlow::rangeLoop(const ForStmt *S) {
  auto *R = cast<RangeClause>(S->Init);
  Type *T = Facts.typeOf(R->X);
  Type *U = T ? commonUnder(T) : nullptr;
  if (isa_and_nonnull<Signature>(U))
    return rangeOverFunc(S);
  int Depth = LoopDepth;
  Location *X = G.newLocation(LocationKind::Temp, Fn, LoopDepth, true);
  expr({X}, R->X);

  bool Shared = B.sharesLoopVars(S->pos());
  ArrayRef<Expr *> Lhs = unpackList(R->Lhs);
  Holes Ks;
  SmallVector<Type *, 2> Types;
  if (!Shared)
    ++LoopDepth;
  for (const Expr *E : Lhs) {
    auto *N = dyn_cast<Name>(unparen(E));
    Var *V = nullptr;
    if (R->Def && N && N->Value != "_")
      V = dyn_cast_or_null<Var>(Facts.objectOf(N));
    Ks.push_back(V ? declare(V) : place(E));
    Types.push_back(V ? V->type() : placeType(E));
  }
  if (Shared)
    ++LoopDepth;
  Type *Key = nullptr, *Elem = nullptr;
  int Derefs = 1;
  if (auto *P = dyn_cast_or_null<Pointer>(U))
    U = under(P->Elem);
  else if (isa_and_nonnull<Array>(U) || !U)
    Derefs = 0;
  if (auto *A = dyn_cast_or_null<Array>(U))
    Elem = A->Elem;
  else if (auto *Sl = dyn_cast_or_null<Slice>(U))
    Elem = Sl->Elem;
  else if (auto *M = dyn_cast_or_null<Map>(U))
    Key = M->Key, Elem = M->Elem;
  else if (auto *C = dyn_cast_or_null<Chan>(U))
    Key = C->Elem;
  if (!Ks.empty() && Types[0])
    converted(Ks[0], Key, Types[0], nullptr);
  if (Ks.size() > 1 && (!Elem || mayHavePointers(Elem))) {
    Hole K = Types[1] ? converted(Ks[1], Elem, Types[1], nullptr) : Ks[1];
    G.flow(Derefs ? K.shift(Derefs) : K, X);
  }
  if (!R->Def || Shared)
    reassigned(Ks);
  block(S->Body->List);
  LoopDepth = Depth;
}

void EscapeFlow::rangeOverFunc(const ForStmt *S) {
  auto *R = cast<RangeClause>(S->Init);
  // The iterator is called with the body, which is a function of its own.
  const Expr *X = unparen(R->X);
  StaticCallee C = staticCallee(X);
  unsigned Yield = 0;
  if (const SelectorExpr *Sel = Facts.methodOf(X))
    if (const Selection *M = Facts.selectionOf(Sel);
        M->K == Selection::Kind::MethodVal)
      if (Func *F = staticMethod(M)) {
        C = {F, B.functionOf(F)};
        Yield = 1;
      }
  discard(X);
  Location *L = G.newLocation(LocationKind::RangeBody, Fn, LoopDepth, false);
  L->Site = S;
  G.flow(parameter({}, C, Yield).addr(), L);
  EscapeFlow(B, B.functionOf(S)).rangeBody(S);
}

void EscapeFlow::rangeBody(const ForStmt *S) {
  auto *R = cast<RangeClause>(S->Init);
  Holes Assigned;
  // What an iterator passes is on the heap.
  for (const Expr *E : unpackList(R->Lhs)) {
    auto *N = dyn_cast<Name>(unparen(E));
    Var *V = nullptr;
    if (R->Def && N && N->Value != "_")
      V = dyn_cast_or_null<Var>(Facts.objectOf(N));
    if (V)
      declare(V);
    else
      Assigned.push_back(place(E));
  }
  reassigned(Assigned);
  block(S->Body->List);
}

//===----------------------------------------------------------------------===//
// Switch and select
//===----------------------------------------------------------------------===//

void EscapeFlow::switchStmt(const SwitchStmt *S) {
  int Depth = LoopDepth;
  stmt(S->Init);
  if (auto *Guard = dyn_cast_or_null<TypeSwitchGuard>(S->Tag)) {
    Holes Ks;
    for (const CaseClause *C : S->Clauses)
      if (auto *V = dyn_cast_or_null<Var>(Facts.implicitOf(C))) {
        Hole K = declare(V);
        if (mayHavePointers(V->type()))
          Ks.push_back(typeAsserted(K, V->type()));
      }
    expr(tee(Ks), Guard->X);
  } else {
    discard(S->Tag);
    for (const CaseClause *C : S->Clauses)
      for (const Expr *E : unpackList(C->Cases))
        discard(E);
  }
  for (const CaseClause *C : S->Clauses)
    block(C->Body);
  LoopDepth = Depth;
}

void EscapeFlow::selectStmt(const SelectStmt *S) {
  for (const CommClause *C : S->Clauses) {
    stmt(C->Comm);
    block(C->Body);
  }
}

//===----------------------------------------------------------------------===//
// Entry points
//===----------------------------------------------------------------------===//

void EscapeFlow::initializer(const Initializer &I) {
  if (I.Lhs.size() == 1) {
    const Var *V = I.Lhs[0];
    return exprAs(V->name() == "_" ? G.discard() : G.heap(), I.Rhs, V->type());
  }
  Holes Ks(I.Lhs.size(), G.heap());
  SmallVector<Type *, 4> Types;
  for (const Var *V : I.Lhs)
    Types.push_back(V->type());
  assignMulti(Ks, Types, I.Rhs);
}

void buildEscapeFlows(EscapeBatch &B, EscapeFunction *F) {
  if (auto *D = cast<FuncDecl>(F->Syntax); D->Body)
    EscapeFlow(B, F).body(D->Body);
}

void buildEscapeFlows(EscapeBatch &B, EscapeFunction *F, const Initializer &I) {
  EscapeFlow(B, F).initializer(I);
}

} // namespace ogo
