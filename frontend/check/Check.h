//===- Check.h - Type-check one package ------------------------*- C++ -*-===//
//
// The checker's only public face: finished syntax trees in, a Package whose
// Facts are filled out.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_CHECK_CHECK_H
#define OGO_FRONTEND_CHECK_CHECK_H

#include "frontend/basic/Diagnostics.h"
#include "frontend/types/TypeContext.h"

namespace ogo {

struct CheckOptions {
  /// Resolves an import path seen in the package being checked; null (after
  /// reporting at the position) when it cannot be had.
  std::function<Package *(llvm::StringRef Path, Pos At)> Importer;
  LangVersion GoVersion; // unset: CurrentLangVersion
  /// Leaves out function bodies and what the types of variables do not need.
  bool DeclarationsOnly = false;
  bool IgnoreUnusedImports = false;
  bool AllowMissingBodies =
      true;                  // func f() without body (gc without -complete)
  bool TestBuiltins = false; // assert and trace, for types2's test files
  unsigned MaxErrors = 0;    // keep no more than these; 0: all
};

/// Checks Pkg.Files (already parsed). Errors go to Diags; Pkg.Facts is filled
/// as far as possible even then. Pkg.Complete is set at the end.
void checkPackage(TypeContext &Ctx, Package &Pkg, Diagnostics &Diags,
                  const CheckOptions &Opts);

/// Reports misused labels and branches of a package whose syntax errors make it
/// pointless to check anything else; gc finds them while parsing.
void labelErrors(Package &Pkg, Diagnostics &Diags);

/// Checks the body that DeclarationsOnly skipped, for one function: generic
/// and inlinable functions of packages taken from the cache.
void checkFuncBody(TypeContext &Ctx, Package &Pkg, Func *F, Diagnostics &Diags,
                   const CheckOptions &Opts);

} // namespace ogo

#endif
