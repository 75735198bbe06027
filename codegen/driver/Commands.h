//===- Commands.h - The subcommands ----------------------------*- C++ -*-===//
//
// What the command line names (build, run, check, test …) is done here, from
// options that are already checked.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_DRIVER_COMMANDS_H
#define OGO_CODEGEN_DRIVER_COMMANDS_H

#include "codegen/driver/Options.h"

namespace ogo {

/// Runs what the command line asked for; the exit status of ogo.
int runCommand(Options &Opts);

} // namespace ogo

#endif
