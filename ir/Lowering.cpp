//===- Lowering.cpp - From a checked package to LLVM IR -------------------===//
//
// The phase's entry point; ModuleLowering::run reads as its table of contents.
//
//===----------------------------------------------------------------------===//
#include "ir/Lowering.h"
#include "ir/ModuleImpl.h"

namespace ogo {

std::unique_ptr<llvm::Module>
lowerPackage(llvm::LLVMContext &LLVM, TypeContext &Ctx, Package &Pkg,
             Diagnostics &Diags, const llvm::DataLayout &DL,
             llvm::StringRef Triple, const LoweringOptions &Opts) {
  ModuleLowering M(LLVM, Ctx, Pkg, Diags, DL, Triple, Opts);
  return M.run();
}

} // namespace ogo
