//===- Selector.cpp - Selectors and qualified identifiers -----------------===//
//
// X.Sel is an exported object of a package, a field, a method value or a
// method expression. Package names exist nowhere else, so they are handled
// here and are no operands.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Call.h"
#include "frontend/check/Decl.h"
#include "frontend/check/Infer.h"
#include "frontend/syntax/CharInfo.h"
#include "frontend/types/Lookup.h"
#include "frontend/types/Predicates.h"

#include "llvm/Support/ErrorHandling.h"

using namespace ogo;
using llvm::cast;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

/// Sets X to an object of an imported package; those are fully set up.
static void useImported(Operand &X, Object *O) {
  X.T = O->T;
  switch (O->kind()) {
  case ObjectKind::Const:
    X.Mode = OperandMode::Constant;
    X.Val = cast<Const>(O)->Val;
    if (X.Val.isNull())
      X.Val = ConstantValue::unknown();
    return;
  case ObjectKind::TypeName:
    X.Mode = OperandMode::TypeExpr;
    return;
  case ObjectKind::Var:
    X.Mode = OperandMode::Variable;
    return;
  case ObjectKind::Func:
    X.Mode = OperandMode::Value;
    return;
  case ObjectKind::Builtin:
    X.Mode = OperandMode::Builtin;
    X.Id = cast<Builtin>(O)->Id;
    return;
  case ObjectKind::PkgName:
  case ObjectKind::Label:
  case ObjectKind::Nil:
    break;
  }
  llvm_unreachable("object cannot be in a package scope");
}

/// A hint at the exported name that differs from Name in case only, if any; the
/// first in alphabetical order.
static std::string otherCase(const Scope &S, llvm::StringRef Name) {
  const Object *Found = nullptr;
  for (const Object *O : S.objects())
    if (O->exported() && equalFold(O->Name, Name) &&
        (!Found || O->Name < Found->Name))
      Found = O;
  return Found ? (" (but have " + Found->Name + ")").str() : "";
}

static void qualifiedIdent(Checker &C, Operand &X, SelectorExpr *E, Name *N,
                           PkgName *P) {
  X.Mode = OperandMode::Invalid;
  C.recordUse(N, P);
  P->Used = true;
  Object *O = P->Imported->PkgScope.lookup(E->Sel->Value);
  if (!O || (!O->exported() && !C.Exports.has(*P->Imported, O))) {
    if (!P->Imported->Fake && isValidName(E->Sel->Value))
      C.error(E->Sel, DiagCode::UndeclaredImportedName,
              "undefined: " + C.str(E) +
                  otherCase(P->Imported->PkgScope, E->Sel->Value));
    return;
  }
  if (!O->exported())
    C.error(E->Sel, DiagCode::UnexportedName,
            "name " + E->Sel->Value + " not exported by package " +
                P->Imported->Name);
  C.recordUse(E->Sel, O);
  useImported(X, O);
}

static void notFound(Checker &C, const Operand &X, SelectorExpr *E,
                     const LookupResult &R) {
  // The reason for an invalid type was reported.
  if (!isValid(under(X.T)))
    return;
  llvm::StringRef Sel = E->Sel->Value;
  if (!R.Index.empty()) {
    C.error(E->Sel, DiagCode::AmbiguousSelector,
            "ambiguous selector " + C.str(X.X) + "." + Sel);
    return;
  }
  if (R.Indirect) {
    std::string T = C.str(X.T);
    if (X.Mode == OperandMode::TypeExpr)
      C.error(E->Sel, DiagCode::InvalidMethodExpr,
              "invalid method expression " + T + "." + Sel +
                  " (needs pointer receiver (*" + T + ")." + Sel + ")");
    else
      C.error(E->Sel, DiagCode::InvalidMethodExpr,
              "cannot call pointer method " + Sel + " on " + T);
    return;
  }
  std::string Why;
  if (isInterfacePtr(X.T)) {
    Why = interfacePtrError(C, X.T);
  } else {
    LookupResult Alt =
        lookupFieldOrMethod(X.T, X.Mode == OperandMode::Variable, &C.Pkg, Sel,
                            /*FoldCase=*/true);
    Why = lookupError(C, X.T, Sel, Alt.Obj, /*StructLit=*/false);
  }
  C.error(E->Sel, DiagCode::MissingFieldOrMethod,
          C.str(X.X) + "." + Sel + " undefined (" + Why + ")");
}

/// T.Method: a function with the receiver as its first parameter.
static bool methodExpr(Checker &C, Operand &X, SelectorExpr *E,
                       const LookupResult &R) {
  llvm::StringRef Sel = E->Sel->Value;
  auto *M = dyn_cast<Func>(R.Obj);
  if (!M) {
    C.error(E->X, DiagCode::MissingFieldOrMethod,
            "operand for field selector " + Sel + " must be value of type " +
                C.str(X.T));
    return false;
  }
  C.recordSelection(E, Selection::Kind::MethodExpr, X.T, M, R.Index,
                    R.Indirect);
  Signature *Sig = M->signature();
  if (!Sig->Recv) {
    C.error(E, DiagCode::InvalidDeclCycle,
            "illegal cycle in method declaration");
    return false;
  }

  llvm::SmallVector<Var *, 4> Params;
  llvm::ArrayRef<Var *> Old;
  if (Sig->Params)
    Old = Sig->Params->Vars;
  // Parameters are all named or none, which shows in messages.
  llvm::StringRef RecvName;
  if (!Old.empty() && !Old[0]->Name.empty())
    RecvName = Sig->Recv->Name.empty() ? "_" : Sig->Recv->Name;
  auto *Recv = C.Ctx.make<Var>(Sig->Recv->P, Sig->Recv->Pkg, RecvName, X.T);
  Recv->IsParam = true;
  Params.push_back(Recv);
  Params.append(Old.begin(), Old.end());

  auto *F = C.Ctx.make<Signature>();
  F->TParams = Sig->TParams;
  F->Params = C.Ctx.make<Tuple>(C.Ctx.arena().copyList(Params));
  F->Results = Sig->Results;
  F->Variadic = Sig->Variadic;
  X.Mode = OperandMode::Value;
  X.T = F;
  C.addDeclDep(M);
  return true;
}

static void fieldOrMethodValue(Checker &C, Operand &X, SelectorExpr *E,
                               const LookupResult &R) {
  if (auto *V = dyn_cast<Var>(R.Obj)) {
    C.recordSelection(E, Selection::Kind::FieldVal, X.T, V, R.Index,
                      R.Indirect);
    X.Mode = X.Mode == OperandMode::Variable || R.Indirect
                 ? OperandMode::Variable
                 : OperandMode::Value;
    X.T = V->T;
    return;
  }
  auto *M = cast<Func>(R.Obj);
  C.recordSelection(E, Selection::Kind::MethodVal, X.T, M, R.Index, R.Indirect);
  X.Mode = OperandMode::Value;
  auto *Sig = C.Ctx.make<Signature>(*M->signature());
  Sig->Recv = nullptr;
  X.T = Sig;
  C.addDeclDep(M);
}

/// Checks all but package-qualified selectors; false on error.
static bool select(Checker &C, Operand &X, SelectorExpr *E, bool WantType) {
  exprOrType(C, X, E->X, /*AllowGeneric=*/false);
  switch (X.Mode) {
  case OperandMode::Builtin:
    C.error(E->pos(), DiagCode::UncalledBuiltin,
            "invalid use of " + C.str(X) + " in selector expression");
    return false;
  case OperandMode::Invalid:
    return false;
  default:
    break;
  }
  if (!isComplete(C, X.T, /*InstanceOk=*/WantType))
    return false;
  // What follows is never a type.
  if (WantType) {
    C.error(E->Sel, DiagCode::NotAType, C.str(E) + " is not a type");
    return false;
  }

  // Selecting follows a pointer.
  if (auto *P = underAs<Pointer>(X.T); P && !isComplete(C, P->Elem))
    return false;

  LookupResult R = lookupFieldOrMethod(X.T, X.Mode == OperandMode::Variable,
                                       &C.Pkg, E->Sel->Value);
  if (!R.Obj) {
    notFound(C, X, E, R);
    return false;
  }
  if (auto *M = dyn_cast<Func>(R.Obj))
    objDecl(C, M);
  if (X.Mode == OperandMode::TypeExpr)
    return methodExpr(C, X, E, R);
  fieldOrMethodValue(C, X, E, R);
  return true;
}

void ogo::selector(Checker &C, Operand &X, SelectorExpr *E, bool WantType) {
  PkgName *P = nullptr;
  auto *N = dyn_cast<Name>(E->X);
  if (N)
    P = dyn_cast_or_null<PkgName>(C.lookup(N->Value));
  if (P) {
    qualifiedIdent(C, X, E, N, P);
  } else if (!select(C, X, E, WantType)) {
    X.Mode = OperandMode::Invalid;
    X.T = C.invalidType();
  }
  X.X = E;
}
