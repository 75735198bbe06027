//===- ValidType.cpp - Types that would contain themselves ----------------===//
//
// A defined type must not contain a value of itself, directly or through
// structs, arrays and type arguments, or its size would be infinite. The walk
// keeps two stacks: Nest has the types whose memory we are inside of, Path all
// types on the way, for the report. They differ at type parameters: the
// argument is written outside the instance, so the instance is taken off Nest
// while its argument is looked at.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "frontend/types/Predicates.h"

using namespace ogo;
using llvm::cast;

namespace {
class Validator {
public:
  explicit Validator(Checker &C) : C(C) {}
  bool valid(Type *T);

private:
  bool validNamed(Named *N);
  bool validParam(TypeParam *P);
  void report(Named *N);

  Checker &C;
  llvm::SmallVector<Named *, 8> Nest, Path;
  /// Those of Nest that are no instances: found without a search.
  llvm::DenseSet<const Named *> Open;
};
} // namespace

void Validator::report(Named *N) {
  auto *Start = llvm::find_if(Path, [N](Named *P) { return identical(P, N); });
  assert(Start != Path.end() && "what is in Nest is in Path");
  llvm::SmallVector<Object *, 8> Cycle;
  for (auto *I = Start; I != Path.end(); ++I)
    Cycle.push_back(reportedObject(C, *I));
  cycleError(C, Cycle, 0);
}

bool Validator::validNamed(Named *N) {
  bool IsPlain = !N->isInstance() && N->TParams.empty();
  // Without this, types that hold each other would be walked once per type.
  if (IsPlain && C.ValidTypes.contains(N))
    return true;
  bool IsInside =
      IsPlain ? Open.contains(N)
              : llvm::any_of(Nest, [N](Named *E) { return identical(E, N); });
  if (IsInside) {
    // Both are of this package: imported types are valid.
    N->Orig->FromRHS = C.invalidType();
    report(N);
    return false;
  }
  Nest.push_back(N);
  Path.push_back(N);
  if (IsPlain)
    Open.insert(N);
  bool Ok = valid(N->Orig->rhs());
  Nest.pop_back();
  Path.pop_back();
  if (IsPlain)
    Open.erase(N);
  if (IsPlain && Ok)
    C.ValidTypes.insert(N);
  return Ok;
}

bool Validator::validParam(TypeParam *P) {
  if (Nest.empty())
    return true;
  Named *Inst = Nest.back();
  llvm::ArrayRef<TypeParam *> TParams = Inst->typeParams();
  for (size_t I = 0; I != TParams.size() && I < Inst->TArgs.size(); ++I) {
    if (TParams[I] != P)
      continue;
    Nest.pop_back();
    bool Ok = valid(Inst->TArgs[I]);
    Nest.push_back(Inst);
    return Ok;
  }
  return true;
}

bool Validator::valid(Type *T) {
  T = unalias(T);
  if (!T)
    return true;
  switch (T->kind()) {
  case TypeKind::Array:
    return valid(cast<Array>(T)->Elem);
  case TypeKind::Struct:
    return llvm::all_of(cast<Struct>(T)->Fields,
                        [this](Var *F) { return valid(F->T); });
  case TypeKind::Union:
    return llvm::all_of(cast<Union>(T)->Terms,
                        [this](const UnionTerm &U) { return valid(U.T); });
  case TypeKind::Interface:
    return llvm::all_of(cast<Interface>(T)->Embeddeds,
                        [this](Type *E) { return valid(E); });
  case TypeKind::Named:
    return validNamed(cast<Named>(T));
  case TypeKind::TypeParam:
    return validParam(cast<TypeParam>(T));
  default:
    return true;
  }
}

void ogo::validType(Checker &C, Named *T) { Validator(C).valid(T); }
