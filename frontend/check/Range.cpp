//===- Range.cpp - For statements with range clause -----------------------===//
#include "frontend/check/Call.h"
#include "frontend/check/StmtCheck.h"
#include "frontend/types/Predicates.h"

using namespace ogo;

namespace {

/// What ranging over a type yields. Null: no such variable; both invalid if
/// the type cannot be ranged over.
struct RangeTypes {
  Type *Key = nullptr;
  Type *Value = nullptr;
  std::string Cause;
  bool Ok = false;
};

/// The iteration variables as written; Extra: a third one.
struct RangeVars {
  Expr *Vars[2] = {nullptr, nullptr};
  Expr *Extra = nullptr;
};

} // namespace

static RangeTypes cannotRange(Checker &C, std::string Why) {
  return {C.invalidType(), C.invalidType(), std::move(Why), false};
}

static RangeTypes rangeFunc(Checker &C, Signature *Sig) {
  auto Fail = [&](llvm::StringRef Why) {
    return cannotRange(
        C, ("func must be func(yield func(...) bool): " + Why).str());
  };
  if (!C.allowVersion(LangVersion{23}))
    return cannotRange(C, "requires go1.23 or later");
  if (tupleSize(Sig->Params) != 1)
    return Fail("wrong argument count");
  if (tupleSize(Sig->Results) != 0)
    return Fail("unexpected results");
  std::string Cause;
  auto *Yield = llvm::dyn_cast_or_null<Signature>(
      commonUnder(C, Sig->Params->Vars[0]->type(), Cause));
  if (!Yield)
    return Fail(Cause.empty() ? "argument is not func"
                              : "in yield type, " + Cause);
  unsigned N = tupleSize(Yield->Params);
  if (N > 2)
    return Fail("yield func has too many parameters");
  Type *Result = tupleSize(Yield->Results) == 1
                     ? Yield->Results->Vars[0]->type()
                     : nullptr;
  if (!Result || !isBoolean(Result))
    return Fail("yield func does not return bool");
  if (!identical(Result, C.basic(BasicKind::Bool)))
    return Fail("yield func returns user-defined boolean, not bool");
  if (Yield->Variadic)
    return cannotRange(C, "yield func of type " + C.str(Yield) +
                              " cannot be variadic");
  RangeTypes R;
  R.Ok = true;
  if (N >= 1)
    R.Key = Yield->Params->Vars[0]->type();
  if (N == 2)
    R.Value = Yield->Params->Vars[1]->type();
  return R;
}

static RangeTypes rangeKeyVal(Checker &C, Type *T) {
  Type *Int = C.basic(BasicKind::Int);
  std::string Cause;
  Type *U = commonUnder(
      C, T,
      [&C](Type *E, Type *EU) {
        auto *Ch = llvm::dyn_cast_or_null<Chan>(EU);
        return Ch && Ch->Dir == ChanDir::SendOnly
                   ? "receive from send-only channel " + C.str(E)
                   : std::string();
      },
      Cause);
  if (!U)
    return cannotRange(C, Cause);
  // A pointer to an array ranges as the array.
  if (auto *P = llvm::dyn_cast<Pointer>(U))
    if (auto *A = underAs<Array>(P->Elem))
      U = A;
  switch (U->kind()) {
  case TypeKind::Basic:
    if (isString(U))
      return {Int, C.Ctx.RuneType, "", true};
    if (isInteger(U)) {
      if (!C.allowVersion(LangVersion{22}))
        return cannotRange(C, "requires go1.22 or later");
      return {T, nullptr, "", true};
    }
    return {};
  case TypeKind::Array:
    return {Int, llvm::cast<Array>(U)->Elem, "", true};
  case TypeKind::Slice:
    return {Int, llvm::cast<Slice>(U)->Elem, "", true};
  case TypeKind::Map:
    return {llvm::cast<Map>(U)->Key, llvm::cast<Map>(U)->Elem, "", true};
  case TypeKind::Chan:
    return {llvm::cast<Chan>(U)->Elem, nullptr, "", true};
  case TypeKind::Signature:
    return rangeFunc(C, llvm::cast<Signature>(U));
  default:
    return {};
  }
}

static RangeTypes rangeTypes(Checker &C, const Operand &X,
                             const RangeVars &Vars) {
  RangeTypes R = rangeKeyVal(C, X.T);
  if (!R.Ok) {
    std::string Msg = "cannot range over " + C.str(X);
    if (!R.Cause.empty())
      Msg += ": " + R.Cause;
    C.softError(startPos(X.X), DiagCode::InvalidRangeExpr, Msg);
  } else if (!R.Key && Vars.Vars[0]) {
    C.softError(startPos(Vars.Vars[0]), DiagCode::InvalidIterVar,
                "range over " + C.str(X) + " permits no iteration variables");
  } else if (!R.Value && Vars.Vars[1]) {
    C.softError(startPos(Vars.Vars[1]), DiagCode::InvalidIterVar,
                "range over " + C.str(X) +
                    " permits only one iteration variable");
  } else if (Vars.Extra) {
    C.softError(startPos(Vars.Extra), DiagCode::InvalidIterVar,
                "range clause permits at most two iteration variables");
  }
  return R;
}

/// The value an iteration variable gets, blamed on the variable because there
/// is no better expression.
static Operand iterationValue(Expr *Lhs, Type *T) {
  Operand Y;
  Y.Mode = OperandMode::Value;
  Y.X = Lhs;
  Y.T = T;
  return Y;
}

static bool isKnown(Checker &C, Type *T) { return T && T != C.invalidType(); }

static void defineVars(Checker &C, ForStmt *S, const RangeVars &Vars,
                       const RangeTypes &Types, Operand &X, bool OverInt) {
  llvm::SmallVector<Var *, 2> New;
  for (unsigned I = 0; I < 2; ++I) {
    Expr *Lhs = Vars.Vars[I];
    if (!Lhs)
      continue;
    Var *V;
    if (auto *N = llvm::dyn_cast<Name>(Lhs)) {
      V = C.Ctx.make<Var>(N->pos(), &C.Pkg, N->Value, nullptr);
      C.recordDef(N, V);
      if (N->Value != "_")
        New.push_back(V);
    } else {
      C.error(Lhs, DiagCode::InvalidSyntaxTree, "cannot declare " + C.str(Lhs));
      V = C.Ctx.make<Var>(Lhs->pos(), &C.Pkg, "_", nullptr);
    }
    Type *T = I == 0 ? Types.Key : Types.Value;
    if (!isKnown(C, T)) {
      V->T = C.invalidType();
      V->Used = true; // no follow-up error
    } else if (OverInt) {
      initVar(C, V, X, "range clause");
    } else {
      Operand Y = iterationValue(Lhs, T);
      initVar(C, V, Y, "assignment");
    }
  }
  if (New.empty())
    C.error(S, DiagCode::NoNewVar, "no new variables on left side of :=");
  for (Var *V : New)
    C.declare(C.scope(), nullptr, V, S->Body->pos());
}

static void assignIterationVars(Checker &C, const RangeVars &Vars,
                                const RangeTypes &Types, Operand &X,
                                bool OverInt) {
  for (unsigned I = 0; I < 2; ++I) {
    Expr *Lhs = Vars.Vars[I];
    Type *T = I == 0 ? Types.Key : Types.Value;
    if (!Lhs || !isKnown(C, T))
      continue;
    if (!OverInt) {
      Operand Y = iterationValue(Lhs, T);
      assignVar(C, Lhs, nullptr, &Y, "assignment");
      continue;
    }
    assignVar(C, Lhs, nullptr, &X, "range clause");
    // An untyped X got its type from the assignment.
    if (!X.invalid() && !isInteger(X.T))
      C.softError(startPos(Lhs), DiagCode::InvalidRangeExpr,
                  "cannot use iteration variable of type " + C.str(X.T));
  }
}

void ogo::rangeStmt(Checker &C, ForStmt *S, RangeClause *Clause) {
  RangeVars Vars;
  Vars.Vars[0] = Clause->Lhs;
  if (auto *L = llvm::dyn_cast_or_null<ListExpr>(Clause->Lhs)) {
    Vars.Vars[0] = L->Elems[0];
    Vars.Vars[1] = L->Elems[1];
    Vars.Extra = L->Elems.size() > 2 ? L->Elems[2] : nullptr;
  }

  Operand X;
  expr(C, nullptr, X, Clause->X);
  RangeTypes Types;
  if (!X.invalid())
    Types = rangeTypes(C, X, Vars);

  // The variables are declared in the for statement's scope, which the range
  // expression does not see.
  ScopeGuard Scope(C, S, endPos(S));
  bool OverInt = X.T && isInteger(X.T);
  if (Clause->Def)
    defineVars(C, S, Vars, Types, X, OverInt);
  else if (Vars.Vars[0])
    assignIterationVars(C, Vars, Types, X, OverInt);
  else if (OverInt)
    assignment(C, X, nullptr, "range clause"); // as _ = X
  stmt(C, S->Body);
}
