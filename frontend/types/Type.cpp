//===- Type.cpp - Seeing through aliases and names ------------------------===//
//
// Almost every rule of the language asks for a type behind its aliases or for
// its underlying type, so these are the only places that know how Alias, Named
// and TypeParam lead to other types.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;

Type *ogo::unalias(const Type *T) {
  auto *A = llvm::dyn_cast_or_null<Alias>(const_cast<Type *>(T));
  if (!A)
    return const_cast<Type *>(T);
  if (A->Actual)
    return A->Actual;
  Type *R = A->FromRHS;
  while (auto *B = llvm::dyn_cast_or_null<Alias>(R))
    R = B->Actual ? B->Actual : B->FromRHS;
  A->Actual = R;
  return R;
}

Named *ogo::asNamed(const Type *T) {
  return llvm::dyn_cast_or_null<Named>(unalias(T));
}

TypeParam *ogo::asTypeParam(const Type *T) {
  return llvm::dyn_cast_or_null<TypeParam>(unalias(T));
}

llvm::ArrayRef<TypeParam *> ogo::bindTParams(llvm::ArrayRef<TypeParam *> List) {
  for (unsigned I = 0; I != List.size(); ++I)
    List[I]->Index = static_cast<int>(I);
  return List;
}
