//===- BuildInfo.h - What a program says of its making ---------*- C++ -*-===//
//
// debug.ReadBuildInfo and `go version -m` show from which modules, with which
// flags and from which commit a program was built.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_DRIVER_BUILDINFO_H
#define OGO_CODEGEN_DRIVER_BUILDINFO_H

#include "codegen/driver/Options.h"
#include "frontend/packages/PackageLoader.h"

namespace ogo {

/// The text of debug.BuildInfo, between the marks that the runtime expects.
/// GoDebug is the program's default of GODEBUG.
llvm::Expected<std::string> makeBuildInfo(const Options &Opts,
                                          PackageLoader &Loader,
                                          const LoadedPackage &Main,
                                          llvm::StringRef GoDebug);

} // namespace ogo

#endif
