//===- Memory.h - How the compiler takes memory from the system *- C++ -*-===//
#ifndef OGO_CODEGEN_DRIVER_MEMORY_H
#define OGO_CODEGEN_DRIVER_MEMORY_H

namespace ogo {

/// Sets malloc up for a short run that needs much; before the first thread.
void prepareMemory();

} // namespace ogo

#endif
