//===- Assign.cpp - Assignments and initializations -----------------------===//
//
// Spec "Assignment statements", "Variable declarations". Numbers of values and
// variables are compared before types are, and a mismatch is only reported if
// the values are valid in themselves.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Call.h"
#include "frontend/types/Predicates.h"

#include "llvm/ADT/StringExtras.h"

using namespace ogo;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// One value to one variable
//===----------------------------------------------------------------------===//

/// Converts untyped X to what a variable of type T (null: blank) takes; false
/// if that is impossible.
static bool convertForAssignment(Checker &C, Operand &X, Type *T,
                                 StringRef Context) {
  Type *Target = T;
  if (X.isNil()) {
    if (!T) {
      C.error(X, DiagCode::UntypedNilUse, "use of untyped nil in " + Context);
      return false;
    }
  } else if (!T || isNonTypeParamInterface(T)) {
    // "If an untyped constant is assigned to a variable of interface type or
    // the blank identifier, the constant is first implicitly converted to its
    // default type."
    Target = defaultType(C.Ctx, X.T);
  }
  ConstantValue Val;
  DiagCode Code;
  Type *NewType = implicitTypeAndValue(C, X, Target, Val, Code);
  if (!NewType) {
    const char *Why = "";
    if (Code == DiagCode::TruncatedFloat)
      Why = " (truncated)";
    else if (Code == DiagCode::NumericOverflow)
      Why = " (overflows)";
    else
      Code = DiagCode::IncompatibleAssign;
    C.error(X, Code,
            "cannot use " + C.str(X) + " as " + C.str(Target) + " value in " +
                Context + Why);
    return false;
  }
  if (!Val.isNull()) {
    X.Val = Val;
    auto Found = C.Untyped.find(X.X);
    if (Found != C.Untyped.end())
      Found->second.Val = Val;
  }
  if (NewType != X.T) {
    X.T = NewType;
    updateExprType(C, X.X, NewType, false);
  }
  return true;
}

void ogo::assignment(Checker &C, Operand &X, Type *T, StringRef Context) {
  singleValue(C, X);
  switch (X.Mode) {
  case OperandMode::Invalid:
    return;
  case OperandMode::NilValue:
  case OperandMode::Constant:
  case OperandMode::Variable:
  case OperandMode::MapIndex:
  case OperandMode::Value:
  case OperandMode::CommaOk:
  case OperandMode::CommaErr:
    break;
  default:
    C.error(X, DiagCode::IncompatibleAssign,
            "cannot assign " + C.str(X) + " to " +
                (T ? C.str(T) : std::string("<nil>")) + " in " + Context);
    X.Mode = OperandMode::Invalid;
    return;
  }

  if (isUntyped(X.T) && !convertForAssignment(C, X, T, Context)) {
    X.Mode = OperandMode::Invalid;
    return;
  }
  auto Target = newTarget(T, [&] { return Context.str(); });
  nonGeneric(C, Target ? &*Target : nullptr, X);
  if (X.invalid())
    return;
  // "Any typed value may be assigned to the blank identifier."
  if (!T)
    return;

  if (assignableTo(C, X, T, nullptr, nullptr))
    return;
  std::string Cause;
  DiagCode Code;
  assignableTo(C, X, T, &Cause, &Code);
  C.error(X, Code,
          "cannot use " + C.str(X) + " as " + C.str(T) + " value in " +
              Context + (Cause.empty() ? "" : ": ") + Cause);
  X.Mode = OperandMode::Invalid;
}

void ogo::initConst(Checker &C, Const *Lhs, Operand &X) {
  auto Invalid = [&] {
    if (!Lhs->T)
      Lhs->T = C.invalidType();
  };
  if (X.invalid() || !isValid(X.T) || (Lhs->T && !isValid(Lhs->T)))
    return Invalid();
  if (X.Mode != OperandMode::Constant) {
    C.error(X, DiagCode::InvalidConstInit, C.str(X) + " is not constant");
    return Invalid();
  }
  if (!Lhs->T)
    Lhs->T = X.T;
  assignment(C, X, Lhs->T, "constant declaration");
  if (!X.invalid())
    Lhs->Val = X.Val;
}

void ogo::initVar(Checker &C, Var *Lhs, Operand &X, StringRef Context) {
  if (X.invalid() || !isValid(X.T) || (Lhs->T && !isValid(Lhs->T))) {
    if (!Lhs->T)
      Lhs->T = C.invalidType();
    X.Mode = OperandMode::Invalid;
    return;
  }
  if (!Lhs->T) {
    if (X.T == C.basic(BasicKind::UntypedNil)) {
      C.error(X, DiagCode::UntypedNilUse, "use of untyped nil in " + Context);
      Lhs->T = C.invalidType();
      X.Mode = OperandMode::Invalid;
      return;
    }
    Lhs->T = defaultType(C.Ctx, X.T);
  }
  assignment(C, X, Lhs->T, Context);
}

/// The variable of this package Id denotes: being assigned to is no use of it.
static Var *assignedVar(Checker &C, const Name *Id) {
  if (!Id)
    return nullptr;
  auto *V = llvm::dyn_cast_or_null<Var>(C.lookup(Id->Value));
  return V && V->Pkg == &C.Pkg ? V : nullptr;
}

Type *ogo::lhsVar(Checker &C, Expr *Lhs) {
  auto *Id = dyn_cast<Name>(unparen(Lhs));
  if (Id && Id->Value == "_") {
    C.recordDef(Id, nullptr);
    return nullptr;
  }
  Var *V = assignedVar(C, Id);
  bool WasUsed = V && V->Used;
  Operand X;
  expr(C, nullptr, X, Lhs);
  if (V)
    V->Used = WasUsed;
  if (X.invalid() || !isValid(X.T))
    return C.invalidType();

  // "Each left-hand side operand must be addressable, a map index expression,
  // or (for = assignments only) the blank identifier."
  if (X.Mode == OperandMode::Variable || X.Mode == OperandMode::MapIndex)
    return X.T;
  if (auto *Sel = dyn_cast<SelectorExpr>(X.X)) {
    Operand S;
    expr(C, nullptr, S, Sel->X);
    if (S.Mode == OperandMode::MapIndex) {
      C.error(X, DiagCode::UnaddressableFieldAssign,
              "cannot assign to struct field " + C.str(X.X) + " in map");
      return C.invalidType();
    }
  }
  C.error(X, DiagCode::UnassignableOperand,
          "cannot assign to " + C.str(X.X) +
              " (neither addressable nor a map index expression)");
  return C.invalidType();
}

void ogo::assignVar(Checker &C, Expr *Lhs, Expr *Rhs, Operand *X,
                    StringRef Context) {
  Type *T = lhsVar(C, Lhs);
  if (T && !isValid(T)) {
    if (X)
      X->Mode = OperandMode::Invalid;
    else
      useExprs(C, Rhs);
    return;
  }
  Operand Own;
  if (!X) {
    X = &Own;
    auto Target = newTarget(T, [&] { return exprString(Lhs); });
    expr(C, Target ? &*Target : nullptr, *X, Rhs);
  }
  if (!T && Context == "assignment")
    Context = "assignment to _ identifier";
  assignment(C, *X, T, Context);
}

//===----------------------------------------------------------------------===//
// Mismatched numbers
//===----------------------------------------------------------------------===//

std::string ogo::typesSummary(Checker &C, llvm::ArrayRef<Type *> Types,
                              bool Variadic, bool HasDots) {
  std::string Out = "(";
  for (size_t I = 0; I < Types.size(); ++I) {
    Type *T = Types[I];
    bool Last = I + 1 == Types.size();
    if (I > 0)
      Out += ", ";
    if (Last && Variadic) {
      Out += "...";
      if (auto *S = llvm::dyn_cast_or_null<Slice>(T))
        T = S->Elem;
    }
    if (!T || !isValid(T)) {
      Out += "unknown type";
    } else if (isUntyped(T)) {
      // The kind of number is not what is wrong.
      StringRef Text = cast<BasicType>(T)->Name;
      Text.consume_front("untyped ");
      Out += isNumeric(T) ? "number" : Text.str();
    } else {
      Out += C.str(T);
    }
    if (Last && HasDots)
      Out += "...";
  }
  return Out + ")";
}

static std::string measure(size_t N, const char *Unit) {
  return std::to_string(N) + " " + Unit + (N == 1 ? "" : "s");
}

static void assignError(Checker &C, llvm::ArrayRef<Expr *> Rhs, size_t L,
                        size_t R) {
  std::string Vars = measure(L, "variable"), Vals = measure(R, "value");
  auto *Call = Rhs.size() == 1 ? dyn_cast<CallExpr>(unparen(Rhs[0])) : nullptr;
  if (Call)
    C.error(Rhs[0], DiagCode::WrongAssignCount,
            "assignment mismatch: " + Vars + " but " + C.str(Call->Fun) +
                " returns " + Vals);
  else
    C.error(Rhs[0], DiagCode::WrongAssignCount,
            "assignment mismatch: " + Vars + " but " + Vals);
}

void ogo::returnError(Checker &C, const Node *At, llvm::ArrayRef<Var *> Lhs,
                      llvm::ArrayRef<Operand> Rhs) {
  size_t L = Lhs.size(), R = Rhs.size();
  const char *Qualifier = "not enough";
  if (R > L) {
    At = Rhs[L].X; // the first value too many
    Qualifier = "too many";
  } else if (R > 0) {
    At = Rhs[R - 1].X;
  }
  llvm::SmallVector<Type *, 4> Have, Want;
  for (const Operand &X : Rhs)
    Have.push_back(X.T);
  for (Var *V : Lhs)
    Want.push_back(V->T);
  ErrorBuilder Err(C, DiagCode::WrongResultCount);
  Err.add(At, llvm::Twine(Qualifier) + " return values");
  Err.add(Pos(), "have " + typesSummary(C, Have, false));
  Err.add(Pos(), "want " + typesSummary(C, Want, false));
  Err.report();
}

//===----------------------------------------------------------------------===//
// Lists
//===----------------------------------------------------------------------===//

/// A single call is not matched one to one, for a better message.
static bool isOneToOne(size_t L, llvm::ArrayRef<Expr *> Rhs) {
  return L == Rhs.size() &&
         !(Rhs.size() == 1 && isa<CallExpr>(unparen(Rhs[0])));
}

static void ensureTyped(Checker &C, llvm::ArrayRef<Var *> Vars) {
  for (Var *V : Vars)
    if (!V->T)
      V->T = C.invalidType();
}

void ogo::initVars(Checker &C, llvm::ArrayRef<Var *> Lhs,
                   llvm::ArrayRef<Expr *> OrigRhs, const Stmt *ReturnStmt) {
  size_t L = Lhs.size(), R = OrigRhs.size();
  StringRef Context = ReturnStmt ? "return statement"
                      : L > 1    ? "multiple assignment"
                                 : "assignment";
  if (isOneToOne(L, OrigRhs)) {
    for (size_t I = 0; I < L; ++I) {
      auto Target = newTarget(Lhs[I]->T, [&]() -> std::string {
        if (ReturnStmt && Lhs[I]->Name.empty())
          return "result variable";
        return Lhs[I]->Name.str();
      });
      Operand X;
      expr(C, Target ? &*Target : nullptr, X, OrigRhs[I]);
      initVar(C, Lhs[I], X, Context);
    }
    return;
  }

  // Otherwise there must be one expression with several values.
  if (R != 1) {
    if (useExprs(C, OrigRhs)) {
      if (ReturnStmt)
        returnError(C, ReturnStmt, Lhs, exprList(C, OrigRhs));
      else
        assignError(C, OrigRhs, L, R);
    }
    return ensureTyped(C, Lhs);
  }

  bool CommaOk;
  auto Rhs = multiExpr(C, OrigRhs[0], L == 2 && !ReturnStmt, CommaOk);
  R = Rhs.size();
  if (L == R) {
    for (size_t I = 0; I < L; ++I)
      initVar(C, Lhs[I], Rhs[I], Context);
    if (CommaOk && !Rhs[0].invalid() && !Rhs[1].invalid())
      C.recordCommaOkTypes(OrigRhs[0], Rhs[0].T, Rhs[1].T);
    return;
  }
  if (!Rhs[0].invalid()) {
    if (ReturnStmt)
      returnError(C, ReturnStmt, Lhs, Rhs);
    else
      assignError(C, OrigRhs, L, R);
  }
  ensureTyped(C, Lhs);
}

void ogo::assignVars(Checker &C, llvm::ArrayRef<Expr *> Lhs,
                     llvm::ArrayRef<Expr *> OrigRhs) {
  size_t L = Lhs.size(), R = OrigRhs.size();
  StringRef Context = L > 1 ? "multiple assignment" : "assignment";
  if (isOneToOne(L, OrigRhs)) {
    for (size_t I = 0; I < L; ++I)
      assignVar(C, Lhs[I], OrigRhs[I], nullptr, Context);
    return;
  }
  if (R != 1) {
    bool OkLhs = useLhs(C, Lhs);
    bool OkRhs = useExprs(C, OrigRhs);
    if (OkLhs && OkRhs)
      assignError(C, OrigRhs, L, R);
    return;
  }

  bool CommaOk;
  auto Rhs = multiExpr(C, OrigRhs[0], L == 2, CommaOk);
  R = Rhs.size();
  if (L == R) {
    for (size_t I = 0; I < L; ++I)
      assignVar(C, Lhs[I], nullptr, &Rhs[I], Context);
    if (CommaOk && !Rhs[0].invalid() && !Rhs[1].invalid())
      C.recordCommaOkTypes(OrigRhs[0], Rhs[0].T, Rhs[1].T);
    return;
  }
  if (!Rhs[0].invalid())
    assignError(C, OrigRhs, L, R);
  useLhs(C, Lhs);
}

//===----------------------------------------------------------------------===//
// Short variable declarations
//===----------------------------------------------------------------------===//

/// The variable Lhs stands for in a := of Scope: a present one or a new one,
/// which is added to New. Null (with HasErr) if there can be none.
static Var *shortVar(Checker &C, Expr *Lhs,
                     llvm::SmallVectorImpl<StringRef> &Seen,
                     llvm::SmallVectorImpl<Var *> &New, bool &HasErr) {
  auto *Id = dyn_cast<Name>(Lhs);
  if (!Id) {
    useLhs(C, Lhs);
    C.error(Lhs, DiagCode::BadDecl,
            "non-name " + C.str(Lhs) + " on left side of :=");
    HasErr = true;
    return nullptr;
  }
  if (Id->Value != "_") {
    if (llvm::is_contained(Seen, Id->Value)) {
      C.error(Lhs, DiagCode::RepeatedDecl,
              C.str(Lhs) + " repeated on left side of :=");
      HasErr = true;
      return nullptr;
    }
    Seen.push_back(Id->Value);
  }
  if (Object *Alt = C.scope()->lookup(Id->Value)) {
    C.recordUse(Id, Alt);
    if (auto *V = dyn_cast<Var>(Alt))
      return V;
    C.error(Lhs, DiagCode::UnassignableOperand,
            "cannot assign to " + C.str(Lhs));
    HasErr = true;
    return nullptr;
  }
  auto *V = C.Ctx.make<Var>(Id->pos(), &C.Pkg, Id->Value, nullptr);
  if (Id->Value != "_")
    New.push_back(V);
  C.recordDef(Id, V);
  return V;
}

void ogo::shortVarDecl(Checker &C, Pos At, llvm::ArrayRef<Expr *> Lhs,
                       llvm::ArrayRef<Expr *> Rhs) {
  size_t Top = C.Delayed.size();
  Scope *Sc = C.scope();
  llvm::SmallVector<StringRef, 4> Seen;
  llvm::SmallVector<Var *, 4> Vars, New;
  bool HasErr = false;
  for (Expr *L : Lhs) {
    Var *V = shortVar(C, L, Seen, New, HasErr);
    if (!V)
      V = C.Ctx.make<Var>(L->pos(), &C.Pkg, "_", nullptr);
    Vars.push_back(V);
  }
  initVars(C, Vars, Rhs, nullptr);
  // Function literals on the right side must not see the new variables.
  C.processDelayed(Top);

  if (New.empty() && !HasErr) {
    C.softError(At, DiagCode::NoNewVar, "no new variables on left side of :=");
    return;
  }
  // "The scope of a constant or variable identifier declared inside a function
  // begins at the end of the ConstSpec or VarSpec (ShortVarDecl for short
  // variable declarations) and ends at the end of the innermost containing
  // block."
  Pos ScopePos = endPos(Rhs.back());
  for (Var *V : New)
    C.declare(Sc, nullptr, V, ScopePos);
}
