//===- Predicates.cpp - Classes of types, comparability, common types -----===//
//
// Questions the rules ask about one type. For a type parameter "is" asks the
// parameter itself (never a basic type) and "all" asks its whole type set.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeContext.h"
#include "frontend/types/TypeSet.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

static BasicType *asBasic(const Type *T) {
  return dyn_cast_or_null<BasicType>(const_cast<Type *>(T));
}

bool ogo::isValid(const Type *T) {
  auto *B = asBasic(unalias(T));
  return !B || B->Kind != BasicKind::Invalid;
}

bool ogo::isBasicInfo(const Type *T, unsigned Info) {
  auto *B = asBasic(under(T));
  return B && B->Info & Info;
}

bool ogo::isBoolean(const Type *T) { return isBasicInfo(T, IsBoolean); }
bool ogo::isNumber(const Type *T) { return isBasicInfo(T, IsNumeric); }
bool ogo::isString(const Type *T) { return isBasicInfo(T, IsString); }
bool ogo::isInteger(const Type *T) { return isBasicInfo(T, IsInteger); }
bool ogo::isUnsigned(const Type *T) { return isBasicInfo(T, IsUnsigned); }
bool ogo::isFloat(const Type *T) { return isBasicInfo(T, IsFloat); }
bool ogo::isIntegerOrFloat(const Type *T) {
  return isBasicInfo(T, IsInteger | IsFloat);
}
bool ogo::isComplex(const Type *T) { return isBasicInfo(T, IsComplex); }
bool ogo::isNumeric(const Type *T) { return isBasicInfo(T, IsNumeric); }
bool ogo::isConstType(const Type *T) { return isBasicInfo(T, IsConstType); }

bool ogo::allBasicInfo(const Type *T, unsigned Info) {
  if (TypeParam *P = asTypeParam(T))
    return typeSet(P).typeSetIs([Info](const UnionTerm *Term) {
      return Term && isBasicInfo(Term->T, Info);
    });
  return isBasicInfo(T, Info);
}

bool ogo::allBoolean(const Type *T) { return allBasicInfo(T, IsBoolean); }
bool ogo::allInteger(const Type *T) { return allBasicInfo(T, IsInteger); }
bool ogo::allUnsigned(const Type *T) { return allBasicInfo(T, IsUnsigned); }
bool ogo::allNumeric(const Type *T) { return allBasicInfo(T, IsNumeric); }
bool ogo::allString(const Type *T) { return allBasicInfo(T, IsString); }
bool ogo::allOrdered(const Type *T) { return allBasicInfo(T, IsOrdered); }
bool ogo::allNumericOrString(const Type *T) {
  return allBasicInfo(T, IsNumeric | IsString);
}

// Names cannot denote untyped types, so there is nothing to look behind.
bool ogo::isUntyped(const Type *T) {
  auto *B = asBasic(T);
  return B && B->Info & IsUntyped;
}
bool ogo::isTyped(const Type *T) { return !isUntyped(T); }
bool ogo::isUntypedNumeric(const Type *T) {
  auto *B = asBasic(T);
  return B && B->Info & IsUntyped && B->Info & IsNumeric;
}

bool ogo::isTypeParam(const Type *T) { return asTypeParam(T); }

bool ogo::isInterface(const Type *T) {
  return llvm::isa_and_nonnull<Interface>(under(T));
}

bool ogo::isNonTypeParamInterface(const Type *T) {
  return !isTypeParam(T) && isInterface(T);
}

bool ogo::isGeneric(const Type *T) {
  // An instance has its origin's parameters but is not generic any more.
  if (auto *A = dyn_cast_or_null<Alias>(T))
    if (!A->TParams.empty() && A->TArgs.empty())
      return true;
  Named *N = asNamed(T);
  return N && N->Obj && !N->isInstance() && !N->TParams.empty();
}

bool ogo::hasNil(const Type *T) {
  Type *U = under(T);
  if (!U)
    return false;
  switch (U->kind()) {
  case TypeKind::Basic:
    return cast<BasicType>(U)->Kind == BasicKind::UnsafePointer;
  case TypeKind::Slice:
  case TypeKind::Pointer:
  case TypeKind::Signature:
  case TypeKind::Map:
  case TypeKind::Chan:
    return true;
  case TypeKind::Interface:
    return !isTypeParam(T) || typeSet(cast<Interface>(U)).underIs([](Type *V) {
      return V && hasNil(V);
    });
  default:
    return false;
  }
}

bool ogo::hasName(const Type *T) {
  Type *U = unalias(T);
  return U && (isa<BasicType>(U) || isa<Named>(U) || isa<TypeParam>(U));
}

bool ogo::isTypeLit(const Type *T) {
  Type *U = unalias(T);
  return !U || !(isa<Named>(U) || isa<TypeParam>(U));
}

/// Underlying type without completing anything that is being declared.
static Type *safeUnderlying(const Type *T) {
  if (Named *N = asNamed(T))
    return N->Underlying;
  return under(T);
}

bool ogo::hasEmptyTypeset(const Type *T) {
  TypeParam *P = asTypeParam(T);
  if (!P || !P->Bound)
    return false;
  auto *I = dyn_cast_or_null<Interface>(safeUnderlying(P->Bound));
  return I && I->TSet && I->TSet->isEmpty();
}

bool ogo::isBytesOrRunes(const Type *T) {
  auto *S = dyn_cast_or_null<Slice>(const_cast<Type *>(T));
  auto *B = S ? asBasic(under(S->Elem)) : nullptr;
  return B && (B->Kind == BasicKind::Uint8 || B->Kind == BasicKind::Int32);
}

namespace {
/// Walk over a type's parts; Named types are not entered but for arguments.
class TypeParamFinder {
  llvm::SmallPtrSet<const Type *, 8> Seen;

  bool vars(const Tuple *T) {
    return T && llvm::any_of(T->Vars, [&](Var *V) { return find(V->T); });
  }
  bool signature(const Signature *S) {
    return !S->TParams.empty() || vars(S->Params) || vars(S->Results);
  }

public:
  bool find(const Type *T) {
    T = unalias(T);
    if (!T)
      return false;
    switch (T->kind()) {
    case TypeKind::Basic:
      return false;
    case TypeKind::Array:
      return find(cast<Array>(T)->Elem);
    case TypeKind::Slice:
      return find(cast<Slice>(T)->Elem);
    case TypeKind::Pointer:
      return find(cast<Pointer>(T)->Elem);
    case TypeKind::Struct:
      return llvm::any_of(cast<Struct>(T)->Fields,
                          [&](Var *F) { return find(F->T); });
    case TypeKind::Tuple:
      return vars(cast<Tuple>(T));
    case TypeKind::Signature:
      return signature(cast<Signature>(T));
    case TypeKind::Union:
      return llvm::any_of(cast<Union>(T)->Terms,
                          [&](const UnionTerm &U) { return find(U.T); });
    case TypeKind::Interface:
      return interface(cast<Interface>(T));
    case TypeKind::Map:
      return find(cast<Map>(T)->Key) || find(cast<Map>(T)->Elem);
    case TypeKind::Chan:
      return find(cast<Chan>(T)->Elem);
    case TypeKind::Named:
      return llvm::any_of(cast<Named>(T)->TArgs,
                          [&](Type *A) { return find(A); });
    case TypeKind::TypeParam:
      return true;
    case TypeKind::Alias:
      break;
    }
    llvm_unreachable("aliases are removed");
  }

private:
  bool interface(const Interface *I) {
    // Only interfaces can contain themselves without a name in between.
    if (!Seen.insert(I).second)
      return false;
    for (Func *M : I->Methods)
      if (M->T && signature(M->signature()))
        return true;
    return llvm::any_of(I->Embeddeds, [&](Type *E) { return find(E); });
  }
};
} // namespace

bool ogo::hasTypeParams(const Type *T) { return TypeParamFinder().find(T); }

Type *ogo::defaultType(TypeContext &Ctx, Type *T) {
  auto *B = asBasic(T);
  if (!B)
    return T;
  switch (B->Kind) {
  case BasicKind::UntypedBool:
    return Ctx.basic(BasicKind::Bool);
  case BasicKind::UntypedInt:
    return Ctx.basic(BasicKind::Int);
  case BasicKind::UntypedRune:
    return Ctx.RuneType;
  case BasicKind::UntypedFloat:
    return Ctx.basic(BasicKind::Float64);
  case BasicKind::UntypedComplex:
    return Ctx.basic(BasicKind::Complex128);
  case BasicKind::UntypedString:
    return Ctx.basic(BasicKind::String);
  default:
    return T;
  }
}

Type *ogo::maxType(Type *X, Type *Y) {
  if (X == Y)
    return X;
  if (isUntypedNumeric(X) && isUntypedNumeric(Y))
    return cast<BasicType>(X)->Kind > cast<BasicType>(Y)->Kind ? X : Y;
  return nullptr;
}

Type *ogo::matchChanDir(Type *X, Type *Y) {
  if (identical(X, Y))
    return X;
  auto *CX = dyn_cast<Chan>(X);
  auto *CY = dyn_cast<Chan>(Y);
  if (CX && CY && identical(CX->Elem, CY->Elem)) {
    if (CX->Dir == ChanDir::Both)
      return Y;
    if (CY->Dir == ChanDir::Both)
      return X;
  }
  return nullptr;
}

Type *ogo::commonUnder(const Type *T) {
  TypeParam *P = asTypeParam(T);
  if (!P)
    return under(T);
  Type *Common = nullptr;
  bool Ok = typeSet(P).underIs([&](Type *U) {
    if (!U)
      return false;
    if (Common) {
      U = matchChanDir(Common, U);
      if (!U)
        return false;
    }
    Common = U;
    return true;
  });
  return Ok ? Common : nullptr;
}

static bool isByteSlice(const Type *T) {
  auto *S = dyn_cast<Slice>(T);
  auto *B = S ? asBasic(unalias(S->Elem)) : nullptr;
  return B && B->Kind == BasicKind::Uint8;
}

Type *ogo::commonUnderOrString(const Type *T) {
  TypeParam *P = asTypeParam(T);
  if (!P)
    return under(T);
  // With a string in the set, every other type must be a byte slice.
  Type *Common = nullptr, *Str = nullptr;
  bool Ok = typeSet(P).underIs([&](Type *U) {
    if (!U)
      return false;
    if (isString(U)) {
      Str = U;
      return !Common || isByteSlice(Common);
    }
    if (Str && !isByteSlice(U))
      return false;
    if (Common) {
      U = matchChanDir(Common, U);
      if (!U)
        return false;
    }
    Common = U;
    return true;
  });
  if (!Ok)
    return nullptr;
  return Str ? Str : Common;
}

namespace {
/// Spec "Comparison operators". Types seen before count as comparable: a
/// recursive type is if the rest of it is.
class ComparableCheck {
public:
  ComparableCheck(std::string *Why, Qualifier Q) : Why(Why), Q(Q) {}

  bool check(const Type *T, bool Dynamic, bool Report) {
    if (!Seen.insert(T).second)
      return true;
    Type *U = under(T);
    if (!U)
      return false;
    switch (U->kind()) {
    case TypeKind::Basic:
      // Invalid types count as comparable to avoid errors that follow.
      return cast<BasicType>(U)->Kind != BasicKind::UntypedNil;
    case TypeKind::Pointer:
    case TypeKind::Chan:
      return true;
    case TypeKind::Struct:
      for (Var *F : cast<Struct>(U)->Fields)
        if (!check(F->T, Dynamic, false))
          return fail(Report, [&] {
            return "struct containing " + typeString(F->T, Q) +
                   " cannot be compared";
          });
      return true;
    case TypeKind::Array:
      if (!check(cast<Array>(U)->Elem, Dynamic, false))
        return fail(Report,
                    [&] { return typeString(T, Q) + " cannot be compared"; });
      return true;
    case TypeKind::Interface: {
      const TypeSet &S = typeSet(cast<Interface>(U));
      if ((Dynamic && !isTypeParam(T)) || allComparable(S))
        return true;
      return fail(Report, [&]() -> std::string {
        return S.isEmpty() ? "empty type set"
                           : "incomparable types in type set";
      });
    }
    default:
      return false;
    }
  }

  bool allComparable(const TypeSet &S) {
    if (S.AllTypes)
      return S.Comparable;
    return S.typeSetIs([&](const UnionTerm *Term) {
      return Term && check(Term->T, /*Dynamic=*/false, false);
    });
  }

private:
  template <typename Fn> bool fail(bool Report, Fn Text) {
    if (Report && Why)
      *Why = Text();
    return false;
  }

  llvm::SmallPtrSet<const Type *, 8> Seen;
  std::string *Why;
  Qualifier Q;
};
} // namespace

bool ogo::comparableType(const Type *T, bool Dynamic, std::string *Why,
                         Qualifier Q) {
  return ComparableCheck(Why, Q).check(T, Dynamic, true);
}

bool TypeSet::isComparable() const {
  return ComparableCheck(nullptr, nullptr).allComparable(*this);
}
