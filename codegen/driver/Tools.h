//===- Tools.h - GOROOT's own commands, built by ogo -----------*- C++ -*-===//
//
// What the go command has besides compiling, GOROOT has as Go source: it is
// compiled once, on first use, and kept beside the build cache's entries.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_DRIVER_TOOLS_H
#define OGO_CODEGEN_DRIVER_TOOLS_H

#include "codegen/driver/Options.h"
#include "codegen/driver/Process.h"
#include <memory>

namespace ogo {

/// The program that the command in GOROOT/src/cmd/NAME makes. Empty if it
/// cannot be built, which has been said.
std::string buildTool(const Options &Opts, llvm::StringRef Name);

/// The text of File with counters of -covermode in Variable.
llvm::Expected<std::string> addCounters(const Options &Opts,
                                        llvm::StringRef File,
                                        llvm::StringRef Variable);

/// Makes sure that startTest2Json will find its program.
bool prepareTest2Json(const Options &Opts);
/// A converter from a test program's output to events on standard output.
std::unique_ptr<Pipe> startTest2Json(const Options &Opts,
                                     llvm::StringRef Package);

} // namespace ogo

#endif
