//===- EscapeCall.cpp - Flows of calls ------------------------------------===//
//
// Arguments flow to where the callee's summary says its parameters go, or, in
// the same batch, into the parameters themselves. Of an unknown callee the
// worst is assumed.
//
//===----------------------------------------------------------------------===//
#include "frontend/escape/EscapeFlow.h"
#include "frontend/types/Lookup.h"

using namespace llvm;

namespace ogo {

//===----------------------------------------------------------------------===//
// Callees
//===----------------------------------------------------------------------===//

/// Name of the declared function that Fun denotes (through type arguments and
/// package qualifiers), null for anything else.
static const Name *functionName(const Info &Facts, const Expr *Fun) {
  Fun = unparen(Fun);
  if (auto *I = dyn_cast<IndexExpr>(Fun))
    return functionName(Facts, I->X);
  if (auto *S = dyn_cast<SelectorExpr>(Fun))
    return Facts.selectionOf(S) ? nullptr : functionName(Facts, S->Sel);
  auto *N = dyn_cast<Name>(Fun);
  return N && isa_and_nonnull<Func>(Facts.objectOf(N)) ? N : nullptr;
}

StaticCallee EscapeFlow::staticCallee(const Expr *Fun) {
  Fun = B.staticValue(Fun);
  if (auto *L = dyn_cast<FuncLit>(Fun))
    return {nullptr, B.functionOf(L)};
  if (const Name *N = functionName(Facts, Fun)) {
    Func *F = cast<Func>(Facts.objectOf(N))->origin();
    return {F, B.functionOf(F)};
  }
  return {};
}

Type *EscapeFlow::dynamicType(const Expr *X) const {
  for (unsigned Steps = 0; Steps != 16; ++Steps) {
    X = B.staticValue(X);
    Type *T = Facts.typeOf(X);
    if (!T || isTypeParam(T) || isa<Tuple>(T))
      return nullptr;
    if (!isInterface(T))
      return isTyped(T) ? T : nullptr;
    auto *C = dyn_cast<CallExpr>(X);
    if (!C || C->Args.size() != 1 ||
        !Facts.typeAndValue(unparen(C->Fun)).isType())
      return nullptr;
    X = C->Args[0]; // a conversion
  }
  return nullptr;
}

Signature *EscapeFlow::calleeSignature(const Expr *Fun) {
  if (const Name *N = functionName(Facts, Fun)) {
    if (const Instance *I = Facts.instanceOf(N))
      return dyn_cast_or_null<Signature>(I->T);
    return cast<Func>(Facts.objectOf(N))->signature();
  }
  if (const SelectorExpr *S = Facts.methodOf(Fun))
    if (const Instance *I = Facts.instanceOf(S->Sel))
      return dyn_cast_or_null<Signature>(I->T);
  Type *T = Facts.typeOf(Fun);
  return dyn_cast_or_null<Signature>(T ? commonUnder(T) : nullptr);
}

Hole EscapeFlow::parameter(ArrayRef<Hole> Ks, StaticCallee C, unsigned I) {
  if (!C)
    return G.heap();
  if (C.Body)
    return I < C.Body->Params.size() ? Hole{C.Body->Params[I]} : G.heap();
  const EscapeSummary *S = B.A.summary(C.Decl);
  if (!S || I >= S->size())
    return G.heap();
  const Leaks &L = (*S)[I];
  Holes Tagged;
  auto Add = [&](Hole K, int Derefs) {
    if (Derefs >= 0)
      Tagged.push_back(Derefs ? K.shift(Derefs) : K);
  };
  Add(G.heap(), L.heap());
  Add(G.mutator(), L.mutator());
  Add(G.callee(), L.callee());
  for (unsigned R = 0; R != Leaks::NumResults && R < Ks.size(); ++R)
    if (!G.isDiscard(Ks[R]))
      Add(Ks[R], L.result(R));
  return tee(Tagged);
}

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

/// uintptr(unsafe.Pointer(p)) as an argument: p, else null.
static const Expr *hiddenPointer(const Info &Facts, const Expr *E) {
  auto *C = dyn_cast<CallExpr>(unparen(E));
  if (!C || C->Args.size() != 1 ||
      !Facts.typeAndValue(unparen(C->Fun)).isType())
    return nullptr;
  auto IsKind = [&](const Expr *X, BasicKind K) {
    auto *T = dyn_cast_or_null<BasicType>(
        Facts.typeOf(X) ? under(Facts.typeOf(X)) : nullptr);
    return T && T->Kind == K;
  };
  return IsKind(C, BasicKind::Uintptr) &&
                 IsKind(C->Args[0], BasicKind::UnsafePointer)
             ? C->Args[0]
             : nullptr;
}

void EscapeFlow::argument(Hole K, const Expr *E, Type *T, StaticCallee C) {
  const FuncDecl *D = C.Decl ? C.Decl->Syntax : nullptr;
  if (D && D->Pragmas && D->Pragmas->has(PragmaFlag::UintptrEscapes))
    if (const Expr *P = hiddenPointer(Facts, E))
      return expr(G.heap(), P);
  exprAs(K, E, T);
}

void EscapeFlow::arguments(ArrayRef<Hole> Ks, const CallExpr *E, Signature *Sig,
                           StaticCallee C, unsigned First, int Shift0,
                           const Hole *Until) {
  unsigned NumParams = tupleSize(Sig->Params);
  auto ParamHole = [&](unsigned I) {
    Hole K = parameter(Ks, C, First + I);
    if (Until)
      K = tee({K, *Until});
    if (I == 0 && Shift0)
      K = K.shift(Shift0);
    return K;
  };
  bool Pack = Sig->Variadic && !E->HasDots;
  unsigned NumFixed = Pack ? NumParams - 1 : NumParams;
  SmallVector<Hole, 4> Fixed;
  for (unsigned I = 0; I != NumFixed; ++I)
    Fixed.push_back(ParamHole(I));

  auto *Multi = E->Args.size() == 1
                    ? dyn_cast_or_null<Tuple>(Facts.typeOf(E->Args[0]))
                    : nullptr;
  unsigned NumArgs = Multi ? Multi->Vars.size() : E->Args.size();
  Hole Rest = G.discard();
  Type *Elem = nullptr;
  if (Pack && NumArgs > NumFixed) {
    Rest = spill(ParamHole(NumFixed), LocationKind::Variadic, E);
    if (auto *S =
            dyn_cast_or_null<Slice>(under(Sig->Params->Vars[NumFixed]->type())))
      Elem = S->Elem;
  }
  SmallVector<Hole, 4> All;
  SmallVector<Type *, 4> Types;
  for (unsigned I = 0; I != NumArgs; ++I) {
    All.push_back(I < NumFixed ? Fixed[I] : Rest);
    Types.push_back(I < NumFixed ? Sig->Params->Vars[I]->type() : Elem);
  }
  if (Multi)
    return assignMulti(All, Types, E->Args[0]);
  for (unsigned I = 0; I != NumArgs; ++I)
    argument(All[I], E->Args[I], Types[I], C);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

void EscapeFlow::call(ArrayRef<Hole> Ks, const CallExpr *E, const Hole *Until) {
  const Expr *Fun = unparen(E->Fun);
  const TypeAndValue &TV = Facts.typeAndValue(Fun);
  if (TV.Mode == OperandMode::Builtin)
    return builtin(Ks, E, TV.Builtin, Until);
  Signature *Sig = calleeSignature(Fun);
  if (!Sig) {
    discard(Fun);
    for (const Expr *A : E->Args)
      expr(G.heap(), A);
    return;
  }
  StaticCallee C;
  auto ResultsOf = [&](EscapeFunction *Body) {
    for (unsigned I = 0; Body && I < Ks.size() && I < Body->Results.size(); ++I)
      if (mayHavePointers(Body->Results[I]->V->type()) || Ks[I].Derefs < 0)
        G.flow(Ks[I], Body->Results[I]);
  };
  const SelectorExpr *S = Facts.methodOf(Fun);
  const Selection *Sel = S ? Facts.selectionOf(S) : nullptr;
  if (Sel && Sel->K == Selection::Kind::MethodVal) {
    // A call made later keeps the interface value, not the one in it.
    if (Type *T = !Until && Sel->Index.size() == 1 &&
                          isNonTypeParamInterface(Sel->Recv)
                      ? dynamicType(S->X)
                      : nullptr) {
      LookupResult R =
          lookupFieldOrMethod(T, false, Sel->Obj->pkg(), Sel->Obj->name());
      auto *M = dyn_cast_or_null<Func>(R.Obj);
      if (M && R.Index.size() == 1 && M->origin()->Syntax && !isInterface(T)) {
        C = {M->origin(), B.functionOf(M->origin())};
        ResultsOf(C.Body);
        Hole K = parameter(Ks, C, 0);
        if (Until)
          K = tee({K, *Until});
        int Shift = receiverShift(T, R.Index, M);
        K = typeAsserted(Shift > 0 ? K.shift(Shift) : K, T);
        expr(K, S->X);
        return arguments(Ks, E, Sig, C, 1, 0, Until);
      }
    }
    Func *M = staticMethod(Sel);
    if (M)
      C = {M, B.functionOf(M)};
    ResultsOf(C.Body);
    Hole K = parameter(Ks, C, 0);
    if (Until)
      K = tee({K, *Until});
    int Shift = receiverShift(Sel->Recv, Sel->Index, cast<Func>(Sel->Obj));
    expr(Shift ? K.shift(Shift) : K, S->X);
    return arguments(Ks, E, Sig, C, 1, 0, Until);
  }
  if (Sel && Sel->K == Selection::Kind::MethodExpr) {
    Func *M = staticMethod(Sel);
    if (M)
      C = {M, B.functionOf(M)};
    ResultsOf(C.Body);
    int Shift =
        M ? receiverShift(Sel->Recv, Sel->Index, cast<Func>(Sel->Obj)) : 0;
    return arguments(Ks, E, Sig, C, 0, Shift, Until);
  }
  C = staticCallee(Fun);
  if (C.Decl && keepsOnHeap(C.Decl)) {
    for (const Expr *A : E->Args)
      expr(G.heap(), A);
    return;
  }
  ResultsOf(C.Body);
  Hole CalleeK = G.discard();
  if (!C)
    for (const Hole &K : Ks)
      if (!G.isDiscard(K))
        CalleeK = G.callee();
  if (Until)
    CalleeK = *Until;
  expr(CalleeK, Fun);
  arguments(Ks, E, Sig, C, 0, 0, Until);
}

void EscapeFlow::builtin(ArrayRef<Hole> Ks, const CallExpr *E, BuiltinId Id,
                         const Hole *Until) {
  Hole K = Ks.empty() ? G.discard() : Ks[0];
  ArrayRef<Expr *> Args = E->Args;
  auto *Multi = Args.size() == 1
                    ? dyn_cast_or_null<Tuple>(Facts.typeOf(Args[0]))
                    : nullptr;
  if (Multi || (Until && Id == BuiltinId::Copy)) {
    // f(g()), or kept until later: whatever it is may be stored anywhere.
    if (Multi) {
      Holes All(Multi->Vars.size(), tee({G.heap(), K}));
      SmallVector<Type *, 4> Types(Multi->Vars.size(), nullptr);
      return assignMulti(All, Types, Args[0]);
    }
    for (const Expr *A : Args)
      expr(G.heap(), A);
    return;
  }
  auto Eval = [&](Hole To, const Expr *A) {
    expr(Until ? tee({To, *Until}) : To, A);
  };
  auto ElemOf = [&](const Expr *A) -> Type * {
    Type *U = commonUnderOrString(Facts.typeOf(A));
    auto *S = dyn_cast_or_null<Slice>(U);
    return S ? S->Elem : nullptr;
  };
  switch (Id) {
  case BuiltinId::Append: {
    Type *Elem = ElemOf(E);
    bool Pointers = !Elem || mayHavePointers(Elem);
    Hole To = tee({K, G.mutator()});
    if (Pointers)
      To = tee({To, G.heap().deref()});
    expr(To, Args[0]);
    for (const Expr *A : Args.drop_front()) {
      if (E->HasDots)
        expr(Pointers ? G.heap().deref() : G.discard(), A);
      else
        exprAs(G.heap(), A, Elem);
    }
    // Nobody allocates it in a frame, so it need not be another one in every
    // iteration.
    spill(K, LocationKind::Append, E).Dst->LoopDepth = 0;
    return;
  }
  case BuiltinId::Copy: {
    expr(G.mutator(), Args[0]);
    Type *Elem = ElemOf(Args[1]);
    expr(Elem && mayHavePointers(Elem) ? G.heap().deref() : G.discard(),
         Args[1]);
    return;
  }
  case BuiltinId::Panic:
    return expr(boxed(G.heap(), Facts.typeOf(Args[0]), Args[0]), Args[0]);
  case BuiltinId::Delete: {
    Eval(G.discard(), Args[0]);
    auto *M = dyn_cast_or_null<Map>(commonUnder(Facts.typeOf(Args[0])));
    exprAs(Until ? *Until : G.discard(), Args[1], M ? M->Key : nullptr);
    return;
  }
  case BuiltinId::Clear:
    return Eval(G.mutator(), Args[0]);
  case BuiltinId::Max:
  case BuiltinId::Min:
  case BuiltinId::SliceData:
  case BuiltinId::StringData:
    for (const Expr *A : Args)
      expr(K, A);
    return;
  case BuiltinId::Add:
  case BuiltinId::Slice:
  case BuiltinId::String:
    expr(K, Args[0]);
    return discard(Args[1]);
  case BuiltinId::New:
    K = spill(K, LocationKind::New, E);
    if (!Facts.typeAndValue(Args[0]).isType())
      expr(K, Args[0]);
    return;
  case BuiltinId::Make: {
    Type *U = commonUnder(Facts.typeOf(E));
    if (isa_and_nonnull<Slice>(U))
      spill(K, LocationKind::MakeSlice, E);
    else if (isa_and_nonnull<Map>(U))
      spill(K, LocationKind::MakeMap, E);
    for (const Expr *A : Args.drop_front())
      discard(A);
    return;
  }
  default:
    for (const Expr *A : Args)
      Eval(G.discard(), A);
  }
}

void EscapeFlow::goOrDefer(const CallStmt *S) {
  auto *E = dyn_cast<CallExpr>(unparen(S->Call));
  if (!E)
    return;
  // What a deferred call needs must last until the function returns; in a loop
  // there is one record per iteration.
  Hole Until = G.heap();
  if (S->Keyword == Tok::KwDefer && LoopDepth == 1 && !Fn->IsRangeBody)
    Until = later(G.discard());
  call({}, E, &Until);
}

} // namespace ogo
