//===- Tools.cpp - GOROOT's own commands, built by ogo --------------------===//
#include "codegen/driver/Tools.h"
#include "codegen/BuildCache.h"
#include "codegen/driver/Compilation.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <sys/wait.h>
#include <unistd.h>

using namespace ogo;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

/// The key of the command Name's program.
static std::string toolKey(const Options &Opts, StringRef Name) {
  CacheKey Key;
  Key.add(compilerBuildId())
      .add(Opts.Context.GoRoot)
      .add(Opts.Context.GoVersion)
      .add("tool")
      .add(Name);
  return Key.str();
}

std::string ogo::buildTool(const Options &Opts, StringRef Name) {
  Options Tool;
  Tool.GoRootFlag = Opts.GoRootFlag;
  Tool.Jobs = Opts.Jobs;
  if (llvm::Error E = setUpContext(Tool)) {
    llvm::errs() << "ogo: " << llvm::toString(std::move(E)) << '\n';
    return "";
  }
  BuildCache Cache(true);
  std::string Key = toolKey(Tool, Name);
  std::string Path = Cache.lookup(Key, ".tool");
  if (!Path.empty())
    return Path;
  Path = Cache.pathFor(Key, ".tool");
  if (llvm::sys::Process::StandardErrIsDisplayed())
    llvm::errs() << "ogo: building " << Name
                 << " from GOROOT, for the first time only\n";
  llvm::outs().flush();
  llvm::errs().flush();
  // A compilation is made for one program, so this is another process's.
  pid_t Child = fork();
  if (Child == 0) {
    Tool.Cmd = Command::Build;
    // Most of them are built because someone waits for what they do once; of
    // test2json every test waits.
    Tool.OptLevel = Name == "test2json" ? 2 : 0;
    Tool.BuildVCS = Options::VCS::Never;
    Tool.Inputs = {("cmd/" + Name).str()};
    Tool.Output = Path;
    int Status = Compilation(Tool).build();
    llvm::errs().flush();
    _exit(Status);
  }
  int Status = 1;
  if (Child < 0 || waitpid(Child, &Status, 0) < 0 || Status != 0) {
    llvm::errs() << "ogo: cannot build cmd/" << Name << " from GOROOT\n";
    return "";
  }
  return Path;
}

llvm::Expected<std::string>
ogo::addCounters(const Options &Opts, StringRef File, StringRef Variable) {
  std::string Tool = buildTool(Opts, "cover");
  if (Tool.empty())
    return llvm::createStringError("coverage cannot be measured");
  ProcessSpec Spec;
  Spec.Args = {Tool, "-mode=" + Opts.Test.CoverMode, ("-var=" + Variable).str(),
               File.str()};
  std::string Text;
  Spec.Output = [&](StringRef S) { Text += S; };
  ProcessEnd End = runProcess(Spec);
  if (End.Error.empty() && WIFEXITED(End.Status) &&
      WEXITSTATUS(End.Status) == 0)
    return Text;
  return llvm::createStringError(Text.empty() ? End.Error
                                              : StringRef(Text).trim().str());
}

bool ogo::prepareTest2Json(const Options &Opts) {
  return !buildTool(Opts, "test2json").empty();
}

std::unique_ptr<Pipe> ogo::startTest2Json(const Options &Opts,
                                          StringRef Package) {
  std::string Tool = buildTool(Opts, "test2json");
  if (Tool.empty())
    return nullptr;
  return Pipe::start({Tool, "-t", "-p", Package.str()});
}
