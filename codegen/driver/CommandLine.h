//===- CommandLine.h - argv to Options -------------------------*- C++ -*-===//
#ifndef OGO_CODEGEN_DRIVER_COMMANDLINE_H
#define OGO_CODEGEN_DRIVER_COMMANDLINE_H

#include "codegen/driver/Options.h"
#include <optional>

namespace ogo {

/// Reads the command line into Opts. A value is the exit status with which the
/// program is to end now (0 after --help, 2 for a usage error).
std::optional<int> parseCommandLine(int Argc, char **Argv, Options &Opts);

} // namespace ogo

#endif
