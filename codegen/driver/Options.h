//===- Options.h - What the command line asked for -------------*- C++ -*-===//
#ifndef OGO_CODEGEN_DRIVER_OPTIONS_H
#define OGO_CODEGEN_DRIVER_OPTIONS_H

#include "frontend/packages/BuildContext.h"
#include "ir/Lowering.h"
#include "passes/Remarks.h"

namespace ogo {

enum class Command : uint8_t {
  None,
  Build,
  Run,
  Check,
  Test,
  Env,
  Version,
  Clean
};

/// How far a build goes.
enum class EmitKind : uint8_t {
  Program,
  Ast,     // syntax trees
  Llvm,    // IR as lowered
  LlvmOpt, // IR after the passes
  Asm,
  Object,
  Bitcode,
};

struct Options {
  Command Cmd = Command::None;
  std::vector<std::string> Inputs;
  std::vector<std::string> ProgramArgs; // run
  bool CompileOnly = false;             // test: keep the program, do not run it
  std::string Output;                   // "-": standard output
  unsigned OptLevel = 2;
  bool Debug = false; // -g
  TargetArch Arch = TargetArch::X86_64;
  EmitKind Emit = EmitKind::Program;
  bool Verbose = false;   // -v: names of packages as they are compiled
  bool ShowSteps = false; // -x
  bool TimePhases = false;
  bool AllErrors = false;   // -e
  bool PrintEscape = false; // -m
  bool BoundsChecks = true; // -B
  bool TrimPath = false;
  bool NoCache = false;
  bool TraceDefers = false; // -defertrace
  unsigned Jobs = 0; // 0: one per processor
  LangVersion Lang;
  std::string GoRootFlag;
  std::vector<std::string> DebugKeys; // -d=
  std::vector<std::string> LLVMArgs;  // --mllvm
  RemarkOptions Remarks;              // -Rpass= and relatives, -d=defer
  std::string Sysroot;

  BuildContext Context; // filled in by the driver

  bool hasDebugKey(llvm::StringRef Key) const;
};

} // namespace ogo

#endif
