//===- Instantiation.cpp - Types of monomorphized bodies ------------------===//
//
// A generic body is checked once and lowered once per list of type arguments.
// concrete() maps its types. The checker's substitution is not enough: a type
// declared inside a generic function is another type in each instance although
// it has no type arguments of its own, so such types are copied here.
//
//===----------------------------------------------------------------------===//
#include "ir/ModuleImpl.h"

using namespace llvm;

namespace ogo {

const Substitution *ModuleLowering::keepSubstitution(Substitution S) {
  P->Substs.push_back(std::make_unique<Substitution>(std::move(S)));
  return P->Substs.back().get();
}

TypeParamList allTypeParams(const Signature *Sig) {
  TypeParamList All(Sig->RecvTParams.begin(), Sig->RecvTParams.end());
  All.append(Sig->TParams.begin(), Sig->TParams.end());
  return All;
}

namespace {

/// One walk over a type under a substitution.
class Concretizer {
public:
  Concretizer(ModuleLowering &M, const Substitution &S) : M(M), S(S) {}
  Type *map(Type *T);

private:
  ModuleLowering &M;
  const Substitution &S;

  Type *mapNamed(Named *N);
  Type *mapLocal(Named *N, ArrayRef<TypeParam *> Params);
  Type *mapStruct(Struct *T);
  Type *mapInterface(Interface *T);
  Signature *mapSignature(Signature *T);
  Tuple *mapTuple(Tuple *T);
};

/// Type parameters of the function a local type is declared in.
TypeParamList enclosingTypeParams(Named *N) {
  TypeName *Obj = N->origin()->Obj;
  if (!Obj || !Obj->EnclosingFunc)
    return {};
  return allTypeParams(Obj->EnclosingFunc->signature());
}

Type *Concretizer::map(Type *T) {
  if (!T)
    return nullptr;
  T = unalias(T);
  switch (T->kind()) {
  case TypeKind::Basic:
  case TypeKind::Union:
    return T;
  case TypeKind::Array: {
    auto *A = cast<Array>(T);
    Type *E = map(A->Elem);
    return E == A->Elem ? T : M.Ctx.make<Array>(E, A->Len);
  }
  case TypeKind::Slice: {
    auto *X = cast<Slice>(T);
    Type *E = map(X->Elem);
    return E == X->Elem ? T : M.Ctx.make<Slice>(E);
  }
  case TypeKind::Pointer: {
    auto *X = cast<Pointer>(T);
    Type *E = map(X->Elem);
    return E == X->Elem ? T : M.Ctx.make<Pointer>(E);
  }
  case TypeKind::Map: {
    auto *X = cast<Map>(T);
    Type *K = map(X->Key), *E = map(X->Elem);
    return K == X->Key && E == X->Elem ? T : M.Ctx.make<Map>(K, E);
  }
  case TypeKind::Chan: {
    auto *X = cast<Chan>(T);
    Type *E = map(X->Elem);
    return E == X->Elem ? T : M.Ctx.make<Chan>(X->Dir, E);
  }
  case TypeKind::Struct:
    return mapStruct(cast<Struct>(T));
  case TypeKind::Tuple:
    return mapTuple(cast<Tuple>(T));
  case TypeKind::Signature:
    return mapSignature(cast<Signature>(T));
  case TypeKind::Interface:
    return mapInterface(cast<Interface>(T));
  case TypeKind::Named:
    return mapNamed(cast<Named>(T));
  case TypeKind::TypeParam: {
    Type *R = S.lookup(cast<TypeParam>(T));
    return R ? R : T;
  }
  case TypeKind::Alias:
    break;
  }
  llvm_unreachable("aliases are removed");
}

Type *Concretizer::mapNamed(Named *N) {
  TypeParamList Outer = enclosingTypeParams(N);
  if (!Outer.empty())
    return mapLocal(N, Outer);
  if (!N->isInstance())
    return N;
  SmallVector<Type *, 4> Args;
  bool Changed = false;
  for (Type *A : N->TArgs) {
    Args.push_back(map(A));
    Changed |= Args.back() != A;
  }
  return Changed ? instantiate(M.Ctx, N->origin(), Args) : N;
}

Type *Concretizer::mapLocal(Named *N, ArrayRef<TypeParam *> Params) {
  if (M.P->LocalOrigin.count(N))
    return N; // a copy
  TypeList Outer, Own;
  for (TypeParam *TP : Params) {
    Type *A = S.lookup(TP);
    if (!A)
      return N; // not of this function's instance
    Outer.push_back(M.canonical(A));
  }
  for (Type *A : N->TArgs)
    Own.push_back(M.canonical(map(A)));
  auto &List = M.P->LocalInstances[N->origin()];
  for (auto &E : List)
    if (E.Outer == Outer && E.Own == Own)
      return E.T;
  auto *Copy = M.Ctx.make<Named>();
  Copy->Obj = N->origin()->Obj;
  Copy->Ctx = N->Ctx;
  List.push_back({Outer, Own, Copy});
  M.P->LocalOrigin[Copy] = {N->origin(), Outer, Own};
  // The copy is found by the walk below, so that recursion ends.
  Type *Body =
      Own.empty() ? N->underlying()
                  : asNamed(instantiate(M.Ctx, N->origin(), Own))->underlying();
  Copy->Underlying = under(map(Body));
  return Copy;
}

Type *Concretizer::mapStruct(Struct *T) {
  SmallVector<Var *, 8> Fields;
  bool Changed = false;
  for (Var *F : T->Fields) {
    Type *FT = map(F->type());
    if (FT == F->type() || FT == unalias(F->type())) {
      Fields.push_back(F);
      continue;
    }
    Changed = true;
    Fields.push_back(substVar(M.Ctx, F, FT));
  }
  if (!Changed)
    return T;
  auto *R = M.Ctx.make<Struct>();
  R->Fields = M.Ctx.arena().copyList(Fields);
  R->Tags = T->Tags;
  return R;
}

Tuple *Concretizer::mapTuple(Tuple *T) {
  if (!T)
    return nullptr;
  SmallVector<Var *, 8> Vars;
  bool Changed = false;
  for (Var *V : T->Vars) {
    Type *VT = map(V->type());
    if (VT == V->type()) {
      Vars.push_back(V);
      continue;
    }
    Changed = true;
    Vars.push_back(substVar(M.Ctx, V, VT));
  }
  return Changed ? M.Ctx.make<Tuple>(M.Ctx.arena().copyList(Vars)) : T;
}

Signature *Concretizer::mapSignature(Signature *T) {
  Tuple *Params = mapTuple(T->Params), *Results = mapTuple(T->Results);
  if (Params == T->Params && Results == T->Results && T->TParams.empty())
    return T;
  auto *R = M.Ctx.make<Signature>();
  R->Recv = T->Recv;
  R->Params = Params;
  R->Results = Results;
  R->Variadic = T->Variadic;
  return R;
}

Type *Concretizer::mapInterface(Interface *T) {
  SmallVector<Func *, 8> Methods;
  SmallVector<Type *, 4> Embeddeds;
  bool Changed = false;
  for (Func *F : T->Methods) {
    Signature *Sig = mapSignature(F->signature());
    if (Sig == F->signature()) {
      Methods.push_back(F);
      continue;
    }
    Changed = true;
    Methods.push_back(substFunc(M.Ctx, F, Sig));
  }
  for (Type *E : T->Embeddeds) {
    Embeddeds.push_back(map(E));
    Changed |= Embeddeds.back() != E && Embeddeds.back() != unalias(E);
  }
  if (!Changed)
    return T;
  auto *R = M.Ctx.make<Interface>();
  R->Methods = M.Ctx.arena().copyList(Methods);
  R->Embeddeds = M.Ctx.arena().copyList(Embeddeds);
  R->EmbedPos = T->EmbedPos;
  R->Implicit = T->Implicit;
  R->Complete = true;
  return R;
}

} // namespace

Type *ModuleLowering::concrete(Type *T, const Substitution *S) {
  if (!S || S->empty() || !T)
    return canonical(T);
  auto It = P->Concrete.find({T, S});
  if (It != P->Concrete.end())
    return It->second;
  Type *R = Concretizer(*this, *S).map(T);
  R = isa<Tuple>(R) ? R : canonical(R);
  P->Concrete[{T, S}] = R;
  return R;
}

} // namespace ogo
