//===- EscapeAssign.cpp - Flows of assignments ----------------------------===//
//
// A store through a pointer is a flow to the heap: what the pointer points to
// is not known. Storing a part of an object back into it is not, which is how
// buffers are usually advanced.
//
//===----------------------------------------------------------------------===//
#include "frontend/escape/EscapeFlow.h"
#include "frontend/types/SameExpr.h"

using namespace llvm;

namespace ogo {

Type *EscapeFlow::placeType(const Expr *E) const {
  E = unparen(E);
  if (isBlank(E))
    return nullptr;
  if (auto *N = dyn_cast<Name>(E))
    if (Object *O = Facts.objectOf(N))
      return O->type();
  return Facts.typeOf(E);
}

Hole EscapeFlow::place(const Expr *E) {
  E = unparen(E);
  if (isBlank(E))
    return G.discard();
  switch (E->kind()) {
  case NodeKind::Name: {
    auto *V = dyn_cast_or_null<Var>(Facts.objectOf(cast<Name>(E)));
    Location *L = V ? B.locationOf(V) : nullptr;
    return L ? Hole{L} : G.heap();
  }
  case NodeKind::SelectorExpr: {
    auto *S = cast<SelectorExpr>(E);
    const Selection *Sel = Facts.selectionOf(S);
    if (!Sel)
      return G.heap(); // a package variable
    Type *T = Sel->Recv;
    int Derefs = 0;
    for (int I : Sel->Index) {
      if (auto *P = dyn_cast_or_null<Pointer>(commonUnder(T))) {
        ++Derefs;
        T = P->Elem;
      }
      if (auto *St = dyn_cast_or_null<Struct>(commonUnder(T)))
        T = St->Fields[I]->type();
    }
    if (!Derefs)
      return place(S->X);
    expr(Derefs > 1 ? G.mutator().shift(Derefs - 1) : G.mutator(), S->X);
    return G.heap();
  }
  case NodeKind::IndexExpr: {
    auto *X = cast<IndexExpr>(E);
    Type *U = commonUnder(Facts.typeOf(X->X));
    if (auto *M = dyn_cast_or_null<Map>(U)) {
      discard(X->X);
      exprAs(G.heap(), X->Index, M->Key);
      return G.heap();
    }
    discard(X->Index);
    if (isa_and_nonnull<Array>(U))
      return place(X->X);
    expr(G.mutator(), X->X);
    return G.heap();
  }
  case NodeKind::Operation:
    expr(G.mutator(), cast<Operation>(E)->X);
    return G.heap();
  default:
    discard(E);
    return G.heap();
  }
}

void EscapeFlow::reassigned(ArrayRef<Hole> Ks) {
  for (const Hole &K : Ks)
    K.Dst->Reassigned = true;
}

void EscapeFlow::assignMulti(ArrayRef<Hole> Ks, ArrayRef<Type *> Types,
                             const Expr *Rhs) {
  Rhs = unparen(Rhs);
  auto *T = dyn_cast_or_null<Tuple>(Facts.typeOf(Rhs));
  Holes Converted;
  for (unsigned I = 0; I != Ks.size(); ++I) {
    Type *From = T && I < T->Vars.size() ? T->Vars[I]->type() : nullptr;
    Hole K = converted(Ks[I], From, Types[I], nullptr);
    if (From && !mayHavePointers(From) && K.Dst->Kind != LocationKind::Box)
      K = {G.discard().Dst};
    Converted.push_back(K);
  }
  auto *C = dyn_cast<CallExpr>(Rhs);
  if (C && !Facts.typeAndValue(unparen(C->Fun)).isType())
    call(Converted, C);
  else
    expr(Converted[0], Rhs);
}

void EscapeFlow::assign(const AssignStmt *S) {
  ArrayRef<Expr *> Lhs = unpackList(S->Lhs), Rhs = unpackList(S->Rhs);
  if (S->Opcode != Op::None && S->Opcode != Op::Def) { // x op= y, x++
    Hole K = place(S->Lhs);
    if (S->Rhs)
      expr(K, S->Rhs);
    return reassigned(K);
  }
  auto NewVar = [&](const Expr *E) -> Var * {
    auto *N = dyn_cast<Name>(unparen(E));
    return N && S->Opcode == Op::Def ? dyn_cast_or_null<Var>(Facts.defOf(N))
                                     : nullptr;
  };
  Holes Ks, Assigned;
  SmallVector<Type *, 4> Types;
  for (const Expr *E : Lhs) {
    if (Var *V = NewVar(E))
      Ks.push_back(declare(V));
    else
      Assigned.push_back(Ks.emplace_back(place(E)));
    Types.push_back(placeType(E));
  }
  if (Lhs.size() != Rhs.size()) {
    assignMulti(Ks, Types, S->Rhs);
    return reassigned(Assigned);
  }
  for (unsigned I = 0; I != Rhs.size(); ++I) {
    Hole K = Ks[I];
    if (isHeaderData(Facts, Lhs[I])) {
      unsafeValue(G.heap(), Rhs[I]);
      continue;
    }
    if (!isBlank(Lhs[I]) && isSelfAssign(Lhs[I], Rhs[I])) {
      if (B.isReported())
        reportSelfAssign(B, Fn, S);
      K = G.discard();
    }
    exprAs(K, Rhs[I], Types[I]);
  }
  reassigned(Assigned);
}

//===----------------------------------------------------------------------===//
// Self-assignment
//===----------------------------------------------------------------------===//

static bool hasEffects(const Info &Facts, const Expr *E) {
  E = unparen(E);
  if (Facts.typeAndValue(E).isConstant())
    return false;
  switch (E->kind()) {
  case NodeKind::Name:
  case NodeKind::BasicLit:
    return false;
  case NodeKind::Operation: {
    auto *O = cast<Operation>(E);
    if (O->Opcode == Op::Recv || (O->isUnary() && O->Opcode == Op::And))
      return true;
    return hasEffects(Facts, O->X) || (O->Y && hasEffects(Facts, O->Y));
  }
  case NodeKind::SelectorExpr: {
    auto *S = cast<SelectorExpr>(E);
    const Selection *Sel = Facts.selectionOf(S);
    return Sel &&
           (Sel->K != Selection::Kind::FieldVal || hasEffects(Facts, S->X));
  }
  case NodeKind::IndexExpr: {
    auto *X = cast<IndexExpr>(E);
    return hasEffects(Facts, X->X) || hasEffects(Facts, X->Index);
  }
  default:
    return true;
  }
}

/// Object named X in *X or X.f with a pointer X; null for anything else.
static Object *pointerName(const Info &Facts, const Expr *E) {
  E = unparen(E);
  const Expr *X = nullptr;
  if (auto *O = dyn_cast<Operation>(E)) {
    if (O->isUnary() && O->Opcode == Op::Mul)
      X = O->X;
  } else if (auto *S = dyn_cast<SelectorExpr>(E)) {
    const Selection *Sel = Facts.selectionOf(S);
    if (Sel && Sel->K == Selection::Kind::FieldVal && Sel->Index.size() == 1 &&
        isa<Pointer>(under(Sel->Recv)))
      X = S->X;
  }
  auto *N = dyn_cast_or_null<Name>(X ? unparen(X) : nullptr);
  return N ? Facts.objectOf(N) : nullptr;
}

bool EscapeFlow::isSelfAssign(const Expr *Dst, const Expr *Src) const {
  Dst = unparen(Dst);
  Src = unparen(Src);
  // s.i = s.x makes a box of its own.
  Type *To = Facts.typeOf(Dst), *From = Facts.typeOf(Src);
  if (To && From && isInterface(To) && !identical(To, From))
    return false;
  // b.buf = b.buf[n:m], but not of an array in b: that is a new pointer to b.
  if (auto *S = dyn_cast<SliceExpr>(Src)) {
    Type *T = Facts.typeOf(S->X);
    if (T && !isa_and_nonnull<Array>(commonUnder(T)))
      if (Object *O = pointerName(Facts, Dst))
        if (O == pointerName(Facts, S->X))
          return true;
  }
  if (Dst->kind() != Src->kind())
    return false;
  if (auto *D = dyn_cast<SelectorExpr>(Dst)) {
    auto *S = cast<SelectorExpr>(Src);
    const Selection *A = Facts.selectionOf(D), *C = Facts.selectionOf(S);
    return A && C && A->K == Selection::Kind::FieldVal && C->K == A->K &&
           A->Index.size() == 1 && C->Index.size() == 1 &&
           isSameSafe(Facts, D->X, S->X);
  }
  if (auto *D = dyn_cast<IndexExpr>(Dst)) {
    auto *S = cast<IndexExpr>(Src);
    if (isa_and_nonnull<Map>(commonUnder(Facts.typeOf(D->X))) ||
        isa_and_nonnull<Signature>(Facts.typeOf(S->X)))
      return false;
    return !hasEffects(Facts, D->Index) && !hasEffects(Facts, S->Index) &&
           isSameSafe(Facts, D->X, S->X);
  }
  return false;
}

} // namespace ogo
