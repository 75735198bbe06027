//===- TermList.cpp - Set operations on type terms ------------------------===//
//
// Term lists are short, so every operation simply compares each pair of terms.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/TermList.h"
#include "frontend/types/Predicates.h"

using namespace ogo;

bool ogo::disjointTerms(const UnionTerm &X, const UnionTerm &Y) {
  // ~T meets U if U's underlying type is T.
  Type *UX = Y.Tilde ? under(X.T) : X.T;
  Type *UY = X.Tilde ? under(Y.T) : Y.T;
  return !identical(UX, UY);
}

bool ogo::termIncludes(const UnionTerm &X, const Type *T) {
  return identical(X.T, X.Tilde ? under(T) : T);
}

static bool termSubset(const UnionTerm &X, const UnionTerm &Y) {
  return !disjointTerms(X, Y) && (!X.Tilde || Y.Tilde);
}

void TermList::normalize() {
  llvm::SmallVector<UnionTerm, 2> Result;
  llvm::SmallVector<bool, 8> Used(Terms.size(), false);
  for (size_t I = 0; I != Terms.size(); ++I) {
    if (Used[I])
      continue;
    UnionTerm X = Terms[I];
    for (size_t J = I + 1; J != Terms.size(); ++J) {
      if (Used[J] || disjointTerms(X, Terms[J]))
        continue;
      // Of two terms that overlap one contains the other: the one with ~.
      if (!X.Tilde && Terms[J].Tilde)
        X = Terms[J];
      Used[J] = true;
    }
    Result.push_back(X);
  }
  Terms = std::move(Result);
}

void TermList::unite(const TermList &Other) {
  if (All || Other.All) {
    All = true;
    Terms.clear();
    return;
  }
  Terms.append(Other.Terms.begin(), Other.Terms.end());
  normalize();
}

void TermList::intersect(const TermList &Other) {
  if (Other.All)
    return;
  if (All) {
    *this = Other;
    return;
  }
  llvm::SmallVector<UnionTerm, 2> Result;
  for (const UnionTerm &X : Terms)
    for (const UnionTerm &Y : Other.Terms)
      if (!disjointTerms(X, Y))
        Result.push_back(!X.Tilde || Y.Tilde ? X : Y);
  Terms = std::move(Result);
  normalize();
}

bool TermList::subsetOf(const TermList &Other) const {
  if (Other.isEmpty())
    return isEmpty();
  if (Other.All)
    return true;
  if (All)
    return false;
  for (const UnionTerm &X : Terms)
    if (llvm::none_of(Other.Terms,
                      [&](const UnionTerm &Y) { return termSubset(X, Y); }))
      return false;
  return true;
}

bool TermList::includes(const Type *T) const {
  return All || llvm::any_of(Terms, [&](const UnionTerm &X) {
           return termIncludes(X, T);
         });
}
