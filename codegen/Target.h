//===- Target.h - The machines ogo generates code for ----------*- C++ -*-===//
#ifndef OGO_CODEGEN_TARGET_H
#define OGO_CODEGEN_TARGET_H

#include "runtime/abi/TargetArch.h"
#include "llvm/Support/Error.h"
#include "llvm/Target/TargetMachine.h"

namespace ogo {

llvm::StringRef targetTriple(TargetArch Arch);
/// "x86_64" or "aarch64", as in the names of the runtime archives.
llvm::StringRef targetArchName(TargetArch Arch);

/// Registers both targets with LLVM; sets the options of LLVM's code generator
/// that have no other interface, then those in Args. Once per process.
llvm::Error initializeTargets(llvm::ArrayRef<std::string> Args);

/// OptLevel is 0 to 3.
std::unique_ptr<llvm::TargetMachine> createTargetMachine(TargetArch Arch,
                                                         unsigned OptLevel);

} // namespace ogo

#endif
