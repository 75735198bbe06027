//===- InterfaceTypeSet.cpp - Computing type sets -------------------------===//
//
// Spec "Interface types": an interface's type set is the intersection of its
// elements' sets; a union's is the union of its terms'. Computed once. What may
// be an error is told to the Completion of the package being checked.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/Completion.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TermList.h"
#include "frontend/types/TypeSet.h"
#include "llvm/ADT/StringMap.h"

using namespace ogo;

/// gc refuses larger unions.
static constexpr unsigned MaxTermCount = 100;

const TypeSet &ogo::everyType() {
  static const TypeSet Every;
  return Every;
}

static const TypeSet &invalidTypeSet() {
  static const TypeSet Invalid = [] {
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
  explicit MethodCollector(Completion *C) : C(C) {}

  void add(Pos At, Func *M, bool Explicit) {
    Entry *Other = find(M);
    if (!Other) {
      Found.push_back({M, At});
      if (Found.size() > LinearLimit)
        index();
      return;
    }
    if (C)
      C->duplicateMethod(At, M, Other->At, Other->M, Explicit);
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

  Completion *C;
  llvm::SmallVector<Entry, 8> Found;
  llvm::StringMap<size_t> ById;
};

/// What one embedded element contributes.
struct Element {
  TermList Terms;
  bool Comparable = false;
};
} // namespace

static const TypeSet &unionTypeSet(Completion *C, Pos At, const Union *U);

/// False if the element is to be ignored because of an error.
static bool embeddedElement(Completion *C, Pos At, Type *T,
                            MethodCollector &Methods, Element &E) {
  Type *U = under(T);
  bool Verify = C && At.isValid();
  if (auto *I = llvm::dyn_cast<Interface>(U)) {
    const TypeSet &S = computeTypeSet(C, I);
    if (Verify && !C->mayEmbed(At, T))
      return false;
    for (Func *M : S.Methods)
      Methods.add(At, M, /*Explicit=*/false);
    E.Terms = TermList(S);
    E.Comparable = S.Comparable;
    return true;
  }
  if (!isValid(U) || (Verify && !C->mayEmbed(At, T)))
    return false;
  if (auto *Un = llvm::dyn_cast<Union>(U)) {
    const TypeSet &S = unionTypeSet(C, At, Un);
    if (&S == &invalidTypeSet())
      return false;
    E.Terms = TermList(S);
    return true;
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

const TypeSet &ogo::computeTypeSet(Completion *C, const Interface *I) {
  if (I->TSet)
    return *I->TSet;
  // A partial set must not be kept; errors that follow are reported then.
  if (!I->Complete)
    return everyType();

  // Infinite expansion is found elsewhere (validType); set now, the result
  // ends the recursion here.
  auto *Set = new TypeSet; // lives as long as the arena's types
  I->TSet = Set;

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
  Set->Comparable = Comparable;
  Set->AllTypes = Terms.All;
  Set->Terms = std::move(Terms.Terms);
  Methods.moveTo(Set->Methods);
  return *Set;
}

static const TypeSet &unionTypeSet(Completion *C, Pos At, const Union *U) {
  if (U->TSet)
    return *U->TSet;
  auto *Set = new TypeSet;
  Set->AllTypes = false;
  U->TSet = Set; // ends the recursion of a union that contains itself
  TermList All;
  for (const UnionTerm &T : U->Terms) {
    TermList Terms;
    Type *V = under(T.T);
    if (auto *I = llvm::dyn_cast<Interface>(V))
      Terms = TermList(computeTypeSet(C, I));
    else if (!isValid(V))
      continue;
    else if (!T.Tilde || identical(T.T, V))
      Terms.Terms.push_back(T);
    // else no type has T as its underlying type: the empty set
    All.unite(Terms);
    if (All.Terms.size() > MaxTermCount) {
      if (C)
        C->tooManyTerms(At, MaxTermCount);
      U->TSet = &invalidTypeSet();
      return *U->TSet;
    }
  }
  Set->AllTypes = All.All;
  Set->Terms = std::move(All.Terms);
  return *Set;
}

const TypeSet &ogo::typeSet(const Union *T) {
  return unionTypeSet(nullptr, Pos(), T);
}
