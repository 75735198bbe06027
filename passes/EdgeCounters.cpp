//===- EdgeCounters.cpp - What guides fuzzing -----------------------------===//
//
// internal/fuzz keeps an input if it reaches an edge of the control flow graph
// that none did before. It reads one array of 8-bit counters, whose ends are
// the variables that gc's linker places, too (codegen/program.lds does here).
// LLVM's SanitizerCoverage makes a counter for each edge and increments it.
// What it adds to announce the counters to libFuzzer's runtime is of no use.
//
// As the last pass: counters in the way of optimizations would cost more than
// the increments, and defers are plain code by then.
//
//===----------------------------------------------------------------------===//
#include "passes/EdgeCounters.h"
#include "llvm/Transforms/Instrumentation/SanitizerCoverage.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace ogo;

llvm::PreservedAnalyses EdgeCountersPass::run(llvm::Module &M,
                                              llvm::ModuleAnalysisManager &AM) {
  llvm::SanitizerCoverageOptions Options;
  Options.CoverageType = llvm::SanitizerCoverageOptions::SCK_Edge;
  Options.Inline8bitCounters = true;
  llvm::PreservedAnalyses Kept =
      llvm::SanitizerCoveragePass(Options).run(M, AM);
  constexpr char Constructor[] = "sancov.module_ctor_8bit_counters";
  if (llvm::Function *F = M.getFunction(Constructor)) {
    if (llvm::GlobalVariable *List = M.getGlobalVariable("llvm.global_ctors"))
      List->eraseFromParent(); // Go code has no others
    llvm::removeFromUsedLists(M, [&](llvm::Constant *C) { return C == F; });
    F->eraseFromParent();
    for (const char *Name :
         {"__sanitizer_cov_8bit_counters_init", "__sanitizer_cov_pcs_init"})
      if (llvm::Function *Unused = M.getFunction(Name);
          Unused && Unused->use_empty())
        Unused->eraseFromParent();
    for (const char *Name : {"__start___sancov_cntrs", "__stop___sancov_cntrs"})
      if (llvm::GlobalVariable *Unused = M.getGlobalVariable(Name);
          Unused && Unused->use_empty())
        Unused->eraseFromParent();
  }
  return Kept;
}
