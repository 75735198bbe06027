//===- CompilePackages.h - From checked packages to objects ----*- C++ -*-===//
#ifndef OGO_CODEGEN_DRIVER_COMPILEPACKAGES_H
#define OGO_CODEGEN_DRIVER_COMPILEPACKAGES_H

#include "codegen/driver/PackageKeys.h"

namespace ogo {

/// One package to a file other than a program. Exit status.
int emitPackages(const Options &Opts, TypeContext &Types,
                 const SourceManager &SM, PackageLoader &Loader,
                 llvm::StringRef Output);

/// Compiles what the cache does not have; objects that it is not to keep go to
/// TempDir. False if something failed, which has been said.
bool compileMissing(const Options &Opts, TypeContext &Types,
                    const SourceManager &SM, const BuildCache &Cache,
                    std::vector<PackageJob> &Jobs, llvm::StringRef TempDir);

} // namespace ogo

#endif
