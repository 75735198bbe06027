//===- Subst.cpp - Types with type parameters replaced --------------------===//
//
// Substitution rebuilds only what mentions a substituted type parameter and
// shares the rest, so that pointer equality with the input means "unchanged".
// It never expands an instance (that would recurse through cyclic types): the
// underlying type and methods of Named instances are substituted on demand.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/Instantiate.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::SmallVector;

Substitution::Substitution(ArrayRef<TypeParam *> Params,
                           ArrayRef<Type *> Args) {
  assert(Params.size() == Args.size() && "one argument per type parameter");
  for (size_t I = 0; I < Params.size(); ++I)
    if (Args[I])
      M[Params[I]] = Args[I];
}

namespace {

class Substituter {
public:
  Substituter(TypeContext &Ctx, const Substitution &S) : Ctx(Ctx), S(S) {}
  Type *typ(Type *T);

private:
  Type *typOrInvalid(Type *T) {
    return T ? typ(T) : Ctx.basic(BasicKind::Invalid);
  }
  Type *alias(Alias *A);
  Type *signature(Signature *Sig);
  Type *signature(Signature *Sig, ArrayRef<TypeParam *> TParams);
  ArrayRef<TypeParam *> renewed(ArrayRef<TypeParam *> TParams,
                                Substitution &Inner);
  Type *unionType(Union *U);
  Type *interface(Interface *I);
  Type *named(Named *N);
  Tuple *tuple(Tuple *T);
  /// The list with each element's type substituted; In itself if none changes.
  ArrayRef<Var *> varList(ArrayRef<Var *> In);
  ArrayRef<Type *> typeList(ArrayRef<Type *> In);
  ArrayRef<Func *> funcList(ArrayRef<Func *> In);

  TypeContext &Ctx;
  const Substitution &S;
};

} // namespace

ArrayRef<Var *> Substituter::varList(ArrayRef<Var *> In) {
  SmallVector<Var *, 8> Out;
  for (size_t I = 0; I < In.size(); ++I) {
    Type *T = In[I]->T ? typ(In[I]->T) : nullptr;
    if (T == In[I]->T) {
      if (!Out.empty())
        Out.push_back(In[I]);
      continue;
    }
    if (Out.empty())
      Out.append(In.begin(), In.begin() + I);
    Out.push_back(substVar(Ctx, In[I], T));
  }
  return Out.empty() ? In : Ctx.arena().copy(ArrayRef<Var *>(Out));
}

ArrayRef<Type *> Substituter::typeList(ArrayRef<Type *> In) {
  SmallVector<Type *, 8> Out;
  for (size_t I = 0; I < In.size(); ++I) {
    Type *T = typ(In[I]);
    if (T != In[I] && Out.empty())
      Out.append(In.begin(), In.end());
    if (T != In[I])
      Out[I] = T;
  }
  return Out.empty() ? In : Ctx.arena().copy(ArrayRef<Type *>(Out));
}

ArrayRef<Func *> Substituter::funcList(ArrayRef<Func *> In) {
  SmallVector<Func *, 8> Out;
  for (size_t I = 0; I < In.size(); ++I) {
    Type *T = In[I]->T ? typ(In[I]->T) : nullptr;
    if (T == In[I]->T)
      continue;
    if (Out.empty())
      Out.append(In.begin(), In.end());
    Out[I] = substFunc(Ctx, In[I], T);
  }
  return Out.empty() ? In : Ctx.arena().copy(ArrayRef<Func *>(Out));
}

Tuple *Substituter::tuple(Tuple *T) {
  if (!T)
    return nullptr;
  ArrayRef<Var *> Vars = varList(T->Vars);
  return Vars.data() == T->Vars.data() ? T : Ctx.make<Tuple>(Vars);
}

Type *Substituter::alias(Alias *A) {
  ArrayRef<TypeParam *> TParams = A->Orig->TParams;
  if (TParams.empty()) {
    // A package-level alias mentions no type parameter. One declared inside a
    // generic function may.
    if (!A->Actual || !A->Obj->Pkg || A->Obj->Parent == &A->Obj->Pkg->PkgScope)
      return A;
    Type *T = typ(A->Actual);
    return T == A->Actual ? A : T;
  }
  if (A->TArgs.size() != TParams.size())
    return Ctx.basic(BasicKind::Invalid); // reported where it was written
  ArrayRef<Type *> TArgs = typeList(A->TArgs);
  return TArgs.data() == A->TArgs.data() ? A : instantiate(Ctx, A->Orig, TArgs);
}

// The receiver stays: it is replaced when the Named or Interface it belongs to
// is. Substituting it here would never end for a method of an interface
// literal, whose receiver is the interface itself.
Type *Substituter::signature(Signature *Sig) {
  ArrayRef<TypeParam *> TParams = Sig->TParams;
  bool OfInstance = !Sig->RecvTParams.empty() && S.lookup(Sig->RecvTParams[0]);
  if (TParams.empty() || !OfInstance)
    return signature(Sig, TParams);
  Substitution Inner = S;
  TParams = renewed(TParams, Inner);
  return Substituter(Ctx, Inner).signature(Sig, TParams);
}

/// The type parameters of a method whose receiver's are being replaced: bounds
/// may mention those. Fresh ones even if none does, so that methods of distinct
/// instances have distinct type parameters. Adds them to Inner.
ArrayRef<TypeParam *> Substituter::renewed(ArrayRef<TypeParam *> TParams,
                                           Substitution &Inner) {
  SmallVector<TypeParam *, 2> New;
  for (TypeParam *P : TParams) {
    auto *Obj = Ctx.make<TypeName>(P->Obj->pos(), P->Obj->pkg(), P->Obj->name(),
                                   nullptr);
    New.push_back(
        Ctx.makeTypeParam(P->Checking, Obj, Ctx.basic(BasicKind::Invalid)));
    New.back()->Index = P->Index;
    New.back()->Origin = P->Origin ? P->Origin : P;
    Inner.add(P, New.back());
  }
  for (size_t I = 0; I != New.size(); ++I)
    New[I]->Bound = substitute(Ctx, TParams[I]->Bound, Inner);
  return Ctx.arena().copy(ArrayRef<TypeParam *>(New));
}

Type *Substituter::signature(Signature *Sig, ArrayRef<TypeParam *> TParams) {
  Tuple *Params = tuple(Sig->Params);
  Tuple *Results = tuple(Sig->Results);
  if (Params == Sig->Params && Results == Sig->Results &&
      TParams.data() == Sig->TParams.data())
    return Sig;
  auto *New = Ctx.make<Signature>(*Sig);
  New->FuncScope = nullptr;
  New->TParams = TParams;
  New->Params = Params;
  New->Results = Results;
  return New;
}

Type *Substituter::unionType(Union *U) {
  SmallVector<UnionTerm, 8> Terms;
  for (size_t I = 0; I < U->Terms.size(); ++I) {
    Type *T = typ(U->Terms[I].T);
    if (T == U->Terms[I].T)
      continue;
    if (Terms.empty())
      Terms.append(U->Terms.begin(), U->Terms.end());
    Terms[I].T = T;
  }
  return Terms.empty()
             ? U
             : Ctx.make<Union>(Ctx.arena().copy(ArrayRef<UnionTerm>(Terms)));
}

Type *Substituter::interface(Interface *I) {
  ArrayRef<Func *> Methods = funcList(I->Methods);
  ArrayRef<Type *> Embeddeds = typeList(I->Embeddeds);
  if (Methods.data() == I->Methods.data() &&
      Embeddeds.data() == I->Embeddeds.data())
    return I;
  Interface *New = Ctx.makeInterface(I->Checking);
  New->Embeddeds = Embeddeds;
  New->EmbedPos = I->EmbedPos;
  New->Implicit = I->Implicit;
  New->Complete = I->Complete;
  SmallVector<Func *, 8> Replaced;
  New->Methods = replaceRecvType(Ctx, Methods, I, New, Replaced)
                     ? Ctx.arena().copy(ArrayRef<Func *>(Replaced))
                     : Methods;
  return New;
}

Type *Substituter::named(Named *N) {
  ArrayRef<TypeParam *> TParams = N->Orig->TParams;
  if (TParams.empty())
    return N;
  if (N->TArgs.size() != TParams.size())
    return Ctx.basic(BasicKind::Invalid); // reported where it was written
  ArrayRef<Type *> TArgs = typeList(N->TArgs);
  return TArgs.data() == N->TArgs.data() ? N : instantiate(Ctx, N->Orig, TArgs);
}

Type *Substituter::typ(Type *T) {
  switch (T->kind()) {
  case TypeKind::Basic:
    return T;
  case TypeKind::Alias:
    return alias(llvm::cast<Alias>(T));
  case TypeKind::Array: {
    auto *A = llvm::cast<Array>(T);
    Type *Elem = typOrInvalid(A->Elem);
    return Elem == A->Elem ? T : Ctx.make<Array>(Elem, A->Len);
  }
  case TypeKind::Slice: {
    auto *L = llvm::cast<Slice>(T);
    Type *Elem = typOrInvalid(L->Elem);
    return Elem == L->Elem ? T : Ctx.make<Slice>(Elem);
  }
  case TypeKind::Struct: {
    auto *St = llvm::cast<Struct>(T);
    ArrayRef<Var *> Fields = varList(St->Fields);
    if (Fields.data() == St->Fields.data())
      return T;
    auto *New = Ctx.make<Struct>();
    New->Fields = Fields;
    New->Tags = St->Tags;
    return New;
  }
  case TypeKind::Pointer: {
    auto *P = llvm::cast<Pointer>(T);
    Type *Elem = typOrInvalid(P->Elem);
    return Elem == P->Elem ? T : Ctx.make<Pointer>(Elem);
  }
  case TypeKind::Tuple:
    return tuple(llvm::cast<Tuple>(T));
  case TypeKind::Signature:
    return signature(llvm::cast<Signature>(T));
  case TypeKind::Union:
    return unionType(llvm::cast<Union>(T));
  case TypeKind::Interface:
    return interface(llvm::cast<Interface>(T));
  case TypeKind::Map: {
    auto *M = llvm::cast<Map>(T);
    Type *Key = typOrInvalid(M->Key);
    Type *Elem = typOrInvalid(M->Elem);
    return Key == M->Key && Elem == M->Elem ? T : Ctx.make<Map>(Key, Elem);
  }
  case TypeKind::Chan: {
    auto *Ch = llvm::cast<Chan>(T);
    Type *Elem = typOrInvalid(Ch->Elem);
    return Elem == Ch->Elem ? T : Ctx.make<Chan>(Ch->Dir, Elem);
  }
  case TypeKind::Named:
    return named(llvm::cast<Named>(T));
  case TypeKind::TypeParam: {
    Type *R = S.lookup(llvm::cast<TypeParam>(T));
    return R ? R : T;
  }
  }
  llvm_unreachable("unknown type kind");
}

Type *ogo::substitute(TypeContext &Ctx, Type *T, const Substitution &S) {
  if (!T || S.empty())
    return T;
  return Substituter(Ctx, S).typ(T);
}

Var *ogo::substVar(TypeContext &Ctx, Var *V, Type *T) {
  auto *New = Ctx.make<Var>(*V);
  New->T = T;
  New->Origin = V->Origin ? V->Origin : V;
  return New;
}

Func *ogo::substFunc(TypeContext &Ctx, Func *F, Type *T) {
  auto *New = Ctx.make<Func>(*F);
  New->T = T;
  New->Origin = F->origin();
  return New;
}

bool ogo::replaceRecvType(TypeContext &Ctx, ArrayRef<Func *> In, Type *Old,
                          Type *New, llvm::SmallVectorImpl<Func *> &Out) {
  for (size_t I = 0; I < In.size(); ++I) {
    Signature *Sig = In[I]->signature();
    if (!Sig || !Sig->Recv || Sig->Recv->T != Old)
      continue;
    if (Out.empty())
      Out.append(In.begin(), In.end());
    auto *NewSig = Ctx.make<Signature>(*Sig);
    NewSig->Recv = substVar(Ctx, Sig->Recv, New);
    Out[I] = substFunc(Ctx, In[I], NewSig);
  }
  return !Out.empty();
}
