//===- Instantiate.h - Substitution and instantiation ----------*- C++ -*-===//
#ifndef OGO_FRONTEND_TYPES_INSTANTIATE_H
#define OGO_FRONTEND_TYPES_INSTANTIATE_H

#include "frontend/types/TypeContext.h"

namespace ogo {

/// Type parameter → type.
class Substitution {
public:
  Substitution() = default;
  Substitution(llvm::ArrayRef<TypeParam *> Params, llvm::ArrayRef<Type *> Args);
  bool empty() const { return M.empty(); }
  Type *lookup(TypeParam *P) const { return M.lookup(P); }
  void add(TypeParam *P, Type *T) { M[P] = T; }

private:
  llvm::SmallDenseMap<TypeParam *, Type *, 4> M;
};

/// T with every type parameter of S replaced; T itself when nothing changes.
/// Shares unchanged parts; instances are made unique through Ctx.
Type *substitute(TypeContext &Ctx, Type *T, const Substitution &S);

/// Origin (generic Named, Alias or Signature) applied to TArgs, without
/// checking that they satisfy the constraints. A Signature result has no
/// TParams.
Type *instantiate(TypeContext &Ctx, Type *Origin, llvm::ArrayRef<Type *> TArgs);

/// Copies of V and F with another type, which remember their origin.
Var *substVar(TypeContext &Ctx, Var *V, Type *T);
Func *substFunc(TypeContext &Ctx, Func *F, Type *T);
/// Methods whose receiver has type Old get copies with receiver type New.
/// Returns whether there were any; then Out has all methods.
bool replaceRecvType(TypeContext &Ctx, llvm::ArrayRef<Func *> In, Type *Old,
                     Type *New, llvm::SmallVectorImpl<Func *> &Out);

} // namespace ogo

#endif
