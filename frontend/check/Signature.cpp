//===- Signature.cpp - Function types and receivers -----------------------===//
//
// Type parameters, receiver, parameters and results share the function's
// scope, whose names may only be used after the signature; that is why the
// parameters are collected in a scope of their own first and merged then.
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

/// Declares the parameters of List in S. Returns whether the last is variadic.
static bool collectParams(Checker &C, Scope *S, ArrayRef<Field *> List,
                          bool VariadicOk, Pos ScopePos, VarList &Params) {
  bool Variadic = false, Named = false, Anonymous = false;
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
          C.softError(startPos(D), DiagCode::MisplacedDotDotDot,
                      "can only use ... with final parameter in list");
      }
      T = varType(C, TypeX);
    }
    if (Name *N = F->FieldName) {
      Var *P = C.Ctx.makeParam(N->pos(), &C.Pkg, N->Value, T);
      C.declare(S, N, P, ScopePos);
      Params.push_back(P);
      Named = true;
    } else {
      Var *P = C.Ctx.makeParam(F->pos(), &C.Pkg, "", T);
      C.recordImplicit(F, P);
      Params.push_back(P);
      Anonymous = true;
    }
  }
  if (Named && Anonymous)
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

/// Moves the names of From into To.
static void mergeScope(Checker &C, const Scope &From, Scope *To) {
  for (Object *O : From.objects()) {
    O->Parent = nullptr;
    if (Object *Other = To->insert(O)) {
      ErrorBuilder Err(C, DiagCode::DuplicateDecl);
      Err.add(O->P, O->Name + " redeclared in this block");
      Err.addAltDecl(Other);
      Err.report();
    }
  }
}

/// Names of a generic receiver's type parameters. What is no name is reported
/// and replaced by a blank one.
static llvm::SmallVector<Name *, 2> receiverNames(Checker &C, Expr *RecvType,
                                                  Name *&Base) {
  ReceiverParts R = unpackRecv(RecvType, /*UnpackParams=*/true);
  Base = R.Base;
  if (!llvm::is_contained(R.TParams, nullptr))
    return R.TParams;
  Expr *X = RecvType;
  for (;;) {
    if (auto *P = dyn_cast<ParenExpr>(X))
      X = P->X;
    else if (auto *O = dyn_cast<Operation>(X))
      X = O->X;
    else
      break;
  }
  ArrayRef<Expr *> Args = unpackList(cast<IndexExpr>(X)->Index);
  for (size_t I = 0; I != Args.size(); ++I) {
    if (R.TParams[I])
      continue;
    if (!llvm::isa<BadExpr>(Args[I]))
      C.error(Args[I], DiagCode::BadDecl,
              "receiver type parameter " + C.str(Args[I]) +
                  " must be an identifier");
    R.TParams[I] =
        C.Pkg.Syntax.make<Name>(Args[I]->pos(), C.Ctx.names().intern("_"));
  }
  return R.TParams;
}

static std::string measure(size_t N, const char *Unit) {
  return std::to_string(N) + " " + Unit + (N == 1 ? "" : "s");
}

/// Declares the type parameters of `func (r T[A, B]) m()`; their constraints
/// are those of T's declaration.
static void receiverTParams(Checker &C, Signature *Sig, Field *Recv,
                            const FuncType *FT) {
  Name *Base = nullptr;
  llvm::SmallVector<Name *, 2> Names = receiverNames(C, Recv->Type, Base);
  if (Names.empty())
    return;
  llvm::SmallVector<TypeParam *, 2> TParams;
  // They are in scope only after the method's name.
  for (Name *N : Names)
    TParams.push_back(declareTypeParam(C, N, FT->pos()));
  Sig->RecvTParams = bindTParams(C.Ctx.arena().copyList(TParams));
  // Blank ones are declared nowhere but must still denote their type in the
  // receiver's.
  for (size_t I = 0; I != Names.size(); ++I)
    if (Names[I]->Value == "_")
      C.RecvTParams[Names[I]] = TParams[I];

  ArrayRef<TypeParam *> Declared;
  if (Base)
    if (Named *N = asNamed(genericType(C, Base, nullptr)))
      Declared = N->typeParams();
  if (TParams.size() == Declared.size()) {
    llvm::SmallVector<Type *, 2> Args(TParams.begin(), TParams.end());
    Substitution S(Declared, Args);
    for (size_t I = 0; I != TParams.size(); ++I) {
      recordMonoCanon(C, TParams[I], Declared[I]);
      TParams[I]->Bound = substitute(C.Ctx, Declared[I]->Bound, S);
    }
  } else if (TParams.size() < Declared.size()) {
    C.error(Recv, DiagCode::BadRecv,
            "got " + measure(TParams.size(), "type parameter") +
                ", but receiver base type declares " +
                std::to_string(Declared.size()));
  }
}

/// "The receiver type must be of the form T or *T where T is a type name. […]
/// it must not be a pointer or interface type and it must be declared in the
/// same package as the method."
static void validateReceiver(Checker &C, Signature *Sig, Var *Recv) {
  Type *T = deref(Recv->T).first;
  Type *Base = unalias(T);
  if (!isValid(Base))
    return;
  if (auto *N = dyn_cast<Named>(Base)) {
    if (N->isInstance() && Sig->RecvTParams.empty()) {
      C.error(Recv->P, DiagCode::InvalidRecv,
              "cannot define new methods on instantiated type " + C.str(T));
      return;
    }
    if (N->Obj->Pkg != &C.Pkg) {
      C.error(Recv->P, DiagCode::InvalidRecv,
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
      C.error(Recv->P, DiagCode::InvalidRecv,
              "invalid receiver type " + C.str(T) + " (" + Cause + ")");
  } else if (llvm::isa<BasicType>(Base)) {
    C.error(Recv->P, DiagCode::InvalidRecv,
            "cannot define new methods on non-local type " + C.str(T));
  } else {
    C.error(Recv->P, DiagCode::InvalidRecv,
            "invalid receiver type " + C.str(Recv->T));
  }
}

void ogo::funcType(Checker &C, Signature *Sig, Field *Recv,
                   ArrayRef<Field *> TParams, const FuncType *FT) {
  C.openScope(FT);
  C.scope()->IsFunc = true;
  Sig->FuncScope = C.scope();
  if (Recv)
    receiverTParams(C, Sig, Recv, FT);
  if (!TParams.empty())
    collectTypeParams(C, &Sig->TParams, TParams);

  Scope Temp(C.scope(), Pos(), Pos());
  Pos ScopePos = endPos(FT); // of all parameters
  VarList RecvVars, Params, Results;
  if (Recv)
    collectParams(C, &Temp, Recv, false, ScopePos, RecvVars);
  Sig->Variadic = collectParams(C, &Temp, FT->Params, /*VariadicOk=*/true,
                                ScopePos, Params);
  collectParams(C, &Temp, FT->Results, false, ScopePos, Results);
  mergeScope(C, Temp, C.scope());

  if (Recv) {
    Var *R = RecvVars.front();
    Sig->Recv = R;
    // Looking at the receiver's type now might expand types too early.
    C.later([&C, Sig, R] { validateReceiver(C, Sig, R); });
  }
  if (!Params.empty())
    Sig->Params = C.Ctx.make<Tuple>(C.Ctx.arena().copyList(Params));
  if (!Results.empty())
    Sig->Results = C.Ctx.make<Tuple>(C.Ctx.arena().copyList(Results));
  C.closeScope();
}
