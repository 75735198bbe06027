//===- LeftOut.cpp - Parts of LLVM that the ogo command leaves out --------===//
//
// lld initializes every target LLVM was configured with, and the link-time
// optimizer that comes with it announces LLVM's extensions. ogo compiles for
// two targets and links no bitcode: for the rest, which would make the program
// three times as big, there are functions here that do nothing. CMake names
// them.
//
//===----------------------------------------------------------------------===//
#include "llvm/Passes/PassPlugin.h"

#define OGO_LEFT_OUT(TARGET)                                                   \
  extern "C" void LLVMInitialize##TARGET##TargetInfo() {}                      \
  extern "C" void LLVMInitialize##TARGET##Target() {}                          \
  extern "C" void LLVMInitialize##TARGET##TargetMC() {}                        \
  extern "C" void LLVMInitialize##TARGET##AsmPrinter() {}                      \
  extern "C" void LLVMInitialize##TARGET##AsmParser() {}
#include "LeftOutTargets.def"

llvm::PassPluginLibraryInfo getPollyPluginInfo();

llvm::PassPluginLibraryInfo getPollyPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "Polly", LLVM_VERSION_STRING,
          [](llvm::PassBuilder &) {}};
}
