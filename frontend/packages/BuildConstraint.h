//===- BuildConstraint.h - //go:build and // +build lines ------*- C++ -*-===//
//
// A file may say in its header for which builds it is meant. A //go:build line
// wins over // +build lines; it may also raise or lower the file's language
// version.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_PACKAGES_BUILDCONSTRAINT_H
#define OGO_FRONTEND_PACKAGES_BUILDCONSTRAINT_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace ogo {

using TagPredicate = llvm::function_ref<bool(llvm::StringRef Tag)>;

/// Evaluates the expression of a //go:build line (without the prefix).
llvm::Expected<bool> evalBuildExpr(llvm::StringRef Expr, TagPredicate IsSet);

/// Does the header of a Go or assembly file let it take part in the build?
/// An error names the malformed line.
llvm::Expected<bool> headerMatches(llvm::StringRef Text, TagPredicate IsSet);

} // namespace ogo

#endif
