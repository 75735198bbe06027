//===- Options.h - What the command line asked for -------------*- C++ -*-===//
#ifndef OGO_CODEGEN_DRIVER_OPTIONS_H
#define OGO_CODEGEN_DRIVER_OPTIONS_H

#include "frontend/packages/BuildContext.h"
#include "ir/Lowering.h"
#include "passes/Remarks.h"
#include <optional>

namespace ogo {

enum class Command : uint8_t {
  None,
  Build,
  Run,
  Check,
  Test,
  Env,
  Version,
  Clean,
  Install,
  Go,      // what the go command does and ogo does not: run that
  ToolExec // how that command calls the compiler and other tools
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

/// ogo test: what becomes of the programs that run tests.
struct TestOptions {
  bool CompileOnly = false; // -c
  bool Json = false;
  bool Verbose = false; // -v
  bool Framed = false;  // -v=test2json
  bool FailFast = false;
  bool Here = false; // no packages were named: that of the directory
  std::string Bench, Fuzz, List;
  double Timeout = 600; // seconds; 0: none
  std::string OutputDir;
  bool Cover = false;
  std::string CoverMode = "set", CoverProfile;
  std::vector<std::string> CoverPackages;
  std::string ProfileFlag;       // one that makes a program write a profile
  std::vector<std::string> Exec; // what runs the programs
  std::vector<std::string> Args; // the programs' arguments
};

/// A variable whose value -ldflags=-X says.
struct LinkString {
  std::string Path, Name, Value;
};

struct Options {
  Command Cmd = Command::None;
  std::vector<std::string> Inputs;
  /// run: the program's arguments. Go: the go command's, its name first.
  std::vector<std::string> ProgramArgs;
  TestOptions Test;
  std::string ChangeDir; // -C
  std::string Output;    // "-": standard output
  unsigned OptLevel = 2;
  std::optional<unsigned> LevelFlag; // -O
  bool NoOptFlag = false;            // -N
  bool Debug = false;                // -g
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
  bool Rebuild = false;     // -a
  bool TraceDefers = false; // -defertrace
  unsigned Jobs = 0;        // 0: one per processor
  LangVersion Lang;
  std::string GoRootFlag;
  std::vector<std::string> DebugKeys; // -d=
  std::vector<std::string> LLVMArgs;  // --mllvm
  RemarkOptions Remarks;              // -Rpass= and relatives, -d=defer
  std::string Sysroot;
  std::vector<LinkString> LinkStrings;
  // As given, for what the program says of its making.
  std::string GcFlags, LdFlags;
  std::optional<std::string> AsmFlags;
  enum class VCS : uint8_t { Auto, Always, Never } BuildVCS = VCS::Auto;
  std::vector<std::string> ModuleFlags; // -mod, for the go command

  BuildContext Context; // filled in by the driver

  bool hasDebugKey(llvm::StringRef Key) const;
};

} // namespace ogo

#endif
