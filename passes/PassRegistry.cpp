//===- PassRegistry.cpp - Parsing pass names ------------------------------===//
#include "passes/PassRegistry.h"
#include "passes/Defer.h"
#include "passes/EdgeCounters.h"
#include "passes/StackPromotion.h"

using namespace ogo;
using llvm::StringRef;
using Elements = llvm::ArrayRef<llvm::PassBuilder::PipelineElement>;

void ogo::registerPasses(llvm::PassBuilder &PB) {
  PB.registerPipelineParsingCallback(
      [](StringRef Name, llvm::ModulePassManager &PM, Elements) {
#define OGO_MODULE_PASS(NAME, CREATE)                                          \
  if (Name == NAME) {                                                          \
    PM.addPass(CREATE);                                                        \
    return true;                                                               \
  }
#include "passes/Passes.def"
        return false;
      });
  PB.registerPipelineParsingCallback(
      [](StringRef Name, llvm::FunctionPassManager &PM, Elements) {
#define OGO_FUNCTION_PASS(NAME, CREATE)                                        \
  if (Name == NAME) {                                                          \
    PM.addPass(CREATE);                                                        \
    return true;                                                               \
  }
#include "passes/Passes.def"
        return false;
      });
}
