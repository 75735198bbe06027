//===- Operand.cpp - Operands in messages, assignability ------------------===//
//
// Spec "Assignability". Causes are only worded when the caller asks for them:
// most questions are asked to learn yes or no.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Operand.h"
#include "frontend/check/Call.h"
#include "frontend/check/Expr.h"
#include "frontend/check/Infer.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

#include "llvm/Support/ErrorHandling.h"

using namespace ogo;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

static const char *modeText(OperandMode M) {
  switch (M) {
  case OperandMode::Invalid:
    return "invalid operand";
  case OperandMode::NoValue:
    return "no value";
  case OperandMode::Builtin:
    return "built-in";
  case OperandMode::TypeExpr:
    return "type";
  case OperandMode::Constant:
    return "constant";
  case OperandMode::Variable:
    return "variable";
  case OperandMode::MapIndex:
    return "map index expression";
  case OperandMode::Value:
    return "value";
  case OperandMode::NilValue:
    return "nil";
  case OperandMode::CommaOk:
    return "comma, ok expression";
  case OperandMode::CommaErr:
    return "comma, error expression";
  case OperandMode::CgoFunc:
    return "cgo function";
  }
  llvm_unreachable("unknown operand mode");
}

static bool modeHasType(OperandMode M) {
  return M != OperandMode::Invalid && M != OperandMode::NoValue &&
         M != OperandMode::Builtin && M != OperandMode::TypeExpr;
}

static std::string synthesizedText(Checker &C, const Operand &X) {
  switch (X.Mode) {
  case OperandMode::Builtin:
    return builtinInfo(X.Id).Name.str();
  case OperandMode::TypeExpr:
    return C.str(X.T);
  case OperandMode::Constant:
    return X.Val.str();
  default:
    return "";
  }
}

llvm::StringRef ogo::compositeKind(Type *T) {
  switch (under(T)->kind()) {
  case TypeKind::Basic:
    return "";
  case TypeKind::Array:
    return "array";
  case TypeKind::Slice:
    return "slice";
  case TypeKind::Struct:
    return "struct";
  case TypeKind::Pointer:
    return "pointer";
  case TypeKind::Signature:
    return "func";
  case TypeKind::Interface:
    return "interface";
  case TypeKind::Map:
    return "map";
  case TypeKind::Chan:
    return "chan";
  case TypeKind::Tuple:
    return "tuple";
  case TypeKind::Union:
    return "union";
  case TypeKind::Named:
  case TypeKind::TypeParam:
  case TypeKind::Alias:
    break;
  }
  llvm_unreachable("not an underlying type");
}

static std::string typeSuffix(Checker &C, const Operand &X) {
  if (!isValid(X.T))
    return " with invalid type";
  std::string Out = isGeneric(X.T) ? " of generic " : " of ";
  TypeParam *P = asTypeParam(X.T);
  // A name does not say what kind of type it stands for.
  if (!P && isa<Alias, Named>(X.T)) {
    llvm::StringRef Kind = compositeKind(X.T);
    if (Kind.empty())
      Kind = cast<BasicType>(under(X.T))->Name;
    Out += Kind.str() + " ";
  }
  Out += "type " + C.str(X.T);
  if (P) {
    Out += " constrained by " + C.str(P->Bound);
    if (hasEmptyTypeset(P))
      Out += " with empty type set";
  }
  return Out;
}

std::string ogo::operandString(Checker &C, const Operand &X) {
  if (X.Mode == OperandMode::NilValue) {
    if (!X.T || !isValid(X.T))
      return "nil (with invalid type)";
    if (X.T == C.basic(BasicKind::UntypedNil))
      return "nil";
    return "nil (of type " + C.str(X.T) + ")";
  }

  std::string Text = X.X ? exprString(X.X) : synthesizedText(C, X);
  std::string Out = Text.empty() ? "" : Text + " (";
  bool HasType = false;
  if (modeHasType(X.Mode) && X.T) {
    if (isUntyped(X.T))
      Out += cast<BasicType>(X.T)->Name.str() + " ";
    else
      HasType = true;
  }
  Out += modeText(X.Mode);
  if (X.Mode == OperandMode::Constant) {
    std::string Val = X.Val.str();
    if (Val != Text)
      Out += " " + Val;
  }
  if (HasType)
    Out += typeSuffix(C, X);
  if (!Text.empty())
    Out += ")";
  return Out;
}

//===----------------------------------------------------------------------===//
// Assignability
//===----------------------------------------------------------------------===//

static void prependCause(std::string *Cause, std::string Msg) {
  if (!Cause)
    return;
  if (!Cause->empty())
    Msg += "\n\t" + *Cause;
  *Cause = std::move(Msg);
}

static bool untypedAssignableTo(Checker &C, const Operand &X, Type *T) {
  auto Possible = [&](Type *Target) {
    ConstantValue Val;
    DiagCode Code;
    return implicitTypeAndValue(C, X, Target, Val, Code) != nullptr;
  };
  // "x is an untyped constant representable by a value of type T", of each
  // type of its type set if T is a type parameter.
  if (TypeParam *P = asTypeParam(T))
    return typeSet(P).typeSetIs(
        [&](const UnionTerm *Term) { return Term && Possible(Term->T); });
  return Possible(T);
}

/// V is not a named type, T a type parameter: assignable to each of its types.
static bool assignableToParam(Checker &C, const Operand &X, TypeParam *T,
                              std::string *Cause, DiagCode *Code) {
  bool Ok = false;
  *Code = DiagCode::IncompatibleAssign;
  typeSet(T).typeSetIs([&](const UnionTerm *Term) {
    if (!Term)
      return false;
    Ok = assignableTo(C, X, Term->T, Cause, Code);
    if (!Ok && Cause)
      prependCause(Cause, "cannot assign " + C.str(X.T) + " to " +
                              C.str(Term->T) + " (in " + C.str(T) + ")");
    return Ok;
  });
  return Ok;
}

/// V is a type parameter, T not a named type: each of V's types is assignable.
static bool paramAssignableTo(Checker &C, const Operand &X, TypeParam *V,
                              Type *T, std::string *Cause, DiagCode *Code) {
  bool Ok = false;
  *Code = DiagCode::IncompatibleAssign;
  Operand Y = X;
  typeSet(V).typeSetIs([&](const UnionTerm *Term) {
    if (!Term)
      return false;
    Y.T = Term->T;
    Ok = assignableTo(C, Y, T, Cause, Code);
    if (!Ok && Cause)
      prependCause(Cause, "cannot assign " + C.str(Term->T) + " (in " +
                              C.str(V) + ") to " + C.str(T));
    return Ok;
  });
  return Ok;
}

bool ogo::assignableTo(Checker &C, const Operand &X, Type *T,
                       std::string *Cause, DiagCode *CodeOut) {
  if (X.Mode == OperandMode::Invalid || !isValid(T))
    return true; // reported before
  DiagCode Ignored;
  DiagCode &Code = CodeOut ? *CodeOut : Ignored;
  Code = DiagCode::IncompatibleAssign;

  Type *OrigT = T;
  Type *V = unalias(X.T);
  T = unalias(T);
  if (identical(V, T))
    return true;

  Type *Vu = under(V), *Tu = under(T);
  if (isUntyped(Vu))
    return untypedAssignableTo(C, X, T);
  TypeParam *Vp = asTypeParam(V), *Tp = asTypeParam(T);

  // "V and T have identical underlying types but are not type parameters and
  // at least one of V or T is not a named type."
  // Invalid cyclic interfaces have the type sets that the first question
  // happens to give them; types2's first question is about V.
  if (isa<Interface>(Vu) && isa<Interface>(Tu))
    typeSet(cast<Interface>(Vu));
  // Comparing first computes type sets in the order gc does, which shows after
  // an interface cycle.
  if (identical(Vu, Tu) && (!hasName(V) || !hasName(T)) && !Vp && !Tp)
    return true;

  // "T is an interface type, but not a type parameter, and x implements T."
  // A pointer to an interface gets here only for the cause.
  if ((isa<Interface>(Tu) && !Tp) || isInterfacePtr(Tu)) {
    if (implements(C, X.pos(), V, T, false, Cause))
      return true;
    if (!Vp) {
      Code = DiagCode::InvalidIfaceAssign;
      return false;
    }
    if (Cause)
      Cause->clear();
  }

  if (isa<Interface>(Vu) && !Vp &&
      implements(C, X.pos(), T, V, false, nullptr)) {
    if (Cause)
      *Cause = "need type assertion";
    return false;
  }

  // "V and T are channel types with identical element types, V is a
  // bidirectional channel, and at least one of V or T is not a named type."
  if (auto *Vc = dyn_cast<Chan>(Vu); Vc && Vc->Dir == ChanDir::Both)
    if (auto *Tc = dyn_cast<Chan>(Tu); Tc && identical(Vc->Elem, Tc->Elem)) {
      Code = DiagCode::InvalidChanAssign;
      return !hasName(V) || !hasName(T);
    }

  if (Tp && !hasName(V))
    return assignableToParam(C, X, Tp, Cause, &Code);
  if (Vp && !hasName(T))
    return paramAssignableTo(C, X, Vp, OrigT, Cause, &Code);
  return false;
}
