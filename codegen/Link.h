//===- Link.h - Objects to a program ---------------------------*- C++ -*-===//
#ifndef OGO_CODEGEN_LINK_H
#define OGO_CODEGEN_LINK_H

#include "runtime/abi/TargetArch.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace ogo {

struct LinkJob {
  TargetArch Arch = TargetArch::X86_64;
  std::vector<std::string> Objects;
  std::string ResourceDir; // runtime archives, program.lds
  std::string Sysroot;     // empty: this machine
  std::string Output;
  bool KeepDebugInfo = false; // -g: DWARF stays in the program
};

/// The linker's arguments, for -x and for linkProgram.
llvm::Expected<std::vector<std::string>> linkArguments(const LinkJob &Job);

/// Links with lld and adds the symbol table.
llvm::Error linkProgram(const LinkJob &Job);

} // namespace ogo

#endif
