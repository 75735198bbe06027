//===- Lookup.h - Field and method lookup, method sets ---------*- C++ -*-===//
#ifndef OGO_FRONTEND_TYPES_LOOKUP_H
#define OGO_FRONTEND_TYPES_LOOKUP_H

#include "frontend/types/Object.h"

namespace ogo {

struct LookupResult {
  Object *Obj = nullptr;           // field Var or Func; null: not found
  llvm::SmallVector<int, 4> Index; // path; set with Obj null: ambiguous
  bool Indirect = false;           // a pointer was followed; with Obj null: a
                                   // method exists but needs a pointer receiver
};

/// Spec "Selectors": the shallowest field or method Name of T (names are
/// compared with their package unless exported; FoldCase ignores case, for
/// hints). Addressable: T is addressable, so pointer methods count.
LookupResult lookupFieldOrMethod(Type *T, bool Addressable, Package *Pkg,
                                 llvm::StringRef Name, bool FoldCase = false);

/// Without the rule that a named pointer type has no methods.
LookupResult lookupFieldOrMethodImpl(Type *T, bool Addressable, Package *Pkg,
                                     llvm::StringRef Name,
                                     bool FoldCase = false);

/// Whether A and B differ in upper and lower case only.
bool equalFold(llvm::StringRef A, llvm::StringRef B);

/// If T is an unnamed pointer type: its base and true, else T and false.
std::pair<Type *, bool> deref(Type *T);
/// Base of a pointer to struct, else T.
Type *derefStructPtr(Type *T);
int fieldIndex(llvm::ArrayRef<Var *> Fields, const Package *Pkg,
               llvm::StringRef Name, bool FoldCase = false);

/// First method of interface T that V lacks, null if V implements T.
/// Static: V's interface methods must be declared (not asserted dynamically).
Func *missingMethod(TypeContext &Ctx, Type *V, Type *T, bool Static,
                    std::string *Cause = nullptr);

/// One method of a type's method set.
struct MethodSetEntry {
  Func *F; // for an instance: the substituted method
  llvm::SmallVector<int, 2>
      Index;     // path through embedded fields + method index
  bool Indirect; // a pointer was followed on the path
};
/// The method set of T (spec "Method sets"), without generic methods, sorted as
/// gc sorts methods in type descriptors: exported names first by name, then
/// unexported by name and package path.
std::vector<MethodSetEntry> methodSet(Type *T);

} // namespace ogo

#endif
