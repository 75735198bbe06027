//===- Pipeline.cpp - LLVM's default pipeline with ogo's passes -----------===//
//
// | pass              | where                  | why there                    |
// |-------------------|------------------------|------------------------------|
// | defer prepare     | first                  | before LLVM infers or inlines|
// | stack promotion   | optimizer early, after | inlining shows who keeps an  |
// |                   | the inliner            | object; fewer calls may then |
// |                   |                        | panic before a deferred one  |
// | defer elimination | optimizer early, after | inlining shows what a        |
// |                   | the inliner            | deferred call does           |
// | defer lowering    | right after it; -O0:   | after the inliner inlined    |
// |                   | the only other pass    | scopes share a frame; before |
// |                   |                        | simplification cleans up     |
// | edge counters     | last, for fuzzing only | optimizations come first     |
//
//===----------------------------------------------------------------------===//
#include "passes/Pipeline.h"
#include "passes/Defer.h"
#include "passes/EdgeCounters.h"
#include "passes/PassRegistry.h"
#include "passes/StackPromotion.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Passes/StandardInstrumentations.h"
#include "llvm/Transforms/IPO/AlwaysInliner.h"

using namespace ogo;

void ogo::runPipeline(llvm::Module &M, llvm::TargetMachine &TM,
                      const PipelineOptions &Opts) {
  llvm::LoopAnalysisManager LAM;
  llvm::FunctionAnalysisManager FAM;
  llvm::CGSCCAnalysisManager CGAM;
  llvm::ModuleAnalysisManager MAM;
  llvm::PassInstrumentationCallbacks Callbacks;
  llvm::StandardInstrumentations Standard(M.getContext(),
                                          /*DebugLogging=*/false,
                                          Opts.VerifyEach);
  Standard.registerCallbacks(Callbacks, &MAM);

  llvm::PipelineTuningOptions Tuning;
  Tuning.LoopVectorization = Opts.OptLevel >= 2;
  Tuning.SLPVectorization = Opts.OptLevel >= 2;
  Tuning.LoopInterleaving = Opts.OptLevel >= 2;
  // Folding equal functions would lose frames that tracebacks show and give
  // two functions one address in tables.
  Tuning.MergeFunctions = false;

  llvm::PassBuilder PB(&TM, Tuning, std::nullopt, &Callbacks);
  registerPasses(PB);
  PB.registerModuleAnalyses(MAM);
  PB.registerCGSCCAnalyses(CGAM);
  PB.registerFunctionAnalyses(FAM);
  PB.registerLoopAnalyses(LAM);
  PB.crossRegisterProxies(LAM, FAM, CGAM, MAM);

  llvm::ModulePassManager MPM;
  if (Opts.OptLevel == 0) {
    MPM.addPass(DeferPreparePass());
    MPM.addPass(llvm::AlwaysInlinerPass(/*InsertLifetime=*/false));
    MPM.addPass(DeferLoweringPass(/*Simplify=*/false, Opts.TraceDefers));
  } else {
    PB.registerPipelineStartEPCallback(
        [](llvm::ModulePassManager &PM, llvm::OptimizationLevel) {
          PM.addPass(DeferPreparePass());
        });
    PB.registerOptimizerEarlyEPCallback(
        [&Opts](llvm::ModulePassManager &PM, llvm::OptimizationLevel) {
          PM.addPass(StackPromotionPass(/*Simplify=*/true));
          PM.addPass(DeferEliminationPass(Opts.TraceDefers));
          PM.addPass(DeferLoweringPass(/*Simplify=*/true, Opts.TraceDefers));
        });
    static const llvm::OptimizationLevel Levels[] = {
        llvm::OptimizationLevel::O0, llvm::OptimizationLevel::O1,
        llvm::OptimizationLevel::O2, llvm::OptimizationLevel::O3};
    MPM = PB.buildPerModuleDefaultPipeline(Levels[Opts.OptLevel]);
  }
  if (Opts.CountEdges)
    MPM.addPass(EdgeCountersPass());
  if (Opts.VerifyEach)
    MPM.addPass(llvm::VerifierPass());
  MPM.run(M, MAM);
}
