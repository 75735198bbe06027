//===- InterfaceTypeSet.cpp - Computing type sets -------------------------===//
//
// Spec "Interface types": an interface's type set is the intersection of its
// elements' sets; a union's is the union of its terms'. Computed once, for
// interfaces of the package being checked with errors for duplicate methods
// (with equal signatures they are allowed when embedded, from go1.14 on).
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TermList.h"

using namespace ogo;

/// gc refuses larger unions.
static constexpr size_t MaxTermCount = 100;

/// Stands for the set of an interface whose elements are not known yet.
static TypeSet &topTypeSet() {
  static TypeSet Top;
  return Top;
}

static TypeSet &invalidTypeSet() {
  static TypeSet Invalid = [] {
    TypeSet S;
    S.AllTypes = false;
    return S;
  }();
  return Invalid;
}

namespace {
/// Methods of an interface while they are collected, with the positions errors
/// are reported at: a method's own, or that of the embedding.
class MethodCollector {
public:
  explicit MethodCollector(Checker *C) : C(C) {}

  void add(Pos At, Func *M, bool Explicit) {
    Entry *Other = find(M);
    if (!Other) {
      Found.push_back({M, At});
      if (Found.size() > LinearLimit)
        index();
      return;
    }
    if (!C)
      return;
    Entry First = *Other;
    if (Explicit)
      return report(C, At, M, First);
    // Signatures can only be compared when all types are complete.
    C->later([C = C, At, M, First] {
      if ((At.isValid() && !C->allowVersion(At, LangVersion{14})) ||
          !identical(M->T, First.M->T))
        report(C, At, M, First);
    });
  }

  void moveTo(llvm::SmallVectorImpl<Func *> &Out) {
    for (const Entry &E : Found)
      Out.push_back(E.M);
    llvm::sort(Out, [](Func *A, Func *B) { return A->lessById(*B); });
  }

private:
  struct Entry {
    Func *M;
    Pos At;
  };
  static constexpr size_t LinearLimit = 16;

  static void report(Checker *C, Pos At, Func *M, const Entry &First) {
    ErrorBuilder Err(*C, DiagCode::DuplicateDecl);
    Err.add(At, "duplicate method " + M->Name);
    Err.add(First.At, "other declaration of method " + M->Name);
    Err.report();
  }

  Entry *find(Func *M) {
    if (Found.size() > LinearLimit) {
      auto I = ById.find(M->id());
      return I == ById.end() ? nullptr : &Found[I->second];
    }
    for (Entry &E : Found)
      if (E.M->sameId(M->Pkg, M->Name))
        return &E;
    return nullptr;
  }
  void index() {
    for (size_t I = ById.size(); I != Found.size(); ++I)
      ById[Found[I].M->id()] = I;
  }

  Checker *C;
  llvm::SmallVector<Entry, 8> Found;
  llvm::StringMap<size_t> ById;
};

/// What one embedded element contributes.
struct Element {
  TermList Terms;
  bool Comparable = false;
};
} // namespace

/// False if the element is to be ignored because of an error.
static bool embeddedElement(Checker *C, Pos At, Type *T,
                            MethodCollector &Methods, Element &E) {
  Type *U = under(T);
  bool Verify = C && At.isValid();
  constexpr LangVersion Go118{18};
  if (auto *I = llvm::dyn_cast<Interface>(U)) {
    TypeSet &S = computeInterfaceTypeSet(C, At, I);
    if (Verify && isImportedConstraint(*C, T) && !C->allowVersion(At, Go118)) {
      C->verifyVersion(At, Go118,
                       "embedding constraint interface " + C->str(T));
      return false;
    }
    for (Func *M : S.Methods)
      Methods.add(At, M, /*Explicit=*/false);
    E.Terms = TermList(S);
    E.Comparable = S.Comparable;
    return true;
  }
  if (auto *Un = llvm::dyn_cast<Union>(U)) {
    if (Verify && !C->allowVersion(At, Go118)) {
      C->verifyVersion(At, Go118, "embedding interface element " + C->str(U));
      return false;
    }
    TypeSet &S = computeUnionTypeSet(C, At, Un);
    if (&S == &invalidTypeSet())
      return false;
    E.Terms = TermList(S);
    return true;
  }
  if (!isValid(U))
    return false;
  if (Verify && !C->allowVersion(At, Go118)) {
    C->verifyVersion(At, Go118, "embedding non-interface type " + C->str(T));
    return false;
  }
  E.Terms.Terms.push_back({false, T});
  return true;
}

static void intersect(TermList &Terms, bool &Comparable, const Element &E) {
  Terms.intersect(E.Terms);
  Comparable = Comparable || E.Comparable;
  if (!Comparable || Terms.All)
    return;
  // A term list says itself what is comparable.
  llvm::erase_if(Terms.Terms, [](const UnionTerm &T) {
    return !comparableType(T.T, /*Dynamic=*/false);
  });
  Comparable = false;
}

TypeSet &ogo::computeInterfaceTypeSet(Checker *C, Pos, Interface *I) {
  if (I->TSet)
    return *I->TSet;
  // A partial set must not be kept; errors that follow are reported then.
  if (!I->Complete)
    return topTypeSet();

  // Infinite expansion is found elsewhere (validType); set now, the result
  // ends the recursion here.
  I->TSet = new TypeSet; // lives as long as the arena's types

  MethodCollector Methods(C);
  for (Func *M : I->Methods)
    Methods.add(M->P, M, /*Explicit=*/true);

  TermList Terms = TermList::all();
  bool Comparable = false;
  for (size_t K = 0; K != I->Embeddeds.size(); ++K) {
    // Imported interfaces have no positions and need no version checks.
    Pos At = K < I->EmbedPos.size() && C ? I->EmbedPos[K] : Pos();
    Element E;
    if (embeddedElement(C, At, I->Embeddeds[K], Methods, E))
      intersect(Terms, Comparable, E);
  }
  I->TSet->Comparable = Comparable;
  I->TSet->AllTypes = Terms.All;
  I->TSet->Terms = std::move(Terms.Terms);
  Methods.moveTo(I->TSet->Methods);
  return *I->TSet;
}

TypeSet &ogo::computeUnionTypeSet(Checker *C, Pos At, Union *U) {
  if (U->TSet)
    return *U->TSet;
  U->TSet = new TypeSet; // ends the recursion of a union that contains itself
  U->TSet->AllTypes = false;
  TermList All;
  for (const UnionTerm &T : U->Terms) {
    TermList Terms;
    Type *V = under(T.T);
    if (auto *I = llvm::dyn_cast<Interface>(V))
      Terms = TermList(computeInterfaceTypeSet(C, At, I));
    else if (!isValid(V))
      continue;
    else if (!T.Tilde || identical(T.T, V))
      Terms.Terms.push_back(T);
    // else no type has T as its underlying type: the empty set
    All.unite(Terms);
    if (All.Terms.size() > MaxTermCount) {
      if (C)
        C->error(At, DiagCode::InvalidUnion,
                 "cannot handle more than " + llvm::Twine(MaxTermCount) +
                     " union terms (implementation limitation)");
      U->TSet = &invalidTypeSet();
      return *U->TSet;
    }
  }
  U->TSet->AllTypes = All.All;
  U->TSet->Terms = std::move(All.Terms);
  return *U->TSet;
}
