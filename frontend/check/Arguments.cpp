//===- Arguments.cpp - Arguments of calls ---------------------------------===//
//
// Argument lists, the number of arguments, inference of the callee's type
// arguments together with those of generic functions passed to it, and the
// assignment of each argument to its parameter.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Call.h"
#include "frontend/check/Infer.h"
#include "frontend/types/Predicates.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::SmallVectorImpl;

SmallVector<Operand, 4> ogo::exprList(Checker &C, ArrayRef<Expr *> List) {
  SmallVector<Operand, 4> Result;
  if (List.size() == 1) {
    bool CommaOk = false;
    for (Operand &X : multiExpr(C, List[0], /*AllowCommaOk=*/false, CommaOk))
      Result.push_back(std::move(X));
    return Result;
  }
  Result.resize(List.size());
  for (size_t I = 0; I < List.size(); ++I)
    expr(C, nullptr, Result[I], List[I]);
  return Result;
}

/// Reports X if it is no value (types2: exclude).
static void excludeNonValues(Checker &C, Operand &X) {
  switch (X.Mode) {
  case OperandMode::NoValue:
    C.error(X, DiagCode::TooManyValues, C.str(X) + " used as value");
    break;
  case OperandMode::Builtin:
    C.error(X, DiagCode::UncalledBuiltin, C.str(X) + " must be called");
    break;
  case OperandMode::TypeExpr:
    C.error(X, DiagCode::NotAnExpr, C.str(X) + " is not an expression");
    break;
  default:
    return;
  }
  X.Mode = OperandMode::Invalid;
}

/// Evaluates one argument, which may give several values if Multi. Explicit
/// type arguments of a generic function that is not instantiated yet go to
/// TArgs and XList.
static void genericArgument(Checker &C, Operand &X, Expr *E, bool Multi,
                            bool InferNow, SmallVectorImpl<Type *> &TArgs,
                            SmallVectorImpl<Expr *> &XList) {
  if (auto *Inst = llvm::dyn_cast<IndexExpr>(E)) {
    X.Mode = OperandMode::Invalid;
    X.T = C.invalidType();
    if (indexExpr(C, X, Inst)) {
      funcInst(C, nullptr, X.pos(), X, Inst, InferNow, &TArgs, &XList);
      X.X = Inst;
      if (TArgs.empty())
        C.record(X);
      return;
    }
    // An ordinary element or a type: finish what rawExpr would have done.
    X.X = E;
    C.record(X);
    excludeNonValues(C, X);
    return;
  }
  if (!Multi) {
    genericExpr(C, X, E);
    return;
  }
  rawExpr(C, nullptr, X, E, nullptr, /*AllowGeneric=*/true);
  excludeNonValues(C, X);
}

ArgumentList ogo::genericExprList(Checker &C, ArrayRef<Expr *> List) {
  ArgumentList L;
  // Before Go 1.21 function arguments were instantiated on their own.
  bool InferNow = !C.allowVersion(LangVersion{21});
  if (List.size() == 1) {
    SmallVector<Type *, 2> TArgs;
    SmallVector<Expr *, 2> XList;
    Operand X;
    genericArgument(C, X, List[0], /*Multi=*/true, InferNow, TArgs, XList);
    if (!TArgs.empty()) {
      L.TArgs.push_back(std::move(TArgs));
      L.XLists.push_back(std::move(XList));
    }
    auto *T = X.invalid() ? nullptr : llvm::dyn_cast_or_null<Tuple>(X.T);
    if (!T) {
      L.Args.push_back(std::move(X));
      return L;
    }
    for (Var *V : T->Vars) {
      Operand Y;
      Y.Mode = OperandMode::Value;
      Y.X = List[0];
      Y.T = V->type();
      L.Args.push_back(std::move(Y));
    }
    return L;
  }
  L.Args.resize(List.size());
  for (size_t I = 0; I < List.size(); ++I) {
    SmallVector<Type *, 2> TArgs;
    SmallVector<Expr *, 2> XList;
    genericArgument(C, L.Args[I], List[I], /*Multi=*/false, InferNow, TArgs,
                    XList);
    if (TArgs.empty())
      continue;
    L.TArgs.resize(List.size());
    L.XLists.resize(List.size());
    L.TArgs[I] = std::move(TArgs);
    L.XLists[I] = std::move(XList);
  }
  return L;
}

//===----------------------------------------------------------------------===//
// Matching with parameters
//===----------------------------------------------------------------------===//

namespace {

/// One call whose arguments are being checked.
class ArgumentChecker {
public:
  ArgumentChecker(Checker &C, CallExpr *Call, Signature *Sig,
                  SmallVectorImpl<Operand> &Args)
      : C(C), Call(Call), Sig(Sig), Args(Args), Params(Sig->Params) {}
  bool matchCounts();
  bool instantiateAll(ArrayRef<Type *> ExplicitTArgs, ArrayRef<Expr *> XList,
                      ArrayRef<SmallVector<Type *, 2>> ATArgs);
  void assign();
  Signature *result() const { return Sig; }

private:
  void adjustVariadic();
  void countError(unsigned NumParams);
  void collectGenericArgs(ArrayRef<SmallVector<Type *, 2>> ATArgs);
  void instantiateCallee(ArrayRef<Type *> Inferred, ArrayRef<Expr *> XList);
  void instantiateArgs(ArrayRef<Type *> Inferred);

  Checker &C;
  CallExpr *Call;
  Signature *Sig;
  SmallVectorImpl<Operand> &Args;
  Tuple *Params; // one per argument: differs from Sig's if Adjusted
  bool Adjusted = false;
  /// Type parameters to infer: the callee's NumOwn, then those of generic
  /// function arguments; and what is known of them.
  SmallVector<TypeParam *, 4> TParams;
  SmallVector<Type *, 4> TArgs;
  unsigned NumOwn = 0;
  SmallVector<unsigned, 2> GenericArgs;
};

} // namespace

/// The variadic parameter as one parameter per argument.
void ArgumentChecker::adjustVariadic() {
  unsigned NumParams = Sig->Params->Vars.size();
  SmallVector<Var *, 8> Vars(Sig->Params->Vars.begin(),
                             Sig->Params->Vars.end() - 1);
  Var *Last = Sig->Params->Vars[NumParams - 1];
  auto *S = llvm::dyn_cast<Slice>(Last->type());
  Type *Elem = S ? S->Elem : C.invalidType();
  while (Vars.size() < Args.size()) {
    auto *V = C.Ctx.make<Var>(Last->pos(), Last->pkg(), Last->name(), Elem);
    V->IsParam = true;
    Vars.push_back(V);
  }
  Params = Vars.empty()
               ? nullptr
               : C.Ctx.make<Tuple>(C.Ctx.arena().copy(ArrayRef<Var *>(Vars)));
  Adjusted = true;
}

void ArgumentChecker::countError(unsigned NumParams) {
  SmallVector<Type *, 8> Have, Want;
  for (const Operand &A : Args)
    Have.push_back(A.T);
  if (Sig->Params)
    for (Var *V : Sig->Params->Vars)
      Want.push_back(V->type());
  // At the first argument too many, or the last one there is.
  const Node *At = Call;
  if (Args.size() > NumParams)
    At = Args[NumParams].X;
  else if (!Args.empty())
    At = Args.back().X;
  ErrorBuilder Err(C, DiagCode::WrongArgCount);
  Err.add(At, llvm::Twine(Args.size() > NumParams ? "too many" : "not enough") +
                  " arguments in call to " + C.str(Call->Fun));
  Err.add(Pos(), "have " + typesSummary(C, Have, false, Call->HasDots));
  Err.add(Pos(), "want " + typesSummary(C, Want, Sig->Variadic));
  Err.report();
}

bool ArgumentChecker::matchCounts() {
  unsigned NumArgs = Args.size(), NumParams = tupleSize(Sig->Params);
  if (!Sig->Variadic && Call->HasDots) {
    C.error(Call, DiagCode::NonVariadicDotDotDot,
            "cannot use ... in call to non-variadic " + C.str(Call->Fun));
    return false;
  }
  if (Sig->Variadic && Call->HasDots) {
    if (Call->Args.size() == 1 && NumArgs > 1) {
      C.error(Call, DiagCode::InvalidDotDotDot,
              "cannot use ... with " + llvm::Twine(NumArgs) + "-valued " +
                  C.str(Call->Args[0]));
      return false;
    }
  } else if (Sig->Variadic) {
    if (NumArgs >= NumParams - 1) {
      adjustVariadic();
      return true;
    }
    --NumParams;
  }
  if (NumArgs == NumParams)
    return true;
  countError(NumParams);
  return false;
}

void ArgumentChecker::collectGenericArgs(
    ArrayRef<SmallVector<Type *, 2>> ATArgs) {
  for (unsigned I = 0; I < Args.size(); ++I) {
    auto *ASig = llvm::dyn_cast_or_null<Signature>(Args[I].T);
    if (!ASig || ASig->TParams.empty())
      continue;
    // The type is the function object's own: work on a copy, with fresh type
    // parameters, so that f(g, g) solves for two sets of them.
    ASig = C.Ctx.make<Signature>(*ASig);
    Type *Renamed = ASig;
    SmallVector<TypeParam *, 2> Fresh =
        renameTParams(C, ASig->TParams, Renamed);
    ASig = llvm::cast<Signature>(Renamed);
    ASig->TParams = C.Ctx.arena().copy(ArrayRef<TypeParam *>(Fresh));
    Args[I].T = ASig;
    TParams.append(Fresh.begin(), Fresh.end());
    if (I < ATArgs.size())
      TArgs.append(ATArgs[I].begin(), ATArgs[I].end());
    TArgs.resize(TParams.size());
    GenericArgs.push_back(I);
  }
}

void ArgumentChecker::instantiateCallee(ArrayRef<Type *> Inferred,
                                        ArrayRef<Expr *> XList) {
  ArrayRef<Type *> Own = Inferred.take_front(NumOwn);
  Sig = instantiateSignature(C, Call->pos(), Call->Fun, Sig, Own, XList);
  if (!Adjusted) {
    Params = Sig->Params;
    return;
  }
  Substitution S(ArrayRef<TypeParam *>(TParams).take_front(NumOwn), Own);
  Params = llvm::cast_or_null<Tuple>(substitute(C.Ctx, Params, S));
}

void ArgumentChecker::instantiateArgs(ArrayRef<Type *> Inferred) {
  Inferred = Inferred.drop_front(NumOwn);
  for (unsigned I : GenericArgs) {
    Operand &A = Args[I];
    auto *ASig = llvm::cast<Signature>(A.T);
    size_t N = ASig->TParams.size();
    A.T = instantiateSignature(C, Call->pos(), A.X, ASig,
                               Inferred.take_front(N), {});
    C.record(A); // the usual evaluators left it generic
    Inferred = Inferred.drop_front(N);
  }
}

bool ArgumentChecker::instantiateAll(ArrayRef<Type *> ExplicitTArgs,
                                     ArrayRef<Expr *> XList,
                                     ArrayRef<SmallVector<Type *, 2>> ATArgs) {
  NumOwn = Sig->TParams.size();
  if (NumOwn > 0) {
    if (auto *Inst = llvm::dyn_cast<IndexExpr>(Call->Fun))
      C.verifyVersion(Inst, LangVersion{18}, "function instantiation");
    else
      C.verifyVersion(Call, LangVersion{18}, "implicit function instantiation");
    // Fresh type parameters: the call may be recursive.
    Type *Renamed = Params;
    TParams = renameTParams(C, Sig->TParams, Renamed);
    Params = llvm::cast_or_null<Tuple>(Renamed);
    TArgs.assign(ExplicitTArgs.begin(), ExplicitTArgs.end());
    TArgs.resize(TParams.size());
  }
  collectGenericArgs(ATArgs);
  if (!GenericArgs.empty())
    C.verifyVersion(Args[GenericArgs[0]].X, LangVersion{21},
                    "implicitly instantiated function as argument");
  if (TParams.empty())
    return true;

  ErrorBuilder Err(C, DiagCode::CannotInferTypeArgs);
  SmallVector<Type *, 2> Inferred =
      infer(C, Call->pos(), TParams, TArgs, Params, Args, false, &Err);
  if (Inferred.empty()) {
    if (!Err.empty())
      C.error(Err.pos(), DiagCode::CannotInferTypeArgs,
              "in call to " + C.str(Call->Fun) + ", " + Err.message());
    return false;
  }
  if (NumOwn > 0)
    instantiateCallee(Inferred, XList);
  instantiateArgs(Inferred);
  return true;
}

void ArgumentChecker::assign() {
  if (Args.empty())
    return;
  std::string Context = "argument to " + C.str(Call->Fun);
  for (unsigned I = 0; I < Args.size(); ++I)
    assignment(C, Args[I], Params->Vars[I]->type(), Context);
}

Signature *ogo::arguments(Checker &C, CallExpr *Call, Signature *Sig,
                          ArrayRef<Type *> TArgs, ArrayRef<Expr *> XList,
                          SmallVectorImpl<Operand> &Args,
                          ArrayRef<SmallVector<Type *, 2>> ATArgs,
                          ArrayRef<SmallVector<Expr *, 2>> AXLists) {
  (void)AXLists; // types2 does not use them for error positions either
  ArgumentChecker A(C, Call, Sig, Args);
  if (A.matchCounts() && A.instantiateAll(TArgs, XList, ATArgs))
    A.assign();
  return A.result();
}
