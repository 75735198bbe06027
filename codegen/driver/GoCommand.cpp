//===- GoCommand.cpp - Environment, tools and installation ----------------===//
//
// The go command looks for tools in GOROOT/pkg/tool, which a GOROOT of sources
// only has not. Its own seam is -toolexec: with that it takes for granted that
// they are there, and calls `ogo toolexec` in their place.
//
//===----------------------------------------------------------------------===//
#include "codegen/driver/GoCommand.h"
#include "codegen/BuildCache.h"
#include "codegen/driver/Compilation.h"
#include "codegen/driver/Process.h"
#include "codegen/driver/Tools.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <cstring>
#include <sys/wait.h>
#include <unistd.h>

using namespace ogo;
using llvm::StringRef;
using llvm::Twine;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static int failure(const Twine &Text) {
  llvm::errs() << "ogo: " << Text << '\n';
  return 1;
}

static std::string ownPath() { return fs::getMainExecutable(nullptr, nullptr); }

static std::string variable(const char *Name) {
  const char *Value = std::getenv(Name);
  return Value ? Value : "";
}

/// Becomes the program Words[0].
static int become(const std::vector<std::string> &Words) {
  std::vector<char *> Pointers;
  for (const std::string &W : Words)
    Pointers.push_back(const_cast<char *>(W.c_str()));
  Pointers.push_back(nullptr);
  llvm::outs().flush();
  llvm::errs().flush();
  execv(Pointers[0], Pointers.data());
  return failure("cannot run " + Words[0] + ": " + std::strerror(errno));
}

/// Whether GOROOT has compiled tools, as that of an installed Go.
static bool hasTools(const Options &Opts) {
#if defined(__x86_64__)
  const char *Host = "linux_amd64";
#else
  const char *Host = "linux_arm64";
#endif
  return fs::can_execute(Opts.Context.GoRoot + "/pkg/tool/" + Host +
                         "/compile");
}

/// A folder at the front of $PATH with what the go command looks for there.
static std::string programFolder() {
  return BuildCache::defaultDirectory() + "/bin";
}

static void offer(StringRef Name, StringRef Program) {
  std::string Link = programFolder() + "/" + Name.str();
  llvm::SmallString<128> Now;
  if (!fs::real_path(Link, Now) && fs::equivalent(Now, Program))
    return;
  (void)fs::create_directories(programFolder());
  std::string New = Link + "." + std::to_string(getpid());
  if (!fs::create_link(Program, New))
    (void)fs::rename(New, Link);
}

/// What the go command needs in its environment, as NAME=value.
static std::vector<std::string> goEnvironment(const Options &Opts) {
  std::vector<std::string> Env = {
      "GOROOT=" + Opts.Context.GoRoot,
      // Another Go would neither be built by ogo nor use its GOROOT.
      "GOTOOLCHAIN=local"};
  if (!std::getenv("CGO_ENABLED"))
    Env.push_back("CGO_ENABLED=0");
  std::string Path = variable("PATH");
  if (!llvm::sys::findProgramByName("go"))
    offer("go", ownPath()); // for go:generate lines
  Env.push_back("PATH=" + programFolder() + (Path.empty() ? "" : ":" + Path));
  if (!hasTools(Opts)) {
    std::string Flags = variable("GOFLAGS");
    Env.push_back("GOFLAGS=" + Flags + (Flags.empty() ? "" : " ") +
                  "'-toolexec=\"" + ownPath() + "\" toolexec'");
  }
  return Env;
}

/// The words that run `go` with Args. Empty if it cannot be built.
static std::vector<std::string> goWords(const Options &Opts,
                                        llvm::ArrayRef<std::string> Args) {
  std::string Go = buildTool(Opts, "go");
  if (Go.empty())
    return {};
  std::vector<std::string> Words = {Go};
  Words.insert(Words.end(), Args.begin(), Args.end());
  return Words;
}

static void setEnvironment(const Options &Opts) {
  for (const std::string &E : goEnvironment(Opts)) {
    auto [Name, Value] = StringRef(E).split('=');
    setenv(Name.str().c_str(), Value.str().c_str(), 1);
  }
}

int ogo::runGoCommand(Options &Opts) {
  if (llvm::Error E = setUpContext(Opts))
    return failure(llvm::toString(std::move(E)));
  std::vector<std::string> Args = Opts.ProgramArgs;
  StringRef Name = Args[0];
  if (Name == "tool" && Args.size() > 1 && !StringRef(Args[1]).contains('/') &&
      fs::is_directory(Opts.Context.GoRoot + "/src/cmd/" + Args[1])) {
    std::string Tool = buildTool(Opts, Args[1]);
    if (Tool.empty())
      return 1;
    setEnvironment(Opts);
    std::vector<std::string> Words = {Tool};
    Words.insert(Words.end(), Args.begin() + 2, Args.end());
    return become(Words);
  }
  if (Name == "fmt" && !fs::exists(Opts.Context.GoRoot + "/bin/gofmt")) {
    std::string Tool = buildTool(Opts, "gofmt");
    if (Tool.empty())
      return 1;
    offer("gofmt", Tool);
  }
  if ((Name == "vet" || Name == "fix") && !hasTools(Opts)) {
    std::string Tool = buildTool(Opts, Name);
    if (Tool.empty())
      return 1;
    Args.insert(Args.begin() + 1, ("-" + Name + "tool=" + Tool).str());
  }
  std::vector<std::string> Words = goWords(Opts, Args);
  if (Words.empty())
    return 1;
  setEnvironment(Opts);
  return become(Words);
}

int ogo::runMissingTool(Options &Opts) {
  if (llvm::Error E = setUpContext(Opts))
    return failure(llvm::toString(std::move(E)));
  std::vector<std::string> Words = Opts.ProgramArgs;
  StringRef Name = path::filename(Words[0]);
  // The go command asks every tool for its version before it uses any.
  if (Words.size() == 2 && Words[1] == "-V=full" && !fs::exists(Words[0])) {
    llvm::outs() << Name << " version "
                 << StringRef(Opts.Context.GoVersion).split(' ').first << '\n';
    return 0;
  }
  if (!fs::exists(Words[0])) {
    std::string Tool = buildTool(Opts, Name);
    if (Tool.empty())
      return 1;
    Words[0] = Tool;
    // GOROOT/pkg/include, which an installed Go has, is a copy of these.
    if (Name == "asm")
      Words.insert(Words.begin() + 1,
                   {"-I", Opts.Context.GoRoot + "/src/runtime"});
  }
  return become(Words);
}

llvm::Error ogo::fetchModules(const Options &Opts) {
  std::vector<std::string> Args = {"list", "-deps", "-f",
                                   "{{with .Error}}{{end}}"};
  if (Opts.Cmd == Command::Test)
    Args.push_back("-test");
  Args.insert(Args.end(), Opts.ModuleFlags.begin(), Opts.ModuleFlags.end());
  if (!Opts.Context.Tags.empty()) {
    std::string List;
    for (const std::string &T : Opts.Context.Tags)
      List += (List.empty() ? "" : ",") + T;
    Args.push_back("-tags=" + List);
  }
  Args.push_back("--");
  Args.insert(Args.end(), Opts.Inputs.begin(), Opts.Inputs.end());
  ProcessSpec Spec;
  Spec.Args = goWords(Opts, Args);
  if (Spec.Args.empty())
    return llvm::createStringError("modules are missing");
  Spec.Env = goEnvironment(Opts);
  Spec.Env.push_back("GOARCH=" + Opts.Context.GoArch);
  std::string Text;
  Spec.Output = [&](StringRef S) { Text += S; };
  ProcessEnd End = runProcess(Spec);
  if (End.Error.empty() && WIFEXITED(End.Status) &&
      WEXITSTATUS(End.Status) == 0)
    return llvm::Error::success();
  // The position of the import is known here, too.
  std::string Said;
  StringRef Left = StringRef(Text).trim();
  while (!Left.empty()) {
    StringRef Line;
    std::tie(Line, Left) = Left.split('\n');
    if (Line.starts_with("go: downloading "))
      continue;
    size_t At = Line.find(".go:");
    size_t Rest = At == StringRef::npos ? At : Line.find(": ", At);
    if (Rest != StringRef::npos)
      Line = Line.substr(Rest + 2);
    Said += (Said.empty() ? "" : "\n") + Line.str();
  }
  return llvm::createStringError(Said.empty() ? End.Error : Said);
}

//===----------------------------------------------------------------------===//
// Installation
//===----------------------------------------------------------------------===//

static std::string binaryFolder() {
  if (std::string Dir = variable("GOBIN"); !Dir.empty())
    return Dir;
  if (std::string Dir = variable("GOPATH"); !Dir.empty())
    return StringRef(Dir).split(':').first.str() + "/bin";
  llvm::SmallString<128> Home;
  path::home_directory(Home);
  path::append(Home, "go", "bin");
  return Home.str().str();
}

/// Runs a build in another process: a compilation is made for one program.
static int buildApart(Options &Opts) {
  llvm::outs().flush();
  llvm::errs().flush();
  pid_t Child = fork();
  if (Child == 0) {
    int Status = Compilation(Opts).build();
    llvm::outs().flush();
    llvm::errs().flush();
    _exit(Status);
  }
  int Status = 1;
  if (Child < 0 || waitpid(Child, &Status, 0) < 0)
    return failure("cannot start a process");
  return WIFEXITED(Status) ? WEXITSTATUS(Status) : 1;
}

/// path@version is built in a module of its own, whatever stands here.
static int installVersion(Options &Opts, StringRef Input) {
  auto [Path, Version] = Input.split('@');
  llvm::SmallString<128> Temp;
  if (std::error_code EC = fs::createUniqueDirectory("ogo-install", Temp))
    return failure("cannot create a temporary directory: " + EC.message());
  auto Remove = llvm::make_scope_exit([&] { fs::remove_directories(Temp); });
  for (std::vector<std::string> Args :
       {std::vector<std::string>{"mod", "init", "install"},
        std::vector<std::string>{"get", Input.str()}}) {
    ProcessSpec Spec;
    Spec.Args = goWords(Opts, Args);
    if (Spec.Args.empty())
      return 1;
    Spec.Env = goEnvironment(Opts);
    Spec.Env.push_back("GOFLAGS=-mod=mod");
    Spec.Env.push_back("GOWORK=off");
    Spec.Dir = Temp.str().str();
    std::string Text;
    Spec.Output = [&](StringRef S) { Text += S; };
    ProcessEnd End = runProcess(Spec);
    if (End.Error.empty() && WIFEXITED(End.Status) &&
        WEXITSTATUS(End.Status) == 0)
      continue;
    llvm::errs() << Text << End.Error;
    return 1;
  }
  Opts.ChangeDir = Temp.str().str();
  if (std::error_code EC = fs::set_current_path(Opts.ChangeDir))
    return failure("chdir " + Opts.ChangeDir + ": " + EC.message());
  Opts.Inputs = {Path.str()};
  return buildApart(Opts);
}

int ogo::install(Options &Opts) {
  if (llvm::Error E = setUpContext(Opts))
    return failure(llvm::toString(std::move(E)));
  if (!Opts.Output.empty())
    return failure("flag provided but not defined: -o");
  Opts.Cmd = Command::Build;
  Opts.Output = binaryFolder();
  if (std::error_code EC = fs::create_directories(Opts.Output))
    return failure("mkdir " + Opts.Output + ": " + EC.message());
  Opts.Output += "/";
  std::vector<std::string> Inputs = Opts.Inputs;
  bool Versions = false;
  for (StringRef Input : Inputs)
    Versions |= Input.contains('@');
  if (!Versions)
    return buildApart(Opts);
  for (StringRef Input : Inputs) {
    if (!Input.contains('@'))
      return failure("not all of the packages have a version: " + Input);
    if (int Status = installVersion(Opts, Input))
      return Status;
  }
  return 0;
}
