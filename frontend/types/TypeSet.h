//===- TypeSet.h - Interface type sets -------------------------*- C++ -*-===//
#ifndef OGO_FRONTEND_TYPES_TYPESET_H
#define OGO_FRONTEND_TYPES_TYPESET_H

#include "frontend/types/Object.h"

namespace ogo {

/// Spec "Interface types": the methods every element has and the list of
/// permitted terms. A default constructed set holds all types.
class TypeSet {
public:
  llvm::SmallVector<Func *, 4> Methods; // all, embedded ones too, sorted by Id
  bool AllTypes = true;                 // no term restriction
  llvm::SmallVector<UnionTerm, 2>
      Terms;               // normalized; meaningful unless AllTypes
  bool Comparable = false; // embeds comparable (and AllTypes)

  bool isEmpty() const { return !AllTypes && Terms.empty(); }
  bool isAll() const { return AllTypes && !Comparable && Methods.empty(); }
  bool isMethodSet() const { return AllTypes && !Comparable; }
  bool hasTerms() const { return !AllTypes && !Terms.empty(); }
  bool isComparable() const;
  Func *lookupMethod(Package *Pkg, llvm::StringRef Name, bool FoldCase = false,
                     int *Index = nullptr) const;
  bool includes(const Type *T) const;        // by terms
  bool subsetOf(const TypeSet &Other) const; // by terms
  /// Calls F for each term (type as written, its underlying type); once with
  /// nulls when there are no specific terms. Stops at false.
  bool typeSetIs(llvm::function_ref<bool(const UnionTerm *)> F) const;
  bool underIs(llvm::function_ref<bool(Type *)> F) const;
  bool all(llvm::function_ref<bool(Type *, Type *)> F) const;
};

/// That of an interface without elements.
const TypeSet &everyType();
/// The type set of an interface; computed when it is first asked for, which
/// changes nothing that can be seen of T otherwise.
const TypeSet &typeSet(const Interface *T);
const TypeSet &typeSet(const Union *T);
/// Constraint interface of a type parameter (implicit ones are wrapped).
Interface *constraintOf(const TypeParam *T);
const TypeSet &typeSet(const TypeParam *T);

/// Computes the set of an interface whose errors are to be reported to C (null:
/// to nobody). InterfaceTypeSet.cpp
const TypeSet &computeTypeSet(Completion *C, const Interface *I);

} // namespace ogo

#endif
