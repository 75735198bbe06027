//===- TestRun.h - ogo test ------------------------------------*- C++ -*-===//
//
// Test programs are built one after another and run beside each other; what
// they print comes out in the order of their packages, as with the go command.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_DRIVER_TESTRUN_H
#define OGO_CODEGEN_DRIVER_TESTRUN_H

#include "codegen/driver/Options.h"

namespace ogo {

/// Builds and runs the tests of all packages that were named. Exit status.
int runTests(Options &Opts);

} // namespace ogo

#endif
