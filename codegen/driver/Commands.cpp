//===- Commands.cpp - Dispatch, env, version and clean --------------------===//
#include "codegen/driver/Commands.h"
#include "codegen/BuildCache.h"
#include "codegen/driver/Compilation.h"
#include "codegen/driver/GoCommand.h"
#include "codegen/driver/TestRun.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/raw_ostream.h"

using namespace ogo;
using llvm::StringRef;

static int printEnv(Options &Opts) {
  if (llvm::Error E = setUpContext(Opts)) {
    llvm::errs() << "ogo: " << llvm::toString(std::move(E)) << '\n';
    return 1;
  }
  const BuildContext &C = Opts.Context;
  std::string Overlay = C.ResourceDir + "/overlay";
  std::string Cache = BuildCache::defaultDirectory();
  const std::pair<StringRef, StringRef> Values[] = {
      {"GOARCH", C.GoArch},
      {"GOOS", "linux"},
      {"GOROOT", C.GoRoot},
      {"GOVERSION", C.GoVersion},
      {"OGOCACHE", Cache},
      {"OGOOVERLAY", Overlay},
      {"OGORESOURCES", C.ResourceDir},
      {"LLVM", LLVM_VERSION_STRING}};
  if (Opts.Inputs.empty())
    for (auto &[Name, Value] : Values)
      llvm::outs() << Name << "='" << Value << "'\n";
  for (StringRef Wanted : Opts.Inputs) {
    StringRef Found;
    for (auto &[Name, Value] : Values)
      if (Name == Wanted)
        Found = Value;
    llvm::outs() << Found << '\n';
  }
  return 0;
}

static int printVersion() {
  llvm::outs() << "ogo version " OGO_VERSION " (Go 1.27, LLVM "
               << LLVM_VERSION_STRING << ") linux\n";
  return 0;
}

static int clean() {
  if (llvm::Error E = BuildCache::removeAll()) {
    llvm::errs() << "ogo: " << llvm::toString(std::move(E)) << '\n';
    return 1;
  }
  return 0;
}

int ogo::runCommand(Options &Opts) {
  switch (Opts.Cmd) {
  case Command::Build:
    return Compilation(Opts).build();
  case Command::Run:
    return Compilation(Opts).run();
  case Command::Check:
    return Compilation(Opts).check();
  case Command::Test:
    return runTests(Opts);
  case Command::Env:
    return printEnv(Opts);
  case Command::Version:
    return printVersion();
  case Command::Clean:
    return clean();
  case Command::Install:
    return install(Opts);
  case Command::Go:
    return runGoCommand(Opts);
  case Command::ToolExec:
    return runMissingTool(Opts);
  case Command::None:
    break;
  }
  return 2;
}
