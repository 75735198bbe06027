//===- Pipeline.h - Order of optimizations ---------------------*- C++ -*-===//
#ifndef OGO_PASSES_PIPELINE_H
#define OGO_PASSES_PIPELINE_H

#include "llvm/IR/Module.h"
#include "llvm/Target/TargetMachine.h"

namespace ogo {

struct PipelineOptions {
  unsigned OptLevel = 2;
  bool VerifyEach = false;
  bool TraceDefers = false; // -defertrace: calls of runtime.defertrace
  bool CountEdges = false;  // for fuzzing; see EdgeCounters.cpp
};

/// Turns IR with markers into optimized IR without.
void runPipeline(llvm::Module &M, llvm::TargetMachine &TM,
                 const PipelineOptions &Opts);

} // namespace ogo

#endif
