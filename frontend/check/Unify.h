//===- Unify.h - Type unification ------------------------------*- C++ -*-===//
//
// Spec "Type unification". Inference (Infer.cpp) makes pairs of types match and
// reads off what the type parameters must be; inexact matches are asked for
// where a value is assigned.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_CHECK_UNIFY_H
#define OGO_FRONTEND_CHECK_UNIFY_H

#include "frontend/check/Checker.h"

namespace ogo {

/// Spec "Type unification": finds types for the bound type parameters that
/// make pairs of types match. What is inferred from one pair constrains the
/// next.
class Unifier {
public:
  enum Mode : unsigned {
    Inexact = 0,
    /// Assignment: loose at the top, elements must be identical.
    Assign = 1,
    /// Identical types only.
    Exact = 2,
  };

  /// TArgs: the types known so far (null: unknown), no more than TParams.
  /// InterfaceInference: methods of interfaces take part (Go 1.21).
  Unifier(Checker &C, llvm::ArrayRef<TypeParam *> TParams,
          llvm::ArrayRef<Type *> TArgs, bool InterfaceInference);

  bool unify(Type *X, Type *Y, unsigned M) { return nify(X, Y, M, nullptr); }
  /// Type inferred for a bound type parameter, or null.
  Type *at(TypeParam *P) const { return Types[Slots[indexOf(P)]]; }
  void set(TypeParam *P, Type *T) { Types[Slots[indexOf(P)]] = T; }
  /// Number of bound type parameters without a type.
  unsigned unknowns() const;
  /// The types of TParams (all bound).
  llvm::SmallVector<Type *, 4>
  inferred(llvm::ArrayRef<TypeParam *> TParams) const;

private:
  struct InterfacePair;
  int indexOf(const TypeParam *P) const;
  TypeParam *asBound(Type *T) const;
  bool join(TypeParam *X, TypeParam *Y);
  bool nify(Type *X, Type *Y, unsigned M, InterfacePair *P);
  bool nifyBound(TypeParam *PX, Type *Y, unsigned M, InterfacePair *P);
  bool nifyInterfaces(Interface *X, Interface *Y, bool Subset,
                      InterfacePair *P);
  bool nifyMethods(Interface *X, Type *Y, InterfacePair *P);
  bool nifyStructure(Type *X, Type *Y, unsigned M, InterfacePair *P);
  bool nifyStructs(Struct *X, Struct *Y, unsigned M, InterfacePair *P);
  bool nifyTuples(Tuple *X, Tuple *Y, unsigned M, InterfacePair *P);
  bool nifyNamed(Named *X, Named *Y, unsigned M, InterfacePair *P);

  Checker &C;
  llvm::SmallVector<TypeParam *, 4> Bound;
  /// Bound parameter → index in Types. Joined parameters share a slot.
  llvm::SmallVector<unsigned, 4> Slots;
  llvm::SmallVector<Type *, 4> Types;
  unsigned Depth = 0;
  bool InterfaceInference;
};

} // namespace ogo

#endif
