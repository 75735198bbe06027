//===- EscapeExpr.cpp - Flows of expressions ------------------------------===//
//
// Whatever the language does implicitly is made visible here: addresses taken
// by method calls and slicing, loads through embedded pointers, values boxed
// when they become interfaces.
//
//===----------------------------------------------------------------------===//
#include "frontend/escape/EscapeFlow.h"

using namespace llvm;

namespace ogo {

//===----------------------------------------------------------------------===//
// Holes
//===----------------------------------------------------------------------===//

Hole EscapeFlow::spill(Hole K, LocationKind Kind, const Node *Site) {
  Location *L = G.newLocation(Kind, Fn, LoopDepth, /*Persists=*/false);
  L->Site = Site;
  G.flow(K.Derefs < 0 ? K : K.addr(), L);
  return {L};
}

Hole EscapeFlow::tee(ArrayRef<Hole> Ks) {
  if (Ks.empty())
    return G.discard();
  if (Ks.size() == 1)
    return Ks[0];
  Location *L = G.newLocation(LocationKind::Temp, Fn, LoopDepth, false);
  for (Hole K : Ks)
    G.flow(K, L);
  return {L};
}

Hole EscapeFlow::later(Hole K) {
  Location *L = G.newLocation(LocationKind::Temp, Fn, LoopDepth, true);
  G.flow(K, L);
  return {L};
}

Hole EscapeFlow::converted(Hole K, Type *From, Type *To, const Expr *Site) {
  return To && isNonTypeParamInterface(To) ? boxed(K, From, Site) : K;
}

Hole EscapeFlow::boxed(Hole K, Type *From, const Expr *Site) {
  if (!From || isNonTypeParamInterface(From) || !isTyped(From))
    return K;
  DirectIface D = directIface(From);
  if (D == DirectIface::Yes)
    return K;
  Hole Box = spill(K, LocationKind::Box, Site);
  return D == DirectIface::Maybe ? tee({Box, K}) : Box;
}

void EscapeFlow::exprAs(Hole K, const Expr *E, Type *T) {
  if (Facts.typeAndValue(E).Mode == OperandMode::NilValue)
    return;
  expr(converted(K, Facts.typeOf(E), T, E), E);
}

Hole EscapeFlow::typeAsserted(Hole K, Type *T) {
  if (isNonTypeParamInterface(T) || directIface(T) != DirectIface::No)
    return K;
  return K.deref();
}

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

void EscapeFlow::expr(Hole K, const Expr *E) {
  E = unparen(E);
  const TypeAndValue &TV = Facts.typeAndValue(E);
  if (TV.isConstant() || TV.isType() || TV.Mode == OperandMode::NilValue)
    return;
  if (K.Derefs >= 0 && TV.T && !mayHavePointers(TV.T))
    K.Dst = G.discard().Dst;
  switch (E->kind()) {
  case NodeKind::Name:
    if (auto *V = dyn_cast_or_null<Var>(Facts.objectOf(cast<Name>(E))))
      if (Location *L = B.locationOf(V))
        G.flow(K, L);
    return;
  case NodeKind::FuncLit:
    return closure(K, cast<FuncLit>(E));
  case NodeKind::CompositeLit:
    return compositeLit(K, cast<CompositeLit>(E), TV.T);
  case NodeKind::Operation:
    return operation(K, cast<Operation>(E));
  case NodeKind::SelectorExpr: {
    auto *S = cast<SelectorExpr>(E);
    const Selection *Sel = Facts.selectionOf(S);
    if (!Sel)
      return; // a package's variable or function
    if (Sel->K == Selection::Kind::FieldVal)
      return fieldSelector(K, S, Sel);
    if (Sel->K == Selection::Kind::MethodVal)
      return methodValue(K, S, Sel);
    return;
  }
  case NodeKind::IndexExpr:
    return index(K, cast<IndexExpr>(E));
  case NodeKind::SliceExpr:
    return slice(K, cast<SliceExpr>(E));
  case NodeKind::AssertExpr: {
    auto *A = cast<AssertExpr>(E);
    Type *T = TV.T;
    if (auto *Pair = dyn_cast_or_null<Tuple>(T))
      T = Pair->Vars[0]->type();
    return expr(typeAsserted(K, T), A->X);
  }
  case NodeKind::CallExpr: {
    auto *C = cast<CallExpr>(E);
    if (Facts.typeAndValue(unparen(C->Fun)).isType())
      return conversion(K, C);
    return call(K, C);
  }
  default:
    return;
  }
}

/// Op chains of string concatenation are one allocation.
static void concatOperands(const Info &Facts, const Expr *E,
                           SmallVectorImpl<const Expr *> &Out) {
  auto *O = dyn_cast<Operation>(unparen(E));
  if (O && O->Y && O->Opcode == Op::Add &&
      !Facts.typeAndValue(O).isConstant()) {
    concatOperands(Facts, O->X, Out);
    concatOperands(Facts, O->Y, Out);
    return;
  }
  Out.push_back(E);
}

void EscapeFlow::operation(Hole K, const Operation *E) {
  if (!E->isUnary()) {
    Type *T = Facts.typeOf(E);
    if (E->Opcode == Op::Add && T && (isString(T) || isTypeParam(T))) {
      spill(K, LocationKind::Concat, E);
      SmallVector<const Expr *, 8> Parts;
      concatOperands(Facts, E, Parts);
      for (const Expr *P : Parts)
        discard(P);
      return;
    }
    discard(E->X);
    discard(E->Y);
    return;
  }
  switch (E->Opcode) {
  case Op::And:
    if (auto *L = dyn_cast<CompositeLit>(unparen(E->X)))
      return compositeLit(spill(K, LocationKind::PointerLit, E), L,
                          Facts.typeOf(L));
    return expr(K.Derefs < 0 ? K : K.addr(), E->X);
  case Op::Mul:
    return expr(K.deref(), E->X);
  default: // arithmetic, and receiving: what comes out is on the heap
    return discard(E->X);
  }
}

void EscapeFlow::compositeLit(Hole K, const CompositeLit *E, Type *T) {
  Type *U = commonUnder(T);
  if (auto *P = dyn_cast_or_null<Pointer>(U)) // elided &T
    return compositeLit(spill(K, LocationKind::PointerLit, E), E, P->Elem);
  if (auto *M = dyn_cast_or_null<Map>(U)) {
    spill(K, LocationKind::MapLit, E);
    for (const Expr *X : E->Elems)
      if (auto *KV = dyn_cast<KeyValueExpr>(X)) {
        exprAs(G.heap(), KV->Key, M->Key);
        exprAs(G.heap(), KV->Value, M->Elem);
      }
    return;
  }
  if (auto *S = dyn_cast_or_null<Struct>(U)) {
    for (unsigned I = 0; I != E->Elems.size(); ++I) {
      const Expr *X = E->Elems[I];
      Type *FT = T;
      for (int F : Facts.fieldOf(S, E, I))
        FT = cast<Struct>(commonUnder(FT))->Fields[F]->type();
      if (auto *KV = dyn_cast<KeyValueExpr>(X))
        X = KV->Value;
      exprAs(K, X, FT);
    }
    return;
  }
  Type *Elem = nullptr;
  if (auto *S = dyn_cast_or_null<Slice>(U)) {
    K = spill(K, LocationKind::SliceLit, E);
    Elem = S->Elem;
  } else if (auto *A = dyn_cast_or_null<Array>(U)) {
    Elem = A->Elem;
  }
  for (const Expr *X : E->Elems) {
    if (auto *KV = dyn_cast<KeyValueExpr>(X))
      X = KV->Value;
    exprAs(K, X, Elem);
  }
}

void EscapeFlow::closure(Hole K, const FuncLit *E) {
  K = spill(K, LocationKind::Closure, E);
  EscapeFunction *Body = B.functionOf(E);
  K.Dst->Closure = Body;
  B.Closures.push_back({K, E});
  for (const Var *V : B.Out.captures(E)) {
    Location *L = B.locationOf(V);
    if (!L || L->Captured)
      continue;
    L->Captured = true;
    // What was assigned before, on the way here, is what is captured. Results
    // are assigned by every return.
    if (L->Fn == Fn && L->LoopDepth == LoopDepth &&
        L->Kind != LocationKind::Result)
      L->Reassigned = false;
  }
  EscapeFlow(B, Body).body(E->Body);
}

//===----------------------------------------------------------------------===//
// Operands with a part selected
//===----------------------------------------------------------------------===//

static Pointer *pointerCore(Type *T) {
  return dyn_cast_or_null<Pointer>(commonUnder(T));
}

void EscapeFlow::fieldSelector(Hole K, const SelectorExpr *E,
                               const Selection *S) {
  Type *T = S->Recv;
  int Derefs = 0;
  for (int I : S->Index) {
    if (Pointer *P = pointerCore(T)) {
      ++Derefs;
      T = P->Elem;
    }
    auto *St = dyn_cast_or_null<Struct>(commonUnder(T));
    if (!St)
      break;
    T = St->Fields[I]->type();
  }
  expr(Derefs ? K.shift(Derefs) : K, E->X);
}

int EscapeFlow::receiverShift(Type *T, ArrayRef<int> Path, const Func *M) {
  int Shift = 0;
  for (int I : Path.drop_back()) {
    if (Pointer *P = pointerCore(T)) {
      ++Shift;
      T = P->Elem;
    }
    auto *St = dyn_cast_or_null<Struct>(commonUnder(T));
    if (!St)
      return 0;
    T = St->Fields[I]->type();
  }
  bool IsPointer = isa_and_nonnull<Pointer>(under(T));
  if (isInterface(T))
    return Shift;
  if (M->hasPtrRecv())
    return IsPointer ? Shift : Shift - 1;
  return IsPointer ? Shift + 1 : Shift;
}

/// The type that holds the method of selection S; its methods may be an
/// interface's.
static Type *holderOf(const Selection *S) {
  Type *T = S->Recv;
  for (int I : ArrayRef<int>(S->Index).drop_back()) {
    if (Pointer *P = pointerCore(T))
      T = P->Elem;
    auto *St = dyn_cast_or_null<Struct>(commonUnder(T));
    if (!St)
      break;
    T = St->Fields[I]->type();
  }
  return T;
}

Func *staticMethod(const Selection *S) {
  auto *M = dyn_cast<Func>(S->Obj);
  if (!M || isInterface(holderOf(S)) || !M->origin()->Syntax)
    return nullptr;
  return M->origin();
}

void EscapeFlow::methodValue(Hole K, const SelectorExpr *E,
                             const Selection *S) {
  Hole Closure = spill(K, LocationKind::MethodValue, E);
  Func *M = staticMethod(S);
  Hole Param = G.heap();
  if (M) {
    // Nobody knows what becomes of the results.
    Holes Results(tupleSize(M->signature()->Results), G.heap());
    Param = parameter(Results, {M, B.functionOf(M)}, 0);
  }
  Hole Recv = tee({Param, Closure});
  int Shift = receiverShift(S->Recv, S->Index, cast<Func>(S->Obj));
  expr(Shift ? Recv.shift(Shift) : Recv, E->X);
}

void EscapeFlow::index(Hole K, const IndexExpr *E) {
  Type *T = Facts.typeOf(E->X);
  if (!T || isa<Signature>(under(T)))
    return expr(K, E->X); // an instance
  Type *U = commonUnder(T);
  if (auto *M = dyn_cast_or_null<Map>(U)) {
    discard(E->X);
    exprAs(G.discard(), E->Index, M->Key);
    return;
  }
  if (isa_and_nonnull<Slice>(U) || isa_and_nonnull<Pointer>(U) || isString(T))
    expr(K.deref(), E->X);
  else
    expr(K, E->X); // an array, or one of several types
  discard(E->Index);
}

void EscapeFlow::slice(Hole K, const SliceExpr *E) {
  Type *T = Facts.typeOf(E->X);
  if (T && isa_and_nonnull<Array>(commonUnder(T)))
    expr(K.Derefs < 0 ? K : K.addr(), E->X);
  else
    expr(K, E->X);
  for (const Expr *I : E->Index)
    discard(I);
}

//===----------------------------------------------------------------------===//
// Conversions
//===----------------------------------------------------------------------===//

static bool isBasicKind(Type *T, BasicKind Kind) {
  auto *Basic = dyn_cast_or_null<BasicType>(under(T));
  return Basic && Basic->Kind == Kind;
}

void EscapeFlow::conversion(Hole K, const CallExpr *E) {
  const Expr *X = E->Args[0];
  Type *To = Facts.typeOf(E), *From = Facts.typeOf(X);
  if (!To || !From)
    return discard(X);
  if (isNonTypeParamInterface(To)) {
    if (Facts.typeAndValue(X).Mode == OperandMode::NilValue)
      return;
    return expr(converted(K, From, To, E), X);
  }
  if (isBasicKind(To, BasicKind::UnsafePointer) &&
      isBasicKind(From, BasicKind::Uintptr))
    return unsafeValue(K, X);
  Type *UF = commonUnderOrString(From), *UT = commonUnderOrString(To);
  if (isTypeParam(From) || isTypeParam(To)) {
    // Some instances copy, some do not.
    Hole Copy = spill(K, LocationKind::StringConv, E);
    return expr(tee({Copy, K}), X);
  }
  bool FromString = isString(UF), ToString = isString(UT);
  if ((ToString && !FromString) || (FromString && isa_and_nonnull<Slice>(UT))) {
    spill(K, LocationKind::StringConv, E);
    return discard(X);
  }
  if (isa_and_nonnull<Slice>(UF) && isa_and_nonnull<Array>(UT))
    return expr(K.deref(), X);
  expr(K, X);
}

bool isHeaderData(const Info &Facts, const Expr *E) {
  auto *S = dyn_cast<SelectorExpr>(unparen(E));
  const Selection *Sel = S ? Facts.selectionOf(S) : nullptr;
  Pointer *P = Sel ? pointerCore(Sel->Recv) : nullptr;
  Named *N = P ? asNamed(P->Elem) : nullptr;
  return N && S->Sel->Value == "Data" && N->Obj->pkg() &&
         N->Obj->pkg()->Path == "reflect" &&
         (N->Obj->name() == "SliceHeader" || N->Obj->name() == "StringHeader");
}

void EscapeFlow::unsafeValue(Hole K, const Expr *E) {
  E = unparen(E);
  if (auto *C = dyn_cast<CallExpr>(E)) {
    if (Facts.typeAndValue(unparen(C->Fun)).isType() && !C->Args.empty()) {
      Type *From = Facts.typeOf(C->Args[0]);
      if (From && isBasicKind(From, BasicKind::UnsafePointer))
        return expr(K, C->Args[0]);
      return discard(C->Args[0]);
    }
    return discard(E);
  }
  if (auto *O = dyn_cast<Operation>(E)) {
    unsafeValue(K, O->X);
    if (O->Y) {
      if (O->Opcode == Op::Shl || O->Opcode == Op::Shr)
        discard(O->Y);
      else
        unsafeValue(K, O->Y);
    }
    return;
  }
  if (isHeaderData(Facts, E))
    return expr(K.deref(), cast<SelectorExpr>(E)->X);
  expr(G.discard(), E);
}

} // namespace ogo
