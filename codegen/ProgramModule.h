//===- ProgramModule.h - What a program is besides its packages -*- C++ -*-===//
#ifndef OGO_CODEGEN_PROGRAMMODULE_H
#define OGO_CODEGEN_PROGRAMMODULE_H

#include "llvm/IR/Module.h"

namespace ogo {

struct ProgramInfo {
  /// Link paths of the packages in initialization order.
  std::vector<std::string> Packages;
  std::string GoDebug;   // key=value,… of go.mod and //go:debug lines
  std::string GoVersion; // runtime.Version
  std::string BuildInfo; // debug.BuildInfo as gc's linker keeps it
  /// String variables that -X sets: symbol and value.
  std::vector<std::pair<std::string, std::string>> Strings;
  bool Test = false; // made by ogo test: testing.Testing() is true
};

/// A module with
///   runtime.main_inittasks      [n x ptr]: PKG.init functions in order
///   runtime.main_inittasks_len  i64
///   runtime.godebugDefault      string {ptr, i64}
///   runtime.buildVersion        string {ptr, i64}
///   runtime.modinfo             string {ptr, i64}, into .go.buildinfo
///   ogo.symtab                  header that SymbolTable fills in
std::unique_ptr<llvm::Module> makeProgramModule(llvm::LLVMContext &Context,
                                                const ProgramInfo &Info,
                                                const llvm::DataLayout &DL,
                                                llvm::StringRef Triple);

} // namespace ogo

#endif
