//===- ObjectEmitter.h - From LLVM IR to a file ----------------*- C++ -*-===//
#ifndef OGO_CODEGEN_OBJECTEMITTER_H
#define OGO_CODEGEN_OBJECTEMITTER_H

#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include "llvm/Target/TargetMachine.h"

namespace ogo {

enum class OutputForm : uint8_t { Ir, Bitcode, Assembly, Object };

/// Writes M to Path ("-": standard output), through a temporary file that is
/// renamed when complete. Code generation changes M. Programs linked of an
/// object have its debug information only if KeepDebugInfo.
llvm::Error emitModule(llvm::Module &M, llvm::TargetMachine &TM,
                       OutputForm Form, llvm::StringRef Path,
                       bool KeepDebugInfo = true);

/// Writes bytes to Path ("-": standard output) the same way.
llvm::Error writeFileAtomically(llvm::StringRef Path, llvm::StringRef Bytes,
                                bool Executable = false);

} // namespace ogo

#endif
