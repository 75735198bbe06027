//===- Expr.cpp - Expressions: dispatch and common checks -----------------===//
//
// Every expression goes through rawExpr, which dispatches by kind and records
// type and value on the way out; untyped results wait in Checker::Untyped
// until their context decides (Untyped.cpp). The other entry points differ in
// what they accept: a single value, several, a type, something generic.
//
// A hint is the element type of the composite literal around E; it types
// literals without a type of their own ([]T{{…}, {…}}).
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Expr.h"
#include "frontend/check/Call.h"
#include "frontend/check/Decl.h"
#include "frontend/check/Infer.h"
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

#include "llvm/Support/ErrorHandling.h"

using namespace ogo;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;

bool ogo::allTypes(Type *T, llvm::function_ref<bool(Type *, Type *)> F) {
  if (TypeParam *P = asTypeParam(T))
    return typeSet(P).all(F);
  return F(T, under(T));
}

bool ogo::underIs(Type *T, llvm::function_ref<bool(Type *)> F) {
  return allTypes(T, [F](Type *, Type *U) { return F(U); });
}

Type *ogo::commonUnder(Checker &C, Type *T,
                       llvm::function_ref<std::string(Type *, Type *)> Cond,
                       std::string &Cause) {
  Type *First = nullptr, *Common = nullptr;
  bool Ok = allTypes(T, [&](Type *E, Type *U) {
    if (Cond)
      Cause = Cond(E, U);
    if (!Cause.empty())
      return false;
    if (!U) {
      Cause = "no specific type";
      return false;
    }
    if (!Common) {
      First = E;
      Common = U;
      return true;
    }
    auto *CC = dyn_cast<Chan>(Common), *CU = dyn_cast<Chan>(U);
    if (CC && CU) {
      if (!identical(CC->Elem, CU->Elem)) {
        Cause = "channels " + C.str(First) + " and " + C.str(E) +
                " have different element types";
        return false;
      }
      // The more restricted channel serves for all.
      if (CC->Dir != CU->Dir && CC->Dir == ChanDir::Both) {
        First = E;
        Common = U;
      } else if (CC->Dir != CU->Dir && CU->Dir != ChanDir::Both) {
        Cause = "channels " + C.str(First) + " and " + C.str(E) +
                " have conflicting directions";
        return false;
      }
      return true;
    }
    if (identical(Common, U))
      return true;
    Cause =
        C.str(First) + " and " + C.str(E) + " have different underlying types";
    return false;
  });
  return Ok ? Common : nullptr;
}

Type *ogo::commonUnder(Checker &C, Type *T, std::string &Cause) {
  return commonUnder(C, T, nullptr, Cause);
}

std::optional<AssignTarget>
ogo::newTarget(Type *T, llvm::function_ref<std::string()> Desc) {
  if (T)
    if (auto *Sig = commonUnderAs<Signature>(T))
      return AssignTarget{Sig, Desc()};
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Kinds of expressions
//===----------------------------------------------------------------------===//

static void assertExpr(Checker &C, Operand &X, AssertExpr *E) {
  expr(C, nullptr, X, E->X);
  if (X.invalid())
    return;
  OperandMode Mode = OperandMode::Invalid;
  if (isTypeParam(X.T)) {
    C.error(X, DiagCode::InvalidAssert,
            "invalid operation: cannot use type assertion on type parameter "
            "value " +
                C.str(X));
  } else if (!isa<Interface>(under(X.T))) {
    C.error(X, DiagCode::InvalidAssert,
            "invalid operation: " + C.str(X) + " is not an interface");
  } else {
    Type *T = varType(C, E->Type);
    if (isValid(T) && isComplete(C, T)) {
      typeAssertion(C, E, X, T, /*TypeSwitch=*/false);
      Mode = OperandMode::CommaOk;
      X.T = T;
    }
  }
  X.Mode = Mode;
}

/// *X: a pointer's variable, or a pointer type.
static void indirection(Checker &C, Operand &X, Operation *E) {
  exprOrType(C, X, E->X, /*AllowGeneric=*/false);
  if (X.invalid())
    return;
  if (X.Mode == OperandMode::TypeExpr) {
    validVarType(C, E->X, X.T);
    X.T = C.Ctx.make<Pointer>(X.T);
    return;
  }
  Type *Base = nullptr;
  bool Ok = underIs(X.T, [&](Type *U) {
    auto *P = llvm::dyn_cast_or_null<Pointer>(U);
    if (!P) {
      C.error(X, DiagCode::InvalidIndirection,
              "invalid operation: cannot indirect " + C.str(X));
      return false;
    }
    if (Base && !identical(P->Elem, Base)) {
      C.error(X, DiagCode::InvalidIndirection,
              "invalid operation: pointers of " + C.str(X) +
                  " must have identical base types");
      return false;
    }
    Base = P->Elem;
    return true;
  });
  Ok = Ok && isComplete(C, Base);
  X.Mode = Ok ? OperandMode::Variable : OperandMode::Invalid;
  X.T = Base;
}

static ExprKind operation(Checker &C, Operand &X, Operation *E) {
  if (!E->isUnary()) {
    binary(C, X, E, E->X, E->Y, E->Opcode, E->pos());
    return ExprKind::Expression;
  }
  if (E->Opcode == Op::Mul) {
    indirection(C, X, E);
    return ExprKind::Expression;
  }
  unary(C, X, E);
  // Receive operations may stand as statements.
  return E->Opcode == Op::Recv ? ExprKind::Statement : ExprKind::Expression;
}

static void misplaced(Checker &C, Operand &X, Expr *E, DiagCode Code,
                      const char *Msg) {
  C.error(E, Code, Msg);
  X.Mode = OperandMode::Invalid;
}

/// Checks E but for what its kind's function sets itself (X.X, failure).
static ExprKind exprOfKind(Checker &C, const AssignTarget *T, Operand &X,
                           Expr *E, Type *Hint) {
  switch (E->kind()) {
  case NodeKind::BadExpr:
    break; // reported by the parser
  case NodeKind::Name:
    ident(C, X, cast<Name>(E), /*WantType=*/false);
    break;
  case NodeKind::DotsType:
    misplaced(C, X, E, DiagCode::InvalidSyntaxTree, "invalid use of ...");
    break;
  case NodeKind::BasicLit:
    basicLit(C, X, cast<BasicLit>(E));
    break;
  case NodeKind::FuncLit:
    funcLit(C, X, cast<FuncLit>(E));
    break;
  case NodeKind::CompositeLit:
    compositeLit(C, X, cast<CompositeLit>(E), Hint);
    break;
  case NodeKind::SelectorExpr:
    selector(C, X, cast<SelectorExpr>(E), /*WantType=*/false);
    break;
  case NodeKind::IndexExpr:
    if (indexExpr(C, X, cast<IndexExpr>(E)))
      funcInst(C, T, E->pos(), X, cast<IndexExpr>(E), /*Infer=*/true);
    break;
  case NodeKind::SliceExpr:
    sliceExpr(C, X, cast<SliceExpr>(E));
    break;
  case NodeKind::AssertExpr:
    assertExpr(C, X, cast<AssertExpr>(E));
    break;
  case NodeKind::TypeSwitchGuard:
    misplaced(C, X, E, DiagCode::BadTypeKeyword,
              "invalid syntax tree: use of .(type) outside type switch");
    useExprs(C, cast<TypeSwitchGuard>(E)->X);
    break;
  case NodeKind::ListExpr:
    misplaced(C, X, E, DiagCode::InvalidSyntaxTree,
              "unexpected list of expressions");
    break;
  case NodeKind::Operation:
    return operation(C, X, cast<Operation>(E));
  case NodeKind::KeyValueExpr:
    misplaced(C, X, E, DiagCode::InvalidSyntaxTree, "no key:value expected");
    break;
  case NodeKind::ArrayType:
  case NodeKind::SliceType:
  case NodeKind::StructType:
  case NodeKind::FuncType:
  case NodeKind::InterfaceType:
  case NodeKind::MapType:
  case NodeKind::ChanType:
    X.Mode = OperandMode::TypeExpr;
    X.T = typ(C, E);
    break;
  default:
    llvm_unreachable("not an expression of its own");
  }
  return ExprKind::Expression;
}

static ExprKind exprInternal(Checker &C, const AssignTarget *T, Operand &X,
                             Expr *E, Type *Hint) {
  X.Mode = OperandMode::Invalid;
  X.T = C.invalidType();
  if (auto *P = dyn_cast<ParenExpr>(E)) {
    // Inference does not look through parentheses, so there is no target.
    ExprKind Kind = rawExpr(C, nullptr, X, P->X, nullptr, false);
    X.X = E;
    return Kind;
  }
  if (auto *Call = dyn_cast<CallExpr>(E))
    return callExpr(C, X, Call);

  ExprKind Kind = exprOfKind(C, T, X, E, Hint);
  X.X = E;
  // A failed one passes as a statement: no follow-up errors.
  return X.invalid() ? ExprKind::Statement : Kind;
}

void ogo::nonGeneric(Checker &C, const AssignTarget *T, Operand &X) {
  if (X.invalid() || X.Mode == OperandMode::NoValue || !X.T)
    return;
  const char *What = nullptr;
  if (isa<Named, Alias>(X.T)) {
    if (isGeneric(X.T))
      What = "type";
  } else if (auto *Sig = dyn_cast<Signature>(X.T)) {
    if (!Sig->TParams.empty()) {
      if (T) {
        funcInst(C, T, X.pos(), X, nullptr, /*Infer=*/true);
        return;
      }
      What = "function";
    }
  }
  if (!What)
    return;
  C.error(X.X, DiagCode::WrongTypeArgCount,
          "cannot use generic " + llvm::Twine(What) + " " + C.str(X.X) +
              " without instantiation");
  X.Mode = OperandMode::Invalid;
  X.T = C.invalidType();
}

ExprKind ogo::rawExpr(Checker &C, const AssignTarget *T, Operand &X, Expr *E,
                      Type *Hint, bool AllowGeneric) {
  if (C.isStackLow()) {
    C.tooDeep(E->pos());
    X.Mode = OperandMode::Invalid;
    X.X = E;
    return ExprKind::Expression;
  }
  ExprKind Kind = exprInternal(C, T, X, E, Hint);
  if (!AllowGeneric)
    nonGeneric(C, T, X);
  C.record(X);
  return Kind;
}

//===----------------------------------------------------------------------===//
// What is accepted
//===----------------------------------------------------------------------===//

/// Rejects calls without result and, unless TypeOk, types and uncalled
/// built-in functions.
static void exclude(Checker &C, Operand &X, bool TypeOk) {
  switch (X.Mode) {
  case OperandMode::NoValue:
    C.error(X, DiagCode::TooManyValues,
            C.str(X) + (TypeOk ? " used as value or type" : " used as value"));
    break;
  case OperandMode::Builtin:
    if (TypeOk)
      return;
    C.error(X, DiagCode::UncalledBuiltin, C.str(X) + " must be called");
    break;
  case OperandMode::TypeExpr:
    if (TypeOk)
      return;
    C.error(X, DiagCode::NotAnExpr, C.str(X) + " is not an expression");
    break;
  default:
    return;
  }
  X.Mode = OperandMode::Invalid;
}

void ogo::singleValue(Checker &C, Operand &X) {
  if (X.Mode != OperandMode::Value || !X.T || !isa<Tuple>(X.T))
    return;
  C.error(X, DiagCode::TooManyValues,
          "multiple-value " + C.str(X) + " in single-value context");
  X.Mode = OperandMode::Invalid;
}

void ogo::expr(Checker &C, const AssignTarget *T, Operand &X, Expr *E) {
  rawExpr(C, T, X, E, nullptr, /*AllowGeneric=*/false);
  exclude(C, X, /*TypeOk=*/false);
  singleValue(C, X);
}

void ogo::genericExpr(Checker &C, Operand &X, Expr *E, Type *Hint) {
  rawExpr(C, nullptr, X, E, Hint, /*AllowGeneric=*/true);
  exclude(C, X, /*TypeOk=*/false);
  singleValue(C, X);
}

void ogo::exprOrType(Checker &C, Operand &X, Expr *E, bool AllowGeneric) {
  rawExpr(C, nullptr, X, E, nullptr, AllowGeneric);
  exclude(C, X, /*TypeOk=*/true);
  singleValue(C, X);
}

static std::string nth(unsigned N, const char *What) {
  const char *Suffix = N == 1 ? "st" : N == 2 ? "nd" : N == 3 ? "rd" : "th";
  return std::to_string(N) + Suffix + " " + What;
}

llvm::SmallVector<Operand, 2> ogo::multiExpr(Checker &C, Expr *E,
                                             bool AllowCommaOk, bool &CommaOk) {
  CommaOk = false;
  llvm::SmallVector<Operand, 2> List;
  Operand X;
  rawExpr(C, nullptr, X, E, nullptr, /*AllowGeneric=*/false);
  exclude(C, X, /*TypeOk=*/false);

  // One of several values has no expression of its own; its description reads
  // as one.
  auto Add = [&](Type *T, llvm::StringRef What) {
    Operand Y;
    Y.Mode = OperandMode::Value;
    Y.X = C.Ctx.make<Name>(startPos(E), NodeId(0), C.Ctx.names().intern(What));
    Y.T = T;
    List.push_back(std::move(Y));
  };
  auto *Tup = X.T ? dyn_cast<Tuple>(X.T) : nullptr;
  if (Tup && !X.invalid()) {
    for (size_t I = 0; I != Tup->Vars.size(); ++I)
      Add(Tup->Vars[I]->T, nth(I + 1, "function result"));
    return List;
  }
  OperandMode Mode = X.Mode;
  List.push_back(std::move(X));
  if (!AllowCommaOk)
    return List;
  if (Mode == OperandMode::CommaErr)
    Add(C.Ctx.ErrorType, "err value of (comma, err) expression");
  else if (Mode == OperandMode::MapIndex || Mode == OperandMode::CommaOk)
    Add(C.basic(BasicKind::UntypedBool), "ok value of (comma, ok) expression");
  CommaOk = List.size() == 2;
  return List;
}

void ogo::typeAssertion(Checker &C, Expr *E, Operand &X, Type *T,
                        bool TypeSwitch) {
  if (assertableTo(C, X.T, T, nullptr))
    return;
  std::string Cause;
  assertableTo(C, X.T, T, &Cause);
  if (TypeSwitch)
    C.error(E, DiagCode::ImpossibleAssert,
            "impossible type switch case: " + C.str(E) + "\n\t" + C.str(X) +
                " cannot have dynamic type " + C.str(T) + " " + Cause);
  else
    C.error(E, DiagCode::ImpossibleAssert,
            "impossible type assertion: " + C.str(E) + "\n\t" + C.str(T) +
                " does not implement " + C.str(X.T) + " " + Cause);
}
