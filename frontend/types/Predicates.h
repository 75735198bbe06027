//===- Predicates.h - Questions about types --------------------*- C++ -*-===//
//
// Identity, comparability and the basic classes of types. Names follow the
// specification.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_TYPES_PREDICATES_H
#define OGO_FRONTEND_TYPES_PREDICATES_H

#include "frontend/types/TypeString.h"

namespace ogo {

bool isValid(const Type *T);
// under(T) is a basic type of the class (type parameters: never).
bool isBoolean(const Type *T);
bool isNumber(const Type *T);
bool isString(const Type *T);
bool isInteger(const Type *T);
bool isUnsigned(const Type *T);
bool isFloat(const Type *T);
bool isIntegerOrFloat(const Type *T);
bool isComplex(const Type *T);
bool isNumeric(const Type *T);
bool isConstType(const Type *T);
bool isBasicInfo(const Type *T, unsigned Info); // any BasicInfo bit of under(T)
// Same, but true for a type parameter if true for all of its type set.
bool allBoolean(const Type *T);
bool allInteger(const Type *T);
bool allUnsigned(const Type *T);
bool allNumeric(const Type *T);
bool allString(const Type *T);
bool allOrdered(const Type *T);
bool allNumericOrString(const Type *T);
bool allBasicInfo(const Type *T, unsigned Info);

bool isTyped(const Type *T);
bool isUntyped(const Type *T);
bool isUntypedNumeric(const Type *T);
bool isTypeParam(const Type *T);
bool hasTypeParams(const Type *T); // mentions any type parameter, anywhere
bool isGeneric(const Type *T);     // generic, not instantiated, Named or Alias
bool isNonTypeParamInterface(const Type *T);
bool isInterface(const Type *T); // under(T) is an interface (type params: yes)
bool hasNil(const Type *T);
bool hasName(const Type *T);
bool isTypeLit(const Type *T); // neither Named nor a type parameter
bool hasEmptyTypeset(const Type *T);
bool isBytesOrRunes(const Type *T);

/// Comparable in the sense of ==. Dynamic: interfaces count as comparable.
/// Why, if given, gets the reason T is not, with types written as Q says.
bool comparableType(const Type *T, bool Dynamic = true,
                    std::string *Why = nullptr, Qualifier Q = nullptr);

/// Spec "Type identity". IgnoreTags: as for conversions.
bool identical(const Type *X, const Type *Y);
bool identicalIgnoreTags(const Type *X, const Type *Y);
/// An invalid type counts as identical to any.
bool identicalIgnoreInvalids(const Type *X, const Type *Y);
/// Instances of the same declaration, whatever their arguments.
bool identicalOrigin(const Named *X, const Named *Y);
/// X if identical to Y; of two channel types that differ only in direction,
/// the directed one if the other is not; else null (types2: match).
Type *matchChanDir(Type *X, Type *Y);
/// The larger of two untyped numeric types, X if equal, else null.
Type *maxType(Type *X, Type *Y);
/// Both lists, element by element.
bool identicalTypes(llvm::ArrayRef<Type *> X, llvm::ArrayRef<Type *> Y);
/// Equal for identical types. Not structural into Named (uses its identity and
/// its arguments).
uint64_t typeHash(const Type *T);

/// Default type of an untyped type; typed ones stay.
Type *defaultType(TypeContext &Ctx, Type *T);

/// The one underlying type of all types in T's type set (T's own if T is no
/// type parameter), null if there is none. Of channel types that differ in
/// their directions only, a most restricted one, unless directions conflict.
Type *commonUnder(const Type *T);
/// The same, but string for a set of byte slices and strings.
Type *commonUnderOrString(const Type *T);
template <typename U> U *commonUnderAs(const Type *T) {
  return llvm::dyn_cast_or_null<U>(commonUnder(T));
}

} // namespace ogo

#endif
