//===- TypeSizes.cpp - Limits on the sizes of types -----------------------===//
//
// Implementation restrictions of gc that its tests and users know: a type fits
// into the address space, and what goes through a channel or into a map has a
// limit of its own. They are checked last, because sizes are only known once
// all types are complete.
//
// gc computes sizes while it declares things, so it reports a type at the name
// of what is being declared. What depends on type parameters is checked for
// each set of type arguments that the package leads to.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "frontend/syntax/Walk.h"
#include "frontend/types/Instantiate.h"
#include "frontend/types/Lookup.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/Sizes.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;

static constexpr int64_t AddressSpace = int64_t(1) << 50;
static constexpr int64_t MaxChanElem = int64_t(1) << 16;
static constexpr int64_t MaxMapElem = int64_t(1) << 31; // and key

namespace {
class SizeLimits {
public:
  explicit SizeLimits(Checker &C) : C(C) {}
  void run();

private:
  struct Found {
    const Expr *E;
    Type *T;
  };
  /// A package-level declaration with what in it depends on type parameters.
  struct Generic {
    Pos At;
    ArrayRef<TypeParam *> TParams;
    llvm::SmallVector<Found, 2> Sized;
    llvm::SmallVector<std::pair<Object *, Instance *>, 4> Uses;
    llvm::SmallVector<llvm::SmallVector<Type *, 2>, 4> Seen;
  };
  using Arguments = llvm::SmallVector<Type *, 2>;

  bool isTooLarge(Type *T) {
    int64_t Size = Sizes.size(T);
    return Size < 0 || Size >= AddressSpace;
  }
  std::string problem(Type *T);
  void report(Pos At, const std::string &Text);
  Pos declaredName(const Expr *E);
  void instances();
  void collect(const Node *N, Generic *In);
  void enqueue(Object *Origin, ArrayRef<Type *> TArgs);
  void checkInstance(Generic &G, ArrayRef<Type *> TArgs);

  Checker &C;
  SizeCache Sizes;
  std::string Last;
  Pos LastAt;
  llvm::DenseMap<Object *, llvm::SmallVector<std::unique_ptr<Generic>, 1>>
      Generics; // a generic type has methods beside its own declaration
  std::vector<std::pair<Generic *, Arguments>> Work;
};
} // namespace

/// What is wrong with T itself, parts aside; empty if nothing is.
std::string SizeLimits::problem(Type *T) {
  if (auto *Ch = dyn_cast<Chan>(T)) {
    int64_t Size = Sizes.size(Ch->Elem);
    return Size < 0 || Size >= MaxChanElem
               ? "channel element type too large (>64kB)"
               : "";
  }
  if (auto *M = dyn_cast<Map>(T)) {
    auto Exceeds = [this](Type *E) {
      int64_t Size = Sizes.size(E);
      return Size < 0 || Size >= MaxMapElem;
    };
    if (Exceeds(M->Elem))
      return "map element type too large";
    return Exceeds(M->Key) ? "map key type too large" : "";
  }
  if (!isTooLarge(T))
    return "";
  if (auto *S = dyn_cast<Struct>(T)) {
    if (llvm::any_of(S->Fields, [&](Var *F) { return isTooLarge(F->T); }))
      return "";
    return "type " + C.str(T) + " too large";
  }
  return "type " + C.str(T) + " larger than address space";
}

void SizeLimits::report(Pos At, const std::string &Text) {
  if (Text.empty() || (Text == Last && At == LastAt))
    return;
  Last = Text;
  LastAt = At;
  C.error(At, DiagCode::TypeTooLarge, Text);
}

/// The name whose declaration E belongs to: a local one, or the package's.
Pos SizeLimits::declaredName(const Expr *E) {
  Pos At = startPos(E), Name = At;
  auto Holds = [&](const Node *N) {
    return startPos(N) <= At && At < endPos(N);
  };
  const Node *Next = nullptr;
  for (File *F : C.Files) {
    auto It = llvm::partition_point(F->Decls,
                                    [&](Decl *D) { return startPos(D) <= At; });
    if (It != F->Decls.begin() && Holds(It[-1]))
      Next = It[-1];
  }
  while (Next) {
    const Node *N = Next;
    if (auto *V = dyn_cast<VarDecl>(N))
      Name = V->Names[0]->pos();
    else if (auto *T = dyn_cast<TypeDecl>(N))
      Name = T->TypeName->pos();
    else if (auto *F = dyn_cast<FuncDecl>(N))
      Name = F->FuncName->pos();
    else if (auto *A = dyn_cast<AssignStmt>(N); A && A->Opcode == Op::Def)
      Name = startPos(A->Lhs);
    Next = nullptr;
    forEachChild(N, [&](const Node *Child) {
      if (!Next && Holds(Child))
        Next = Child;
    });
  }
  return Name;
}

/// Names in N whose instances depend on type parameters (In: of what) or not.
void SizeLimits::collect(const Node *N, Generic *In) {
  llvm::SmallVector<const Node *, 32> Open{N};
  while (!Open.empty()) {
    const Node *Next = Open.pop_back_val();
    if (auto *Id = dyn_cast<Name>(Next))
      if (auto I = C.Facts.Instances.find(Id->id());
          I != C.Facts.Instances.end() && C.Facts.useOf(Id)) {
        if (llvm::any_of(I->second->TArgs,
                         [](Type *T) { return hasTypeParams(T); })) {
          if (In)
            In->Uses.push_back({C.Facts.useOf(Id), I->second});
        } else {
          enqueue(C.Facts.useOf(Id), I->second->TArgs);
        }
      }
    forEachChild(Next, [&](const Node *Child) { Open.push_back(Child); });
  }
}

void SizeLimits::enqueue(Object *Origin, ArrayRef<Type *> TArgs) {
  // A program that goes on growing was rejected; this many is merely large.
  constexpr size_t Enough = 10000;
  auto It = Generics.find(Origin);
  if (It == Generics.end() || Work.size() > Enough)
    return;
  for (std::unique_ptr<Generic> &G : It->second) {
    if (G->TParams.size() != TArgs.size() ||
        llvm::any_of(G->Seen, [&](auto &Old) {
          return std::equal(Old.begin(), Old.end(), TArgs.begin(), identical);
        }))
      continue;
    G->Seen.emplace_back(TArgs.begin(), TArgs.end());
    Work.push_back({G.get(), G->Seen.back()});
  }
}

void SizeLimits::checkInstance(Generic &G, ArrayRef<Type *> TArgs) {
  Substitution S(G.TParams, TArgs);
  for (Found &X : G.Sized)
    if (Type *T = substitute(C.Ctx, X.T, S); !hasTypeParams(T))
      report(G.At, problem(T));
  for (auto &[Origin, I] : G.Uses) {
    Arguments Inner;
    for (Type *T : I->TArgs)
      Inner.push_back(substitute(C.Ctx, T, S));
    if (llvm::none_of(Inner, [](Type *T) { return hasTypeParams(T); }))
      enqueue(Origin, Inner);
  }
}

void SizeLimits::instances() {
  std::vector<std::pair<const Node *, Generic *>> Decls;
  for (File *File : C.Files)
    for (Decl *D : File->Decls) {
      auto G = std::make_unique<Generic>();
      Object *Owner = nullptr;
      if (auto *T = dyn_cast<TypeDecl>(D)) {
        Owner = C.Facts.defOf(T->TypeName);
        G->At = T->TypeName->pos();
        if (auto *A = Owner ? dyn_cast<Alias>(Owner->T) : nullptr)
          G->TParams = A->TParams;
        else if (Named *N = Owner ? asNamed(Owner->T) : nullptr)
          G->TParams = N->TParams;
      } else if (auto *F = dyn_cast<FuncDecl>(D)) {
        Owner = C.Facts.defOf(F->FuncName);
        G->At = F->FuncName->pos();
        if (auto *Sig = Owner ? underAs<Signature>(Owner->T) : nullptr) {
          G->TParams = Sig->TParams;
          if (!Sig->RecvTParams.empty()) {
            G->TParams = Sig->RecvTParams;
            Type *Recv = deref(Sig->Recv->T).first;
            Owner = asNamed(Recv) ? asNamed(Recv)->Obj : nullptr;
          }
        }
      }
      Decls.push_back({D, nullptr});
      if (!Owner || G->TParams.empty())
        continue;
      for (auto [E, T] : C.SizedTypes)
        if (startPos(D) <= startPos(E) && startPos(E) < endPos(D) &&
            hasTypeParams(T))
          G->Sized.push_back({E, T});
      Decls.back().second = G.get();
      Generics[Owner].push_back(std::move(G));
    }
  for (auto [N, G] : Decls)
    collect(N, G);
  for (size_t I = 0; I != Work.size(); ++I) {
    Arguments TArgs = Work[I].second;
    checkInstance(*Work[I].first, TArgs);
  }
}

void SizeLimits::run() {
  bool AnyGeneric = false;
  for (auto [E, T] : C.SizedTypes) {
    if (hasTypeParams(T))
      AnyGeneric |= !isa<Struct>(T);
    else if (std::string Text = problem(T); !Text.empty())
      report(declaredName(E), Text);
  }
  if (AnyGeneric && !C.FirstErrorSeen)
    instances();
}

void ogo::typeSizes(Checker &C) { SizeLimits(C).run(); }
