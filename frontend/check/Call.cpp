//===- Call.cpp - Calls, conversions, instantiated functions --------------===//
//
// What looks like a call is told apart here: conversion, built-in function or
// call. Checking the arguments, and inferring type arguments from them, is in
// Arguments.cpp.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Call.h"
#include "frontend/check/Decl.h"
#include "frontend/check/Infer.h"
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::Twine;

//===----------------------------------------------------------------------===//
// Function instantiation
//===----------------------------------------------------------------------===//

Signature *ogo::instantiateSignature(Checker &C, Pos At, Expr *E,
                                     Signature *Sig, ArrayRef<Type *> TArgs,
                                     ArrayRef<Expr *> XList) {
  assert(TArgs.size() == Sig->TParams.size() && "count was checked before");
  auto *Inst = llvm::cast<Signature>(instantiate(C.Ctx, Sig, TArgs));
  C.recordInstance(E, TArgs, Inst);

  // Constraints may not be set up yet, so they are verified later.
  ArrayRef<TypeParam *> TParams = Sig->TParams;
  TArgs = C.Ctx.arena().copy(TArgs);
  XList = C.Ctx.arena().copy(XList);
  LangVersion Version = C.Env.Version;
  C.later([&C, At, TParams, TArgs, XList, Version] {
    LangVersion Outer = C.Env.Version;
    C.Env.Version = Version;
    std::string Cause;
    int I = verify(C, At, TParams, TArgs, &Cause);
    if (I >= 0) {
      Pos P = size_t(I) < XList.size() ? startPos(XList[I]) : At;
      C.softError(P, DiagCode::InvalidTypeArg, Cause);
    } else {
      recordMonoInstance(C, &C.Pkg, At, TParams, TArgs, XList);
    }
    C.Env.Version = Outer;
  });
  return Inst;
}

/// Infers the missing type arguments of X from the function type it is
/// assigned to, as if it were passed to a function that has X's type as
/// parameter. Empty on error (reported).
static SmallVector<Type *, 2> inferFromTarget(Checker &C, const AssignTarget *T,
                                              Pos At, Operand &X,
                                              IndexExpr *Inst, Signature *Sig,
                                              ArrayRef<Type *> TArgs,
                                              bool VersionOk) {
  SmallVector<Operand, 1> Args;
  Tuple *Params = nullptr;
  bool Reverse = false;
  if (T) {
    if (VersionOk)
      C.verifyVersion(Inst ? Inst->pos() : At, LangVersion{21},
                      Inst ? "partially instantiated function in assignment"
                           : "implicitly instantiated function in assignment");
    auto *GSig = C.Ctx.make<Signature>();
    GSig->Params = Sig->Params;
    GSig->Results = Sig->Results;
    GSig->Variadic = Sig->Variadic;
    Var *V = C.Ctx.make<Var>(X.pos(), &C.Pkg, "", GSig);
    Params = C.Ctx.make<Tuple>(C.Ctx.arena().copy(ArrayRef<Var *>(V)));
    // The left side has no expression here; its description reads as one.
    Operand Arg;
    Arg.Mode = OperandMode::Value;
    Arg.X = C.Ctx.make<Name>(X.pos(), NodeId(0), C.Ctx.names().intern(T->Desc));
    Arg.T = T->Sig;
    Args.push_back(Arg);
    Reverse = true;
  }
  Type *Renamed = Params;
  SmallVector<TypeParam *, 2> TParams = renameTParams(C, Sig->TParams, Renamed);
  ErrorBuilder Err(C, DiagCode::CannotInferTypeArgs);
  SmallVector<Type *, 2> Result =
      infer(C, At, TParams, TArgs, llvm::cast_or_null<Tuple>(Renamed), Args,
            Reverse, &Err);
  if (Result.empty() && !Err.empty())
    Err.report();
  return Result;
}

void ogo::funcInst(Checker &C, const AssignTarget *T, Pos At, Operand &X,
                   IndexExpr *Inst, bool Infer,
                   llvm::SmallVectorImpl<Type *> *PartialTArgs,
                   llvm::SmallVectorImpl<Expr *> *XListOut) {
  assert((T || Inst) && "nothing to instantiate with");
  if (Inst)
    X.X = Inst;
  bool VersionOk = C.verifyVersion(Inst ? Inst->pos() : At, LangVersion{18},
                                   "function instantiation");

  SmallVector<Type *, 2> TArgs;
  ArrayRef<Expr *> XList;
  if (Inst) {
    XList = unpackList(Inst->Index);
    TArgs = typeList(C, XList);
    if (TArgs.empty()) {
      X.Mode = OperandMode::Invalid;
      return;
    }
  }

  auto *Sig = llvm::cast<Signature>(X.T);
  size_t Got = TArgs.size(), Want = Sig->TParams.size();
  if (Got > Want) {
    C.error(XList[Got - 1], DiagCode::WrongTypeArgCount,
            "got " + Twine(Got) + " type arguments but want " + Twine(Want));
    X.Mode = OperandMode::Invalid;
    return;
  }
  if (Got < Want) {
    if (!Infer) {
      if (PartialTArgs)
        PartialTArgs->assign(TArgs.begin(), TArgs.end());
      if (XListOut)
        XListOut->assign(XList.begin(), XList.end());
      return;
    }
    TArgs = inferFromTarget(C, T, At, X, Inst, Sig, TArgs, VersionOk);
    if (TArgs.empty()) {
      X.Mode = OperandMode::Invalid;
      return;
    }
  }
  X.T = instantiateSignature(C, X.pos(), X.X, Sig, TArgs, XList);
  X.Mode = OperandMode::Value;
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

static void invalidate(Operand &X, CallExpr *E) {
  X.Mode = OperandMode::Invalid;
  X.X = E;
}

/// Spec "Conversions": T(x).
static ExprKind conversionCall(Checker &C, Operand &X, CallExpr *E) {
  if (isGeneric(X.T)) {
    C.error(X, DiagCode::WrongTypeArgCount,
            "cannot use generic type " + C.str(X.X) + " without instantiation");
    X.Mode = OperandMode::Invalid;
    X.T = C.invalidType();
    return ExprKind::Conversion;
  }
  Type *T = X.T;
  X.Mode = OperandMode::Invalid;
  if (!isComplete(C, T)) {
    X.X = E;
    return ExprKind::Conversion;
  }
  if (E->Args.empty()) {
    C.error(E, DiagCode::WrongArgCount,
            "missing argument in conversion to " + C.str(T));
  } else if (E->Args.size() > 1) {
    useExprs(C, E->Args);
    C.error(E->Args.back(), DiagCode::WrongArgCount,
            "too many arguments in conversion to " + C.str(T));
  } else {
    auto Target = newTarget(T, [] { return std::string("conversion"); });
    expr(C, Target ? &*Target : nullptr, X, E->Args[0]);
    auto *I = X.invalid() || isTypeParam(T) ? nullptr : underAs<Interface>(T);
    if (I && !typeSet(I).isMethodSet())
      C.error(E, DiagCode::MisplacedConstraintIface,
              "cannot use interface " + C.str(T) +
                  " in conversion (contains specific type constraints or is "
                  "comparable)");
    else if (!X.invalid() && E->HasDots)
      C.error(E->Args[0], DiagCode::BadDotDotDotSyntax,
              "invalid use of ... in conversion to " + C.str(T));
    else if (!X.invalid())
      conversion(C, X, T);
  }
  X.X = E;
  return ExprKind::Conversion;
}

static ExprKind builtinKind(BuiltinId Id) {
  switch (Id) {
  case BuiltinId::Append:
  case BuiltinId::Cap:
  case BuiltinId::Complex:
  case BuiltinId::Imag:
  case BuiltinId::Len:
  case BuiltinId::Make:
  case BuiltinId::Max:
  case BuiltinId::Min:
  case BuiltinId::New:
  case BuiltinId::Real:
  case BuiltinId::Add:
  case BuiltinId::Alignof:
  case BuiltinId::Offsetof:
  case BuiltinId::Sizeof:
  case BuiltinId::Slice:
  case BuiltinId::SliceData:
  case BuiltinId::String:
  case BuiltinId::StringData:
  case BuiltinId::Trace:
    return ExprKind::Expression;
  case BuiltinId::Clear:
  case BuiltinId::Close:
  case BuiltinId::Copy:
  case BuiltinId::Delete:
  case BuiltinId::Panic:
  case BuiltinId::Print:
  case BuiltinId::Println:
  case BuiltinId::Recover:
  case BuiltinId::Assert:
    return ExprKind::Statement;
  }
  llvm_unreachable("unknown built-in function");
}

static ExprKind builtinCall(Checker &C, Operand &X, CallExpr *E) {
  BuiltinId Id = X.Id;
  if (!builtin(C, X, E, Id))
    X.Mode = OperandMode::Invalid;
  X.X = E;
  if (!X.invalid() && X.Mode != OperandMode::Constant)
    C.Env.HasCallOrRecv = true;
  return builtinKind(Id);
}

/// Explicit type arguments of a called function. False on error (reported).
static bool callTypeArgs(Checker &C, CallExpr *E, IndexExpr *Inst,
                         Signature *&Sig, SmallVector<Type *, 2> &TArgs,
                         ArrayRef<Expr *> &XList) {
  XList = unpackList(Inst->Index);
  TArgs = typeList(C, XList);
  if (TArgs.empty()) {
    useExprs(C, E->Args);
    return false;
  }
  size_t Got = TArgs.size(), Want = Sig->TParams.size();
  if (Got > Want) {
    C.error(XList[Want], DiagCode::WrongTypeArgCount,
            "got " + Twine(Got) + " type arguments but want " + Twine(Want));
    useExprs(C, E->Args);
    return false;
  }
  // With all type arguments given the signature is known whatever the
  // arguments are.
  if (Got == Want && Want > 0) {
    C.verifyVersion(Inst, LangVersion{18}, "function instantiation");
    Sig = instantiateSignature(C, Inst->pos(), Inst, Sig, TArgs, XList);
    TArgs.clear();
    XList = {};
  }
  return true;
}

/// The signature of X, which all types in its type set have if its type is a
/// type parameter; null after an error.
static Signature *calledSignature(Checker &C, const Operand &X) {
  std::string Cause;
  Type *U = commonUnder(
      C, X.T,
      [&C](Type *T, Type *U) {
        return !U || llvm::isa<Signature>(U) ? std::string()
                                             : C.str(T) + " is not a function";
      },
      Cause);
  if (!U)
    C.error(X, DiagCode::InvalidCall,
            "invalid operation: cannot call " + C.str(X) + ": " + Cause);
  return llvm::cast_or_null<Signature>(U);
}

static void callResult(Checker &C, Operand &X, CallExpr *E, Signature *Sig,
                       bool CgoCall) {
  switch (tupleSize(Sig->Results)) {
  case 0:
    X.Mode = OperandMode::NoValue;
    break;
  case 1:
    X.Mode = CgoCall ? OperandMode::CommaErr : OperandMode::Value;
    X.T = Sig->Results->Vars[0]->type();
    if (!isComplete(C, X.T))
      return invalidate(X, E);
    break;
  default:
    X.Mode = OperandMode::Value;
    X.T = Sig->Results;
    break;
  }
  X.X = E;
  C.Env.HasCallOrRecv = true;
  // Inference failed: no operand has a parameterized type.
  if (X.Mode == OperandMode::Value && !Sig->TParams.empty() &&
      isParameterized(Sig->TParams, X.T))
    X.Mode = OperandMode::Invalid;
}

ExprKind ogo::callExpr(Checker &C, Operand &X, CallExpr *E) {
  IndexExpr *Inst = nullptr; // explicit instantiation
  if (auto *I = llvm::dyn_cast<IndexExpr>(E->Fun)) {
    if (indexExpr(C, X, I))
      Inst = I; // instantiated below, together with the arguments
    X.X = I;
    C.record(X);
  } else {
    exprOrType(C, X, E->Fun, /*AllowGeneric=*/true);
  }

  switch (X.Mode) {
  case OperandMode::Invalid:
    useExprs(C, E->Args);
    X.X = E;
    return ExprKind::Statement;
  case OperandMode::TypeExpr:
    return conversionCall(C, X, E);
  case OperandMode::Builtin:
    return builtinCall(C, X, E);
  default:
    break;
  }

  bool CgoCall = X.Mode == OperandMode::CgoFunc;
  Signature *Sig = calledSignature(C, X);
  if (!Sig) {
    invalidate(X, E);
    return ExprKind::Statement;
  }
  bool WasGeneric = !Sig->TParams.empty();

  SmallVector<Type *, 2> TArgs;
  ArrayRef<Expr *> XList;
  if (Inst && !callTypeArgs(C, E, Inst, Sig, TArgs, XList)) {
    invalidate(X, E);
    return ExprKind::Statement;
  }
  ArgumentList Args = genericExprList(C, E->Args);
  Sig = arguments(C, E, Sig, TArgs, XList, Args.Args, Args.TArgs, Args.XLists);
  if (WasGeneric && Sig->TParams.empty())
    C.recordTypeAndValue(E->Fun, OperandMode::Value, Sig, ConstantValue());
  callResult(C, X, E, Sig, CgoCall);
  return ExprKind::Statement;
}

//===----------------------------------------------------------------------===//
// Using expressions after an error
//===----------------------------------------------------------------------===//

static bool use(Checker &C, Expr *E, bool Lhs) {
  if (!E)
    return true;
  Operand X;
  X.Mode = OperandMode::Value; // anything valid
  Expr *Inner = unparen(E);
  if (auto *L = llvm::dyn_cast<ListExpr>(Inner))
    return Lhs ? useLhs(C, L->Elems) : useExprs(C, L->Elems);
  auto *N = llvm::dyn_cast<Name>(Inner);
  if (!N) {
    rawExpr(C, nullptr, X, E, nullptr, /*AllowGeneric=*/true);
    return !X.invalid();
  }
  if (N->Value == "_")
    return true;
  // Assigning to a variable does not use it.
  Var *V = nullptr;
  bool WasUsed = false;
  if (Lhs) {
    V = llvm::dyn_cast_or_null<Var>(C.scope()->lookupParent(N->Value, Pos()));
    if (V && V->Pkg != &C.Pkg)
      V = nullptr;
    if (V)
      WasUsed = V->Used;
  }
  exprOrType(C, X, N, /*AllowGeneric=*/true);
  if (V)
    V->Used = WasUsed;
  return !X.invalid();
}

bool ogo::useExprs(Checker &C, ArrayRef<Expr *> List) {
  bool Ok = true;
  for (Expr *E : List)
    Ok &= use(C, E, /*Lhs=*/false);
  return Ok;
}

bool ogo::useLhs(Checker &C, ArrayRef<Expr *> List) {
  bool Ok = true;
  for (Expr *E : List)
    Ok &= use(C, E, /*Lhs=*/true);
  return Ok;
}
