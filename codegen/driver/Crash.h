//===- Crash.h - Internal compiler errors ----------------------*- C++ -*-===//
#ifndef OGO_CODEGEN_DRIVER_CRASH_H
#define OGO_CODEGEN_DRIVER_CRASH_H

#include "llvm/ADT/StringRef.h"

namespace ogo {

/// Makes a crash of the compiler say what it was doing and how to report it.
void installCrashHandler(int Argc, char **Argv);

} // namespace ogo

#endif
