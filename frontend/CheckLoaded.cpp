//===- CheckLoaded.cpp - Checking loaded packages -------------------------===//
//
// The one place where loading and checking meet: neither knows the other. A
// package is checked with the imports that the loader found for it, and bodies
// of cached packages when a later phase asks for them.
//
//===----------------------------------------------------------------------===//
#include "frontend/CheckLoaded.h"
#include "frontend/check/Check.h"
#include "frontend/packages/PackageLoader.h"

using namespace ogo;
using llvm::StringRef;

void ogo::checkLoaded(PackageLoader &Loader, LoadedPackage &P,
                      bool DeclarationsOnly) {
  TypeContext &Types = Loader.types();
  Diagnostics &Diags = Loader.diagnostics();
  Loader.parse(P);
  if (P.Broken) {
    if (P.HadParseErrors)
      labelErrors(*P.Pkg, Diags);
    return;
  }
  llvm::StringMap<LoadedPackage *> Targets;
  for (auto &I : P.Imports) {
    if (!I.Target)
      continue;
    Targets[I.Path] = I.Target;
    // What is wrong there was reported there.
    if (I.Target->Broken) {
      P.Broken = true;
      return;
    }
  }
  CheckOptions CheckOpts;
  CheckOpts.GoVersion = P.Lang;
  CheckOpts.MaxErrors = Loader.options().MaxErrors;
  CheckOpts.DeclarationsOnly = DeclarationsOnly;
  CheckOpts.AllowMissingBodies =
      P.Where.Std || P.Where.InOverlay || P.MayLackBodies;
  CheckOpts.Importer = [&](StringRef Path, Pos At) -> Package * {
    if (Path == "unsafe")
      return Types.unsafePackage();
    if (LoadedPackage *T = Targets.lookup(Path))
      return T->Pkg;
    // load() reports what it cannot resolve, but gives up on a header it
    // cannot read.
    if (llvm::none_of(P.Imports, [&](auto &I) { return I.Path == Path; })) {
      auto L = Loader.resolver().resolve(Path, &P.Where);
      Diags.report(DiagCode::BrokenImport, At,
                   "could not import " + Path + " (" +
                       (L ? "not loaded" : llvm::toString(L.takeError())) +
                       ")");
    }
    return nullptr;
  };
  unsigned Before = Diags.errorCount();
  checkPackage(Types, *P.Pkg, Diags, CheckOpts);
  if (P.HadParseErrors || Diags.errorCount() != Before)
    P.Broken = true;
  if (P.Broken && !P.Assembly.empty() && !P.Where.Std)
    Diags.report(DiagCode::Unsupported, Pos(),
                 Loader.shownPath(P.Assembly) +
                     ": Plan 9 assembly is not supported, and "
                     "the package has no form without it");
  if (!DeclarationsOnly)
    return;
  CheckOpts.DeclarationsOnly = false;
  CheckOpts.Importer = nullptr; // imports are resolved
  P.Pkg->CheckBody = [&Types, &Diags, &P, CheckOpts,
                      Done = llvm::DenseSet<Func *>()](Func *F) mutable {
    if (!Done.insert(F).second)
      return;
    needSyntax(F);
    checkFuncBody(Types, *P.Pkg, F, Diags, CheckOpts);
  };
}
