//===- Scope.h - Lexical scopes --------------------------------*- C++ -*-===//
//
// Spec "Declarations and scope". Iteration is in the order of declaration,
// because unused variables are reported in it.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_TYPES_SCOPE_H
#define OGO_FRONTEND_TYPES_SCOPE_H

#include "frontend/types/Object.h"
#include "llvm/ADT/MapVector.h"

namespace ogo {

/// Objects by name, in declaration order, with a link to the enclosing scope.
class Scope {
public:
  Scope(Scope *Parent, Pos Start, Pos End, bool IsFunc = false)
      : Parent(Parent), Start(Start), End(End), IsFunc(IsFunc) {}
  Scope *Parent;
  Pos Start, End;
  bool IsFunc; // scope of a function's parameters and body

  Object *lookup(llvm::StringRef Name) const;
  /// Looks outwards; an object declared in a scope counts only if its ScopePos
  /// is not after At (an invalid At: always). Returns the scope it was found
  /// in.
  Object *lookupParent(llvm::StringRef Name, Pos At,
                       Scope **Where = nullptr) const;
  /// Adds O unless its name is taken; then returns the present object.
  /// Sets O->Parent if unset.
  Object *insert(Object *O);
  void replace(Object *O); // rebinding of a name (type switch symbols etc.)
  /// In declaration order.
  llvm::ArrayRef<Object *> objects() const { return Order; }
  llvm::SmallVector<Scope *, 0> Children;

private:
  /// Only for scopes with many objects; small ones are searched in Order.
  llvm::DenseMap<llvm::StringRef, Object *> Elems;
  llvm::SmallVector<Object *, 4> Order;
};

} // namespace ogo

#endif
