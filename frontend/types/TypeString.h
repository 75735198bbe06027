//===- TypeString.h - Types as text ----------------------------*- C++ -*-===//
#ifndef OGO_FRONTEND_TYPES_TYPESTRING_H
#define OGO_FRONTEND_TYPES_TYPESTRING_H

#include "frontend/types/Object.h"
#include <string>

namespace ogo {

/// How a package is written before a name: return "" for none.
using Qualifier = llvm::function_ref<std::string(const Package *)>;

/// T as gc prints it in messages.
std::string typeString(const Type *T, Qualifier Q);
/// Qualified with the package's path unless it is Relative.
std::string typeString(const Type *T, const Package *Relative = nullptr);
std::string objectString(const Object *O, Qualifier Q);

/// Parts of a message's text that only the checker knows.
struct TypeStringOptions {
  Qualifier Q = nullptr; // null: package paths
  bool ParamNames = true;
  /// Mark the first unexported field with its package, to tell two types with
  /// the same text apart.
  bool PkgInfo = false;
  /// Prints where a type parameter that hides a predeclared name is declared.
  llvm::function_ref<std::string(Pos)> PosText = nullptr;
};
std::string typeString(const Type *T, const TypeStringOptions &Opts);
/// Parameters and results without the word func.
std::string signatureString(const Signature *Sig,
                            const TypeStringOptions &Opts);
std::string objectString(const Object *O, const TypeStringOptions &Opts);

} // namespace ogo

#endif
