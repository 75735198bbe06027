//===- TermList.h - Unions of type terms -----------------------*- C++ -*-===//
//
// A type set's term list: all types, or the union of terms T and ~T. The empty
// list is the empty set. Lists are kept normalized: no term contains another.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_TYPES_TERMLIST_H
#define OGO_FRONTEND_TYPES_TERMLIST_H

#include "frontend/types/TypeSet.h"

namespace ogo {

/// Whether the sets of types the terms stand for have no type in common.
bool disjointTerms(const UnionTerm &X, const UnionTerm &Y);
bool termIncludes(const UnionTerm &X, const Type *T);

class TermList {
public:
  bool All = false;
  llvm::SmallVector<UnionTerm, 2> Terms;

  TermList() = default; // the empty set
  explicit TermList(const TypeSet &S) : All(S.AllTypes) {
    if (!All)
      Terms = S.Terms;
  }
  static TermList all() {
    TermList L;
    L.All = true;
    return L;
  }

  bool isEmpty() const { return !All && Terms.empty(); }
  void unite(const TermList &Other);
  void intersect(const TermList &Other);
  bool subsetOf(const TermList &Other) const;
  bool equal(const TermList &Other) const {
    return subsetOf(Other) && Other.subsetOf(*this);
  }
  bool includes(const Type *T) const;

private:
  void normalize();
};

} // namespace ogo

#endif
