//===- Lowering.h - From a checked package to LLVM IR ----------*- C++ -*-===//
//
// The phase's public face. The IR contract (symbols, conventions, markers) is
// in ir/README.md.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_IR_LOWERING_H
#define OGO_IR_LOWERING_H

#include "frontend/basic/Diagnostics.h"
#include "frontend/types/TypeContext.h"
#include "runtime/abi/TargetArch.h"
#include "llvm/IR/Module.h"

namespace ogo {

class EscapeAnalysis;

struct LoweringOptions {
  TargetArch Arch = TargetArch::X86_64;
  bool FullDebugInfo = false; // variables and types; lines are always there
  bool Optimize = true;       // escape analysis, available_externally bodies
  /// What is known about escaping, shared by the packages of a build. Null:
  /// this package's dependencies are analyzed as far as it needs them.
  EscapeAnalysis *Escape = nullptr;
  bool BoundsChecks = true; // -B turns them off
  /// Prefix of file names in debug info and tracebacks that is replaced
  /// (reproducible builds): from, to.
  std::vector<std::pair<std::string, std::string>> PathMap;
};

/// Lowers one checked package (and the generic instances it needs, from any
/// package, as linkonce_odr) into a new module. Constructs that are not
/// supported are reported to Diags with their position.
std::unique_ptr<llvm::Module>
lowerPackage(llvm::LLVMContext &LLVM, TypeContext &Ctx, Package &Pkg,
             Diagnostics &Diags, const llvm::DataLayout &DL,
             llvm::StringRef Triple, const LoweringOptions &Opts);

} // namespace ogo

#endif
