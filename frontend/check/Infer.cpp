//===- Infer.cpp - Type inference -----------------------------------------===//
//
// Spec "Type inference", in the order types2 solves it, because the order
// decides which mismatch is reported: typed arguments, then constraints until
// nothing new is found, then untyped constants, then the inferred types are
// substituted into each other.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Infer.h"
#include "frontend/check/Unify.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::SmallVector;

static int indexOf(ArrayRef<TypeParam *> List, const TypeParam *P) {
  for (size_t I = 0; I < List.size(); ++I)
    if (List[I] == P)
      return I;
  return -1;
}

static bool containsNull(ArrayRef<Type *> List) {
  return llvm::is_contained(List, nullptr);
}

//===----------------------------------------------------------------------===//
// Occurrence of type parameters
//===----------------------------------------------------------------------===//

namespace {

class ParamWalker {
public:
  explicit ParamWalker(ArrayRef<TypeParam *> TParams) : TParams(TParams) {}
  bool mentions(Type *T);

private:
  bool visit(Type *T);
  bool anyVar(Tuple *T) { return T && anyVar(T->Vars); }
  bool anyVar(ArrayRef<Var *> Vars) {
    return llvm::any_of(Vars, [&](Var *V) { return mentions(V->type()); });
  }
  bool anyType(ArrayRef<Type *> Ts) {
    return llvm::any_of(Ts, [&](Type *T) { return mentions(T); });
  }

  ArrayRef<TypeParam *> TParams;
  llvm::SmallDenseMap<Type *, bool, 8> Seen;
};

} // namespace

bool ParamWalker::mentions(Type *T) {
  if (!T)
    return false;
  T = unalias(T);
  if (llvm::isa<BasicType>(T))
    return false;
  if (auto *P = llvm::dyn_cast<TypeParam>(T))
    return indexOf(TParams, P) >= 0;
  if (auto *N = llvm::dyn_cast<Named>(T); N && N->TArgs.empty())
    return false;
  auto [It, New] = Seen.try_emplace(T, false);
  if (!New)
    return It->second;
  bool R = visit(T);
  if (R)
    Seen[T] = true;
  return R;
}

bool ParamWalker::visit(Type *T) {
  switch (T->kind()) {
  case TypeKind::Basic:
  case TypeKind::Alias:
  case TypeKind::TypeParam:
    return false; // handled by mentions
  case TypeKind::Array:
    return mentions(llvm::cast<Array>(T)->Elem);
  case TypeKind::Slice:
    return mentions(llvm::cast<Slice>(T)->Elem);
  case TypeKind::Struct:
    return anyVar(llvm::cast<Struct>(T)->Fields);
  case TypeKind::Pointer:
    return mentions(llvm::cast<Pointer>(T)->Elem);
  case TypeKind::Tuple:
    return anyVar(llvm::cast<Tuple>(T));
  case TypeKind::Signature: {
    // Type parameters a generic signature declares, or its receiver does, are
    // not uses of them.
    auto *S = llvm::cast<Signature>(T);
    return anyVar(S->Params) || anyVar(S->Results);
  }
  case TypeKind::Union:
    return llvm::any_of(llvm::cast<Union>(T)->Terms,
                        [&](const UnionTerm &U) { return mentions(U.T); });
  case TypeKind::Interface: {
    const TypeSet &TS = typeSet(llvm::cast<Interface>(T));
    for (Func *M : TS.Methods)
      if (mentions(M->type()))
        return true;
    return TS.typeSetIs(
        [&](const UnionTerm *U) { return U && mentions(U->T); });
  }
  case TypeKind::Map:
    return mentions(llvm::cast<Map>(T)->Key) ||
           mentions(llvm::cast<Map>(T)->Elem);
  case TypeKind::Chan:
    return mentions(llvm::cast<Chan>(T)->Elem);
  case TypeKind::Named:
    return anyType(llvm::cast<Named>(T)->TArgs);
  }
  llvm_unreachable("unknown type kind");
}

bool ogo::isParameterized(ArrayRef<TypeParam *> TParams, Type *T) {
  return ParamWalker(TParams).mentions(T);
}

//===----------------------------------------------------------------------===//
// Cycles among inferred types
//===----------------------------------------------------------------------===//

namespace {

/// Substituting inferred types into each other does not end if one leads back
/// to its own type parameter ([A interface{ *A }] gives A = *A): such a type
/// is forgotten.
class CycleKiller {
public:
  CycleKiller(ArrayRef<TypeParam *> TParams,
              llvm::MutableArrayRef<Type *> Inferred)
      : TParams(TParams), Inferred(Inferred) {}
  void walk(Type *T);

private:
  void visit(Type *T);
  void walkVars(ArrayRef<Var *> Vars) {
    for (Var *V : Vars)
      walk(V->type());
  }
  ArrayRef<TypeParam *> TParams;
  llvm::MutableArrayRef<Type *> Inferred;
  llvm::SmallDenseSet<Type *, 8> Seen;
};

} // namespace

void CycleKiller::walk(Type *T) {
  if (!T)
    return;
  T = unalias(T);
  if (!Seen.insert(T).second) {
    if (auto *P = llvm::dyn_cast<TypeParam>(T))
      if (int I = indexOf(TParams, P); I >= 0)
        Inferred[I] = nullptr;
    return;
  }
  visit(T);
  Seen.erase(T);
}

void CycleKiller::visit(Type *T) {
  switch (T->kind()) {
  case TypeKind::Basic:
  case TypeKind::Alias:
  case TypeKind::Tuple:
    return; // tuples occur in signatures only
  case TypeKind::Array:
    return walk(llvm::cast<Array>(T)->Elem);
  case TypeKind::Slice:
    return walk(llvm::cast<Slice>(T)->Elem);
  case TypeKind::Struct:
    return walkVars(llvm::cast<Struct>(T)->Fields);
  case TypeKind::Pointer:
    return walk(llvm::cast<Pointer>(T)->Elem);
  case TypeKind::Signature:
    if (Tuple *Params = llvm::cast<Signature>(T)->Params)
      walkVars(Params->Vars);
    if (Tuple *Results = llvm::cast<Signature>(T)->Results)
      walkVars(Results->Vars);
    return;
  case TypeKind::Union:
    for (const UnionTerm &U : llvm::cast<Union>(T)->Terms)
      walk(U.T);
    return;
  case TypeKind::Interface:
    for (Func *M : llvm::cast<Interface>(T)->Methods)
      walk(M->type());
    for (Type *E : llvm::cast<Interface>(T)->Embeddeds)
      walk(E);
    return;
  case TypeKind::Map:
    walk(llvm::cast<Map>(T)->Key);
    walk(llvm::cast<Map>(T)->Elem);
    return;
  case TypeKind::Chan:
    return walk(llvm::cast<Chan>(T)->Elem);
  case TypeKind::Named:
    for (Type *A : llvm::cast<Named>(T)->TArgs)
      walk(A);
    return;
  case TypeKind::TypeParam:
    if (int I = indexOf(TParams, llvm::cast<TypeParam>(T));
        I >= 0 && Inferred[I])
      walk(Inferred[I]);
    return;
  }
}

//===----------------------------------------------------------------------===//
// Inference
//===----------------------------------------------------------------------===//

static std::string typeParamNames(ArrayRef<TypeParam *> List) {
  std::string S;
  for (size_t I = 0; I < List.size(); ++I) {
    if (I > 0)
      S += I + 1 < List.size() ? ", " : List.size() == 2 ? " and " : ", and ";
    S += List[I]->Obj->name();
  }
  return S;
}

namespace {

/// The single specific type of a type parameter, or its common underlying type.
/// Tilde: some
/// term has one.
struct CoreTerm {
  Type *T = nullptr;
  bool Tilde = false;
  bool Single = false;
};

class Inference {
public:
  Inference(Checker &C, Pos At, ArrayRef<TypeParam *> TParams,
            ArrayRef<Type *> TArgs, Tuple *Params, ArrayRef<Operand> Args,
            bool Reverse, ErrorBuilder &Err)
      : C(C), At(At), TParams(TParams), TArgs(TArgs), Params(Params),
        Args(Args), Reverse(Reverse), Err(Err),
        U(C, TParams, TArgs, C.allowVersion(LangVersion{21})) {}
  bool typedArguments();
  bool constraints();
  bool untypedArguments();
  bool simplify(llvm::SmallVectorImpl<Type *> &Inferred);

private:
  void mismatch(Type *Par, const Operand &Arg);
  bool constraint(TypeParam *P);

  Checker &C;
  Pos At;
  ArrayRef<TypeParam *> TParams;
  ArrayRef<Type *> TArgs;
  Tuple *Params;
  ArrayRef<Operand> Args;
  bool Reverse;
  ErrorBuilder &Err;
  Unifier U;
  SmallVector<unsigned, 4> Untyped; // arguments of type parameter type
};

} // namespace

static CoreTerm coreTerm(TypeParam *P) {
  CoreTerm R;
  unsigned N = 0;
  UnionTerm Last{false, nullptr};
  typeSet(P).typeSetIs([&](const UnionTerm *T) {
    if (!T)
      return false;
    ++N;
    Last = *T;
    R.Tilde |= T->Tilde;
    return true;
  });
  if (N == 1)
    return {Last.T, Last.Tilde, true};
  R.T = commonUnder(P);
  return R;
}

void Inference::mismatch(Type *Par, const Operand &Arg) {
  SmallVector<Type *, 4> Known = U.inferred(TParams);
  std::string Head = "type " + C.str(Arg.T) + " of " + C.str(Arg.X);
  if (llvm::all_of(Known, [](Type *T) { return !T; })) {
    Err.add(Arg.X, Head + " does not match " + C.str(Par) + " (cannot infer " +
                       typeParamNames(TParams) + ")");
    return;
  }
  Type *Inferred = substitute(C.Ctx, Par, Substitution(TParams, Known));
  if (Inferred == Par)
    Err.add(Arg.X, Head + " does not match " + C.str(Par));
  else if (Reverse)
    Err.add(Arg.X, "inferred type " + C.str(Inferred) + " for " + C.str(Par) +
                       " does not match type " + C.str(Arg.T) + " of " +
                       C.str(Arg.X));
  else
    Err.add(Arg.X, Head + " does not match inferred type " + C.str(Inferred) +
                       " for " + C.str(Par));
}

bool Inference::typedArguments() {
  for (unsigned I = 0; I < Args.size(); ++I) {
    const Operand &Arg = Args[I];
    Type *Par = Params->Vars[I]->type();
    if (!isParameterized(TParams, Par) && !isParameterized(TParams, Arg.T))
      continue;
    if (isTyped(Arg.T)) {
      if (!U.unify(Par, Arg.T, Unifier::Assign)) {
        mismatch(Par, Arg);
        return false;
      }
    } else if (llvm::isa<TypeParam>(Par) && !Arg.isNil()) {
      // An untyped constant's default type is basic, so only a parameter that
      // is a type parameter itself can be inferred from it.
      Untyped.push_back(I);
    }
  }
  return true;
}

bool Inference::constraint(TypeParam *P) {
  Type *TX = U.at(P);
  CoreTerm Core = coreTerm(P);
  if (Core.T && !TX) {
    if (Core.Single && !Core.Tilde)
      U.set(P, Core.T);
  } else if (Core.T && !U.unify(TX, Core.T, Unifier::Inexact)) {
    // With a tilde the underlying type must match, without it the type itself
    // must; inexact unification covers both.
    Err.add(At, C.str(P) + " (type " + C.str(TX) + ") does not satisfy " +
                    C.str(P->Bound));
    return false;
  }
  // The methods of TX must match the constraint's, which may tell more. Those
  // of a type that is not fully known are not final.
  if (!TX || isParameterized(TParams, TX))
    return true;
  std::string Cause;
  auto Unify = [&](Type *X, Type *Y) { return U.unify(X, Y, Unifier::Exact); };
  if (!hasAllMethods(C, TX, constraintOf(P), true, Unify, &Cause)) {
    Err.add(At, C.str(P) + " (type " + C.str(TX) + ") does not satisfy " +
                    C.str(P->Bound) + " " + Cause);
    return false;
  }
  return true;
}

bool Inference::constraints() {
  for (;;) {
    unsigned Before = U.unknowns();
    for (TypeParam *P : TParams)
      if (!constraint(P))
        return false;
    if (U.unknowns() == Before)
      return true;
  }
}

bool Inference::untypedArguments() {
  llvm::SmallMapVector<TypeParam *, Type *, 4> Max;
  for (unsigned I : Untyped) {
    auto *P = llvm::cast<TypeParam>(Params->Vars[I]->type());
    if (U.at(P))
      continue;
    const Operand &Arg = Args[I];
    Type *&M = Max[P];
    Type *New = M ? maxType(M, Arg.T) : Arg.T;
    if (!New) {
      Err.add(Arg.X, "mismatched types " + C.str(M) + " and " + C.str(Arg.T) +
                         " (cannot infer " + C.str(P) + ")");
      return false;
    }
    M = New;
  }
  for (auto &[P, T] : Max)
    U.set(P, defaultType(C.Ctx, T));
  return true;
}

bool Inference::simplify(llvm::SmallVectorImpl<Type *> &Inferred) {
  SmallVector<Type *, 4> Known = U.inferred(TParams);
  Inferred.assign(Known.begin(), Known.end());
  CycleKiller Killer(TParams, Inferred);
  for (TypeParam *P : TParams)
    Killer.walk(P);

  SmallVector<unsigned, 4> Dirty; // may still mention type parameters
  for (unsigned I = 0; I < Inferred.size(); ++I)
    if (Inferred[I] && !TArgs[I])
      Dirty.push_back(I);
  while (!Dirty.empty()) {
    Substitution S(TParams, Inferred);
    SmallVector<unsigned, 4> Still;
    for (unsigned I : Dirty) {
      Type *T0 = Inferred[I];
      Type *T1 = substitute(C.Ctx, T0, S);
      if (T1 == T0)
        continue;
      // A generic function argument whose type parameters are all replaced is
      // not generic any more.
      if (auto *Sig = llvm::dyn_cast<Signature>(T1);
          Sig && !Sig->TParams.empty() && !isParameterized(TParams, Sig))
        Sig->TParams = {};
      Inferred[I] = T1;
      Still.push_back(I);
    }
    Dirty = std::move(Still);
  }

  for (unsigned I = 0; I < Inferred.size(); ++I)
    if (!Inferred[I] || isParameterized(TParams, Inferred[I])) {
      TypeName *Obj = TParams[I]->Obj;
      Err.add(At, "cannot infer " + Obj->name() + " (declared at " +
                      C.Diags.sources().toString(Obj->pos()) + ")");
      return false;
    }
  return true;
}

SmallVector<Type *, 2> ogo::infer(Checker &C, Pos At,
                                  ArrayRef<TypeParam *> TParams,
                                  ArrayRef<Type *> TArgs, Tuple *Params,
                                  ArrayRef<Operand> Args, bool Reverse,
                                  ErrorBuilder *Err) {
  assert(tupleSize(Params) == Args.size() && "counts were checked before");
  SmallVector<Type *, 2> Result(TArgs.begin(), TArgs.end());
  if (Result.size() == TParams.size() && !containsNull(Result))
    return Result;
  for (const Operand &A : Args)
    if (A.invalid())
      return {}; // reported before
  Result.resize(TParams.size());
  SmallVector<Type *, 2> Known = Result;
  if (Params)
    Params = llvm::cast<Tuple>(
        substitute(C.Ctx, Params, Substitution(TParams, Known)));
  Inference I(C, At, TParams, Known, Params, Args, Reverse, *Err);
  if (!I.typedArguments() || !I.constraints() || !I.untypedArguments() ||
      !I.simplify(Result))
    return {};
  return Result;
}

SmallVector<TypeParam *, 2>
ogo::renameTParams(Checker &C, ArrayRef<TypeParam *> TParams, Type *&T) {
  // In a recursive call the type parameters being solved for also occur in the
  // arguments; fresh ones keep the two roles apart.
  SmallVector<TypeParam *, 2> New;
  SmallVector<Type *, 2> NewTypes;
  for (TypeParam *P : TParams) {
    auto *Obj = C.Ctx.make<TypeName>(P->Obj->pos(), P->Obj->pkg(),
                                     P->Obj->name(), nullptr);
    auto *Q = C.Ctx.make<TypeParam>();
    Q->Id = C.Ctx.nextTypeParamId();
    Q->Obj = Obj;
    Q->Index = P->Index;
    Obj->T = Q;
    New.push_back(Q);
    NewTypes.push_back(Q);
  }
  Substitution S(TParams, NewTypes);
  for (size_t I = 0; I < New.size(); ++I)
    New[I]->Bound = substitute(C.Ctx, TParams[I]->Bound, S);
  T = substitute(C.Ctx, T, S);
  return New;
}
