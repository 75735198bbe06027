//===- TestEvents.h - Events of ogo test -json -----------------*- C++ -*-===//
//
// What test programs print is made events of by test2json. Of what cannot be
// built there is no program, so its events are written here.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_DRIVER_TESTEVENTS_H
#define OGO_CODEGEN_DRIVER_TESTEVENTS_H

#include "llvm/ADT/StringRef.h"

namespace ogo {

/// The build of Package failed, of which Text was said.
void writeBuildEvents(llvm::StringRef Package, llvm::StringRef Text);

/// The tests of Package, which need Build, start, print Result and fail.
void writeFailEvents(llvm::StringRef Package, llvm::StringRef Result,
                     llvm::StringRef Build);

} // namespace ogo

#endif
