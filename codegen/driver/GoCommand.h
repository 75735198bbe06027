//===- GoCommand.h - GOROOT's go command, run for ogo's user ---*- C++ -*-===//
//
// Modules, documentation, formatting and the like are the go command's
// business. GOROOT has its source: it is built once (Tools.h) and run with an
// environment in which it works although no Go is installed.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_DRIVER_GOCOMMAND_H
#define OGO_CODEGEN_DRIVER_GOCOMMAND_H

#include "codegen/driver/Options.h"

namespace ogo {

/// Becomes `go ARGS` with Opts.ProgramArgs; returns only if that cannot be.
int runGoCommand(Options &Opts);

/// `ogo toolexec TOOL ARGS`: the go command asks for a tool that is missing in
/// GOROOT/pkg/tool. Becomes the one that ogo builds.
int runMissingTool(Options &Opts);

/// Builds what Opts.Inputs name into $GOBIN.
int install(Options &Opts);

/// Has the go command download what the packages need that Opts names. The
/// error is what it says.
llvm::Error fetchModules(const Options &Opts);

} // namespace ogo

#endif
