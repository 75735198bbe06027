//===- TypeExpr.cpp - Type expressions ------------------------------------===//
//
// A declared type has no right-hand side before all of it is checked; what is
// in it can refer to the type by its name, but must not ask what it is. Checks
// that need complete types (comparable map keys, no constraint interfaces as
// variable types, satisfied constraints) are put off.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/TypeExpr.h"
#include "frontend/check/Call.h"
#include "frontend/check/Decl.h"
#include "frontend/check/Infer.h"
#include "frontend/syntax/CharInfo.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;

/// The object N denotes; null after an error.
static Object *resolve(Checker &C, Name *N, Scope *&Where) {
  Object *O = C.scope()->lookupParent(N->Value, Pos(), &Where);
  if (!O) {
    if (N->Value == "_")
      C.error(N, DiagCode::InvalidBlank, "cannot use _ as value or type");
    else if (isValidName(N->Value))
      C.error(N, DiagCode::UndeclaredName, "undefined: " + N->Value);
    return nullptr;
  }
  bool Universal = O->Parent == C.Ctx.universe();
  if (Universal && (O == C.Ctx.ComparableType->Obj || O->Name == "any") &&
      !C.verifyVersion(N, LangVersion{18}, "predeclared " + N->Value))
    return nullptr;
  return O;
}

/// X becomes what O denotes; X stays invalid after an error.
static void setOperand(Checker &C, Operand &X, Name *N, Object *O) {
  Type *T = O->T;
  switch (O->kind()) {
  case ObjectKind::PkgName:
    C.error(N, DiagCode::InvalidPkgUse,
            "use of package " + O->Name + " not in selector");
    return;
  case ObjectKind::Const:
    C.addDeclDep(O);
    if (!isValid(T))
      return;
    if (O == C.Ctx.IotaObject) {
      if (!C.Env.Iota) {
        C.error(N, DiagCode::InvalidIota,
                "cannot use iota outside constant declaration");
        return;
      }
      X.Val = C.Env.Iota;
    } else {
      X.Val = cast<Const>(O)->Val;
    }
    X.Mode = OperandMode::Constant;
    break;
  case ObjectKind::TypeName:
    X.Mode = OperandMode::TypeExpr;
    break;
  case ObjectKind::Var:
    if (O->Pkg == &C.Pkg)
      cast<Var>(O)->Used = true;
    C.addDeclDep(O);
    if (!isValid(T))
      return;
    X.Mode = OperandMode::Variable;
    break;
  case ObjectKind::Func:
    C.addDeclDep(O);
    X.Mode = OperandMode::Value;
    break;
  case ObjectKind::Builtin:
    X.Id = cast<Builtin>(O)->Id;
    X.Mode = OperandMode::Builtin;
    break;
  case ObjectKind::Nil:
    X.Mode = OperandMode::NilValue;
    break;
  case ObjectKind::Label:
    llvm_unreachable("labels are in no scope");
  }
  X.T = T;
}

/// What kind of thing a name stands for, in words for messages.
static llvm::StringRef objectKind(const Object *O) {
  switch (O->kind()) {
  case ObjectKind::PkgName:
    return "package name";
  case ObjectKind::Const:
    return "constant";
  case ObjectKind::TypeName:
    return "type";
  case ObjectKind::Var: {
    auto *V = cast<Var>(O);
    if (V->IsReceiver)
      return "receiver";
    if (V->IsResult)
      return "result variable";
    if (V->IsParam)
      return "parameter";
    return V->Pkg && V->Parent == &V->Pkg->PkgScope ? "package-level variable"
                                                    : "local variable";
  }
  case ObjectKind::Func:
    return "function";
  case ObjectKind::Builtin:
    return "built-in function";
  case ObjectKind::Nil:
    return "untyped nil";
  case ObjectKind::Label:
    break;
  }
  llvm_unreachable("labels are in no scope");
}

void ogo::ident(Checker &C, Operand &X, Name *N, bool WantType) {
  X.Mode = OperandMode::Invalid;
  X.X = N;
  Scope *Where = nullptr;
  Object *O = resolve(C, N, Where);
  if (!O)
    return;
  C.recordUse(N, O);

  // Stop early where a type is needed: underlying types may be missing.
  bool GotType = isa<TypeName>(O);
  if (!GotType && WantType) {
    C.error(N, DiagCode::NotAType,
            O->Name + " (" + objectKind(O) + ") is not a type");
    if (auto *V = dyn_cast<Var>(O); V && V->Pkg == &C.Pkg)
      V->Used = true;
    return;
  }
  // An object with a type is only visited again to find cycles of types.
  if (!O->T || (GotType && WantType && O->Pkg == &C.Pkg))
    objDecl(C, O);
  if (!O->T)
    return; // only after an error

  if (!C.DotImports.empty())
    if (PkgName *P = C.DotImports.lookup({Where, O->Name}))
      P->Used = true;
  setOperand(C, X, N, O);
}

Type *ogo::typ(Checker &C, Expr *E) { return declaredType(C, E, nullptr); }

Type *ogo::varType(Checker &C, Expr *E) {
  Type *T = declaredType(C, E, nullptr);
  validVarType(C, E, T);
  return T;
}

/// Whether T can be a constraint interface; only names and interfaces can.
static bool mayBeConstraint(Type *T) {
  return isa<Named>(T) || isa<Alias>(T) || isa<Interface>(T);
}

void ogo::validVarType(Checker &C, Expr *E, Type *T) {
  if (!mayBeConstraint(T) || isTypeParam(T))
    return;
  // Later: the type may be one whose declaration is in progress.
  C.later([&C, E, T] {
    auto *I = dyn_cast<Interface>(under(T));
    if (!I)
      return;
    const TypeSet &S = computeTypeSet(&C, I);
    if (S.isMethodSet())
      return;
    C.softError(startPos(E), DiagCode::MisplacedConstraintIface,
                "cannot use type " + C.str(T) +
                    " outside a type constraint: interface " +
                    (S.Comparable ? "is (or embeds) comparable"
                                  : "contains type constraints"));
  });
}

Type *ogo::declaredType(Checker &C, Expr *E, TypeName *Def) {
  Type *T = typInternal(C, E, Def);
  if (isGeneric(T)) {
    C.error(E, DiagCode::WrongTypeArgCount,
            "cannot use generic type " + C.str(T) + " without instantiation");
    T = C.invalidType();
  }
  C.recordTypeAndValue(E, OperandMode::TypeExpr, T, ConstantValue());
  return T;
}

Type *ogo::genericType(Checker &C, Expr *E, std::string *Cause) {
  Type *T = typInternal(C, E, nullptr);
  if (isValid(T) && !isGeneric(T)) {
    if (Cause)
      *Cause = C.str(T) + " is not a generic type";
    T = C.invalidType();
  }
  C.recordTypeAndValue(E, OperandMode::TypeExpr, T, ConstantValue());
  return T;
}

/// The type an operand denotes, which must be one; null after an error.
static Type *operandType(Checker &C, Operand &X) {
  switch (X.Mode) {
  case OperandMode::TypeExpr:
    return X.T;
  case OperandMode::Invalid:
    return nullptr;
  case OperandMode::NoValue:
    C.error(X, DiagCode::NotAType, C.str(X) + " used as type");
    return nullptr;
  default:
    C.error(X, DiagCode::NotAType, C.str(X) + " is not a type");
    return nullptr;
  }
}

static Type *arrayType(Checker &C, ArrayType *E) {
  auto *T = C.Ctx.make<Array>(nullptr, 0);
  if (E->Len) {
    T->Len = arrayLength(C, E->Len);
  } else {
    C.error(E, DiagCode::BadDotDotDotSyntax,
            "invalid use of [...] array (outside a composite literal)");
    T->Len = -1;
  }
  T->Elem = varType(C, E->Elem);
  C.SizedTypes.push_back({E, T});
  return T->Len >= 0 ? T : nullptr;
}

static Type *pointerType(Checker &C, Operation *E) {
  // Never without a base, even in an invalid recursive declaration.
  auto *T = C.Ctx.make<Pointer>(C.invalidType());
  T->Elem = varType(C, E->X);
  // What an invalid pointer points to would be invalid again.
  return isValid(T->Elem) ? static_cast<Type *>(T) : C.invalidType();
}

static Type *mapType(Checker &C, MapType *E) {
  auto *T = C.Ctx.make<Map>(nullptr, nullptr);
  T->Key = varType(C, E->Key);
  T->Elem = varType(C, E->Value);
  C.SizedTypes.push_back({E, T});
  // "The comparison operators == and != must be fully defined for operands of
  // the key type."
  if (auto *B = dyn_cast<BasicType>(T->Key); B && !(B->Info & IsUntyped))
    return T;
  C.later([&C, T, E] {
    if (comparableType(T->Key))
      return;
    C.error(
        E->Key, DiagCode::IncomparableMapKey,
        "invalid map key type " + C.str(T->Key) +
            (isTypeParam(T->Key) ? " (missing comparable constraint)" : ""));
  });
  return T;
}

static Type *notAType(Checker &C, Expr *E) {
  C.error(E, DiagCode::NotAType, C.str(E) + " is not a type");
  useExprs(C, E);
  return nullptr;
}

/// As typInternal but null after an error.
static Type *typeOf(Checker &C, Expr *E0, TypeName *Def) {
  switch (E0->kind()) {
  case NodeKind::BadExpr:
    return nullptr;
  case NodeKind::Name: {
    Operand X;
    ident(C, X, cast<Name>(E0), /*WantType=*/true);
    return operandType(C, X);
  }
  case NodeKind::SelectorExpr: {
    Operand X;
    selector(C, X, cast<SelectorExpr>(E0), /*WantType=*/true);
    return operandType(C, X);
  }
  case NodeKind::IndexExpr: {
    auto *E = cast<IndexExpr>(E0);
    C.verifyVersion(E, LangVersion{18}, "type instantiation");
    return instantiatedType(C, E->X, unpackList(E->Index));
  }
  case NodeKind::ParenExpr:
    // Generic types must be instantiated before any use, parenthesized too.
    return declaredType(C, cast<ParenExpr>(E0)->X, Def);
  case NodeKind::ArrayType:
    return arrayType(C, cast<ArrayType>(E0));
  case NodeKind::SliceType: {
    auto *T = C.Ctx.make<Slice>(nullptr);
    T->Elem = varType(C, cast<SliceType>(E0)->Elem);
    return T;
  }
  case NodeKind::DotsType:
    C.error(E0, DiagCode::InvalidSyntaxTree, "invalid use of ...");
    return nullptr;
  case NodeKind::StructType: {
    auto *T = C.Ctx.make<Struct>();
    structType(C, T, cast<StructType>(E0));
    C.SizedTypes.push_back({E0, T});
    return T;
  }
  case NodeKind::Operation: {
    auto *E = cast<Operation>(E0);
    if (E->Opcode == Op::Mul && !E->Y)
      return pointerType(C, E);
    return notAType(C, E0);
  }
  case NodeKind::FuncType: {
    auto *T = C.Ctx.make<Signature>();
    funcType(C, T, nullptr, {}, cast<FuncType>(E0));
    return T;
  }
  case NodeKind::InterfaceType: {
    Interface *T = C.Ctx.makeInterface(&C);
    interfaceType(C, T, cast<InterfaceType>(E0), Def);
    return T;
  }
  case NodeKind::MapType:
    return mapType(C, cast<MapType>(E0));
  case NodeKind::ChanType: {
    auto *E = cast<ChanType>(E0);
    auto *T = C.Ctx.make<Chan>(E->Dir, C.invalidType());
    T->Elem = varType(C, E->Elem);
    C.SizedTypes.push_back({E, T});
    return T;
  }
  default:
    return notAType(C, E0);
  }
}

Type *ogo::typInternal(Checker &C, Expr *E, TypeName *Def) {
  Type *T = typeOf(C, E, Def);
  return T ? T : C.invalidType();
}

static std::string exprListString(Checker &C, ArrayRef<Expr *> List) {
  std::string S = "[";
  for (size_t I = 0; I != List.size(); ++I) {
    if (I)
      S += ", ";
    S += C.str(List[I]);
  }
  return S + "]";
}

namespace {
/// An instance that is written in the source.
struct WrittenInstance {
  Type *T;
  TypeName *Obj;
  ArrayRef<TypeParam *> TParams;
  ArrayRef<Type *> TArgs;
};
} // namespace

static WrittenInstance writtenInstance(Type *T) {
  if (auto *A = dyn_cast<Alias>(T))
    return {A, A->Obj, A->TParams, A->TArgs};
  auto *N = cast<Named>(T);
  return {N, N->Obj, N->typeParams(), N->TArgs};
}

/// Reports arguments that do not fit the type parameters of an instance the
/// source mentions.
static void verifyInstance(Checker &C, Expr *X, ArrayRef<Expr *> XList,
                           Type *T) {
  WrittenInstance I = writtenInstance(T);
  C.recordInstance(X, I.TArgs, I.T);
  if (!validateTArgLen(C, X->pos(), I.Obj->Name, I.TParams.size(),
                       I.TArgs.size()))
    return;
  std::string Cause;
  int Bad = verify(C, X->pos(), I.TParams, I.TArgs, &Cause);
  if (Bad < 0) {
    recordMonoInstance(C, &C.Pkg, X->pos(), I.TParams, I.TArgs, XList);
    return;
  }
  Pos At = X->pos();
  if (static_cast<size_t>(Bad) < XList.size())
    At = startPos(XList[Bad]);
  C.softError(At, DiagCode::InvalidTypeArg, Cause);
}

Type *ogo::instantiatedType(Checker &C, Expr *X, ArrayRef<Expr *> XList) {
  std::string Cause;
  Type *Generic = genericType(C, X, &Cause);
  if (!Cause.empty())
    C.error(X, DiagCode::NotAGenericType,
            "invalid operation: " + C.str(X) + exprListString(C, XList) + " (" +
                Cause + ")");
  if (!isValid(Generic))
    return Generic;
  llvm::SmallVector<Type *, 2> TArgs = typeList(C, XList);
  if (TArgs.empty())
    return C.invalidType();
  // The number of a defined type's parameters may not be known yet.
  if (auto *A = dyn_cast<Alias>(Generic))
    if (!validateTArgLen(C, X->pos(), A->Obj->Name, A->TParams.size(),
                         TArgs.size()))
      return C.invalidType();
  Type *Inst = instantiate(C.Ctx, Generic, TArgs);
  if (!isa<Alias, Named>(Inst))
    return Inst;
  if (auto *N = dyn_cast<Named>(Inst); N && !N->InstPos.isValid())
    N->InstPos = X->pos();
  // Later: the type parameters may not be set up. Instances that arise by
  // substitution are not verified, those in the source are.
  C.later([&C, X, XList, Inst] { verifyInstance(C, X, XList, Inst); });
  return Inst;
}

int64_t ogo::arrayLength(Checker &C, Expr *E) {
  // A name that is no constant may be a type parameter list gone wrong.
  if (auto *N = dyn_cast<Name>(E)) {
    Object *O = C.lookup(N->Value);
    if (!O) {
      C.error(N, DiagCode::InvalidArrayLen,
              "undefined array length " + N->Value +
                  " or missing type constraint");
      return -1;
    }
    if (!isa<Const>(O)) {
      C.error(N, DiagCode::InvalidArrayLen, "invalid array length " + N->Value);
      return -1;
    }
  }
  Operand X;
  expr(C, nullptr, X, E);
  if (X.Mode != OperandMode::Constant) {
    if (X.Mode != OperandMode::Invalid)
      C.error(X, DiagCode::InvalidArrayLen,
              "array length " + C.str(X) + " must be constant");
    return -1;
  }
  if (isUntyped(X.T) || isInteger(X.T)) {
    ConstantValue V = constant::toInt(X.Val);
    if (V.kind() == ConstantValue::Kind::Int &&
        representableConst(V, C.basic(BasicKind::Int), nullptr))
      if (std::optional<int64_t> N = V.int64Val(); N && *N >= 0)
        return *N;
  }
  if (isInteger(X.T))
    C.error(X, DiagCode::InvalidArrayLen, "invalid array length " + C.str(X));
  else
    C.error(X, DiagCode::InvalidArrayLen,
            "array length " + C.str(X) + " must be integer");
  return -1;
}

llvm::SmallVector<Type *, 2> ogo::typeList(Checker &C, ArrayRef<Expr *> List) {
  llvm::SmallVector<Type *, 2> Types;
  bool Ok = true;
  for (Expr *X : List) {
    Type *T = varType(C, X);
    Ok = Ok && isValid(T);
    Types.push_back(T);
  }
  if (!Ok)
    Types.clear();
  return Types;
}
