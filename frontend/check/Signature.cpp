//===- Signature.cpp - Function types and receivers -----------------------===//
//
// Type parameters, receiver, parameters and results share the function's
// scope. Those that are no type parameters may only be used after the
// signature, so they are all collected first and declared then.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Instantiate.h"
#include "frontend/types/Lookup.h"
#include "frontend/types/Package.h"
#include "frontend/types/Predicates.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;

using VarList = llvm::SmallVector<Var *, 8>;

/// Makes the parameters of List without declaring them. Returns whether the
/// last is variadic, which only VariadicOk permits.
static bool collectParams(Checker &C, ArrayRef<Field *> List, bool VariadicOk,
                          VarList &Params) {
  bool Variadic = false, HasNames = false, Anonymous = false;
  Type *T = nullptr;
  Expr *Prev = nullptr;
  for (size_t I = 0; I != List.size(); ++I) {
    Field *F = List[I];
    Expr *TypeX = F->Type;
    // A type several parameters share is checked once.
    if (TypeX != Prev) {
      Prev = TypeX;
      if (auto *D = dyn_cast<DotsType>(TypeX)) {
        TypeX = D->Elem;
        if (VariadicOk && I + 1 == List.size())
          Variadic = true;
        else
          C.error(startPos(D), DiagCode::InvalidSyntaxTree,
                  "invalid use of ...");
      }
      T = varType(C, TypeX);
    }
    if (Name *N = F->FieldName) {
      Params.push_back(C.Ctx.makeParam(N->pos(), &C.Pkg, N->Value, T));
      HasNames = true;
    } else {
      Params.push_back(C.Ctx.makeParam(F->pos(), &C.Pkg, "", T));
      C.recordImplicit(F, Params.back());
      Anonymous = true;
    }
  }
  if (HasNames && Anonymous)
    C.error(List[0], DiagCode::InvalidSyntaxTree,
            "list contains both named and anonymous parameters");
  if (Variadic) {
    Var *Last = Params.back();
    Last->T = C.Ctx.make<Slice>(Last->T);
    C.recordTypeAndValue(List.back()->Type, OperandMode::TypeExpr, Last->T,
                         ConstantValue());
  }
  return Variadic;
}

static void declareParams(Checker &C, ArrayRef<Field *> List,
                          ArrayRef<Var *> Params, Pos ScopePos) {
  for (size_t I = 0; I != List.size(); ++I)
    if (Name *N = List[I]->FieldName)
      C.declare(C.scope(), N, Params[I], ScopePos);
}

/// Names of a generic receiver's type parameters. What is no name is reported
/// and replaced by a blank one.
static llvm::SmallVector<Name *, 2> receiverNames(Checker &C, IndexExpr *E) {
  llvm::SmallVector<Name *, 2> Names;
  for (Expr *Arg : unpackList(E->Index)) {
    auto *N = dyn_cast<Name>(Arg);
    if (!N) {
      if (!llvm::isa<BadExpr>(Arg))
        C.error(Arg, DiagCode::BadDecl,
                "receiver type parameter " + C.str(Arg) +
                    " must be an identifier");
      N = C.Pkg.Syntax.make<Name>(Arg->pos(), C.Ctx.names().intern("_"));
    }
    Names.push_back(N);
  }
  return Names;
}

static std::string measure(size_t N, const char *Unit) {
  return std::to_string(N) + " " + Unit + (N == 1 ? "" : "s");
}

/// The generic type a receiver T[A, B] is an instance of; null after an error.
static Named *genericReceiver(Checker &C, Expr *Base) {
  std::string Cause;
  Type *T = genericType(C, Base, &Cause);
  if (auto *N = dyn_cast<Named>(T))
    return N;
  if (llvm::isa<Alias>(T) && isValid(T))
    C.error(Base, DiagCode::InvalidRecv,
            "cannot define new methods on generic alias type " + C.str(T));
  else if (!Cause.empty())
    C.error(Base, DiagCode::InvalidRecv, Cause);
  return nullptr;
}

/// Gives the type parameters of `func (r T[A, B]) m()` the constraints of T's.
static void receiverBounds(Checker &C, Expr *Base, Named *N,
                           ArrayRef<TypeParam *> TParams) {
  ArrayRef<TypeParam *> Declared = N->typeParams();
  if (TParams.size() != Declared.size()) {
    C.error(Base, DiagCode::BadRecv,
            "receiver declares " + measure(TParams.size(), "type parameter") +
                ", but receiver base type declares " +
                std::to_string(Declared.size()));
    return;
  }
  llvm::SmallVector<Type *, 2> Args(TParams.begin(), TParams.end());
  Substitution S(Declared, Args);
  for (size_t I = 0; I != TParams.size(); ++I) {
    recordMonoCanon(C, TParams[I], Declared[I]);
    TParams[I]->Bound = substitute(C.Ctx, Declared[I]->Bound, S);
  }
}

/// Records the types of all of a receiver's type expression: *(T[P]), (T[P]).
static void recordReceiver(Checker &C, Expr *E, Type *T) {
  for (;;) {
    C.recordTypeAndValue(E, OperandMode::TypeExpr, T, ConstantValue());
    if (auto *P = dyn_cast<ParenExpr>(E)) {
      E = P->X;
      continue;
    }
    auto *O = dyn_cast<Operation>(E);
    auto *Ptr = dyn_cast<Pointer>(T);
    if (!O || !Ptr)
      return;
    E = O->X;
    T = Ptr->Elem;
  }
}

/// The type of receiver T[A, B] or *T[A, B], whose type parameters are
/// declared here.
static Type *instanceReceiver(Checker &C, Signature *Sig, Expr *RecvType,
                              const ReceiverParts &R, Pos ScopePos) {
  // T is resolved before the type parameters are declared: one of them may
  // have its name.
  Named *Base = genericReceiver(C, R.Base);
  llvm::SmallVector<TypeParam *, 2> TParams;
  for (Name *N : receiverNames(C, R.Params)) {
    TypeParam *P = declareTypeParam(C, N, ScopePos);
    TParams.push_back(P);
    C.recordUse(N, P->Obj);
    C.recordTypeAndValue(N, OperandMode::TypeExpr, P, ConstantValue());
  }
  Sig->RecvTParams = bindTParams(C.Ctx.arena().copyList(TParams));
  if (!Base)
    return C.invalidType();
  receiverBounds(C, R.Base, Base, TParams);
  C.verifyVersion(R.Base, LangVersion{18}, "type instantiation");
  llvm::SmallVector<Type *, 2> Args(TParams.begin(), TParams.end());
  Type *T = instantiate(C.Ctx, Base, Args);
  if (auto *N = dyn_cast<Named>(T); N && !N->InstPos.isValid())
    N->InstPos = RecvType->pos();
  C.recordInstance(R.Base, Args, T);
  if (R.Ptr && isValid(T))
    T = C.Ctx.make<Pointer>(T);
  recordReceiver(C, RecvType, T);
  return T;
}

static Type *behindPointers(Type *T) {
  while (auto *P = llvm::dyn_cast_or_null<Pointer>(T))
    T = P->Elem;
  return T;
}

/// Rejects methods on an instance that is hidden behind aliases.
static bool isInstanceAlias(Checker &C, Expr *Base, Type *T) {
  auto *A = llvm::dyn_cast_or_null<Alias>(behindPointers(T));
  while (A) {
    Type *RHS = behindPointers(A->FromRHS);
    auto *N = llvm::dyn_cast_or_null<Named>(RHS);
    auto *Next = llvm::dyn_cast_or_null<Alias>(RHS);
    if ((N && !N->typeParams().empty()) || (Next && !Next->TParams.empty())) {
      C.error(Base, DiagCode::InvalidRecv,
              "cannot define new methods on instantiated type " + C.str(RHS));
      return true;
    }
    A = Next;
  }
  return false;
}

/// "The receiver type must be of the form T or *T where T is a type name. […]
/// it must not be a pointer or interface type and it must be declared in the
/// same package as the method."
static void validateReceiver(Checker &C, Expr *At, Var *Recv) {
  Type *T = deref(Recv->T).first;
  Type *Base = unalias(T);
  if (!Base || !isValid(Base))
    return;
  if (auto *N = dyn_cast<Named>(Base)) {
    if (N->Obj->Pkg != &C.Pkg) {
      C.error(At, DiagCode::InvalidRecv,
              "cannot define new methods on non-local type " + C.str(T));
      return;
    }
    const char *Cause = nullptr;
    Type *U = under(N);
    if (auto *B = dyn_cast<BasicType>(U)) {
      if (B->Kind == BasicKind::UnsafePointer)
        Cause = "unsafe.Pointer";
    } else if (llvm::isa<Pointer, Interface>(U)) {
      Cause = "pointer or interface type";
    }
    if (Cause)
      C.error(At, DiagCode::InvalidRecv,
              "invalid receiver type " + C.str(T) + " (" + Cause + ")");
  } else if (llvm::isa<BasicType>(Base)) {
    C.error(At, DiagCode::InvalidRecv,
            "cannot define new methods on non-local type " + C.str(T));
  } else {
    C.error(At, DiagCode::InvalidRecv,
            "invalid receiver type " + C.str(Recv->T));
  }
}

/// Makes the receiver, and declares its type parameters.
static Var *collectReceiver(Checker &C, Signature *Sig, Field *F,
                            Pos ScopePos) {
  ReceiverParts R = unpackRecv(F->Type);
  Type *T;
  if (R.Params) {
    T = instanceReceiver(C, Sig, F->Type, R, ScopePos);
  } else {
    T = varType(C, F->Type);
    if (isInstanceAlias(C, R.Base, T))
      T = C.invalidType();
  }
  Var *V;
  if (Name *N = F->FieldName) {
    V = C.Ctx.makeParam(N->pos(), &C.Pkg, N->Value, T);
  } else {
    V = C.Ctx.makeParam(F->pos(), &C.Pkg, "", T);
    C.recordImplicit(F, V);
  }
  V->IsReceiver = true;
  // Looking at the receiver's type now might expand types too early.
  C.later([&C, At = R.Base, V] { validateReceiver(C, At, V); });
  return V;
}

void ogo::funcType(Checker &C, Signature *Sig, Field *Recv,
                   ArrayRef<Field *> TParams, const FuncType *FT) {
  C.openScope(FT);
  C.scope()->IsFunc = true;
  Sig->FuncScope = C.scope();
  // Type parameters are in scope only after the method's name.
  Var *R = Recv ? collectReceiver(C, Sig, Recv, FT->pos()) : nullptr;
  if (!TParams.empty())
    collectTypeParams(C, &Sig->TParams, TParams);

  VarList Params, Results;
  bool Variadic = collectParams(C, FT->Params, /*VariadicOk=*/true, Params);
  collectParams(C, FT->Results, /*VariadicOk=*/false, Results);
  for (Var *V : Results)
    V->IsResult = true;

  Pos ScopePos = endPos(FT); // of all parameters
  if (R && Recv->FieldName)
    C.declare(C.scope(), Recv->FieldName, R, ScopePos);
  declareParams(C, FT->Params, Params, ScopePos);
  declareParams(C, FT->Results, Results, ScopePos);

  Sig->Recv = R;
  if (!Params.empty())
    Sig->Params = C.Ctx.make<Tuple>(C.Ctx.arena().copyList(Params));
  if (!Results.empty())
    Sig->Results = C.Ctx.make<Tuple>(C.Ctx.arena().copyList(Results));
  Sig->Variadic = Variadic;
  C.closeScope();
}
