//===- ogo-opt.cpp - Run passes over a .ll file ---------------------------===//
//
// opt with ogo's passes: ogo-opt -passes=ogo-defer-lowering x.ll. With -O0 to
// -O3 instead of -passes the compiler's own pipeline runs.
//
//===----------------------------------------------------------------------===//
#include "passes/PassRegistry.h"
#include "passes/Pipeline.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Verifier.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/ToolOutputFile.h"

using namespace llvm;

static cl::opt<std::string>
    Input(cl::Positional, cl::desc("<input .ll or .bc>"), cl::init("-"));
static cl::opt<std::string> Output("o", cl::desc("output file"), cl::init("-"));
static cl::opt<std::string> Passes("passes", cl::desc("textual pipeline"));
static cl::opt<char> Level("O", cl::desc("the compiler's pipeline"), cl::Prefix,
                           cl::init(' '));
static cl::opt<bool> Assembly("S", cl::desc("write IR as text (always done)"));

static bool runText(Module &M, TargetMachine *TM) {
  LoopAnalysisManager LAM;
  FunctionAnalysisManager FAM;
  CGSCCAnalysisManager CGAM;
  ModuleAnalysisManager MAM;
  PassBuilder PB(TM);
  ogo::registerPasses(PB);
  PB.registerModuleAnalyses(MAM);
  PB.registerCGSCCAnalyses(CGAM);
  PB.registerFunctionAnalyses(FAM);
  PB.registerLoopAnalyses(LAM);
  PB.crossRegisterProxies(LAM, FAM, CGAM, MAM);
  ModulePassManager MPM;
  if (Error E = PB.parsePassPipeline(MPM, Passes)) {
    errs() << "ogo-opt: " << toString(std::move(E)) << '\n';
    return false;
  }
  MPM.addPass(VerifierPass());
  MPM.run(M, MAM);
  return true;
}

int main(int Argc, char **Argv) {
  InitLLVM Init(Argc, Argv);
  InitializeAllTargetInfos();
  InitializeAllTargets();
  InitializeAllTargetMCs();
  cl::ParseCommandLineOptions(Argc, Argv, "runs ogo's passes\n");
  LLVMContext Context;
  SMDiagnostic Problem;
  std::unique_ptr<Module> M = parseIRFile(Input, Problem, Context);
  if (!M) {
    Problem.print("ogo-opt", errs());
    return 1;
  }
  std::string Triple = M->getTargetTriple();
  if (Triple.empty())
    Triple = "x86_64-unknown-linux-gnu";
  std::string Text;
  const Target *T = TargetRegistry::lookupTarget(Triple, Text);
  std::unique_ptr<TargetMachine> TM(
      T ? T->createTargetMachine(Triple, "", "", TargetOptions(), Reloc::Static)
        : nullptr);
  if (!Passes.empty()) {
    if (!runText(*M, TM.get()))
      return 1;
  } else if (Level >= '0' && Level <= '3' && TM) {
    ogo::PipelineOptions Opts;
    Opts.OptLevel = Level - '0';
    Opts.VerifyEach = true;
    ogo::runPipeline(*M, *TM, Opts);
  }
  std::error_code EC;
  ToolOutputFile Out(Output, EC, sys::fs::OF_Text);
  if (EC) {
    errs() << "ogo-opt: " << EC.message() << '\n';
    return 1;
  }
  M->print(Out.os(), nullptr);
  Out.keep();
  return 0;
}
