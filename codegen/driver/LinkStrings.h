//===- LinkStrings.h - Variables that -ldflags=-X sets ---------*- C++ -*-===//
#ifndef OGO_CODEGEN_DRIVER_LINKSTRINGS_H
#define OGO_CODEGEN_DRIVER_LINKSTRINGS_H

#include "codegen/ProgramModule.h"
#include "codegen/driver/Options.h"
#include "frontend/packages/PackageLoader.h"

namespace ogo {

/// Notes what -ldflags asks for. The result is empty, or what is wrong.
std::string parseLdFlags(Options &Opts, llvm::StringRef Value);

/// Adds those of Opts.LinkStrings to Info that name a variable of the program;
/// others mean nothing, as for gc's linker. The packages have been checked. The
/// result is empty, or says which variable is no string.
std::string findLinkStrings(const Options &Opts, const PackageLoader &Loader,
                            ProgramInfo &Info);

} // namespace ogo

#endif
