//===- Compilation.cpp - Front end steps of a run -------------------------===//
#include "codegen/driver/Compilation.h"
#include "codegen/ObjectEmitter.h"
#include "codegen/driver/GoCommand.h"
#include "codegen/driver/Tools.h"
#include "frontend/CheckLoaded.h"
#include "frontend/syntax/ASTDump.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/Process.h"
#include <cstdlib>

using namespace ogo;
using llvm::StringRef;
namespace path = llvm::sys::path;
namespace fs = llvm::sys::fs;

/// Where the runtime archives and the overlay are: beside an installed ogo, or
/// in the build folder it was built in.
static std::string findResourceDir() {
  if (const char *Env = std::getenv("OGO_RESOURCES"); Env && *Env)
    return Env;
  std::string Self = fs::getMainExecutable(nullptr, nullptr);
  llvm::SmallString<128> Dir(path::parent_path(path::parent_path(Self)));
  path::append(Dir, "lib", "ogo");
  if (fs::is_directory(Dir))
    return Dir.str().str();
  return OGO_RESOURCE_DIR;
}

llvm::Error ogo::setUpContext(Options &Opts) {
  BuildContext &C = Opts.Context;
  C.GoArch = Opts.Arch == TargetArch::AArch64 ? "arm64" : "amd64";
  llvm::SmallString<128> Cwd;
  if (std::error_code EC = fs::current_path(Cwd))
    return llvm::createStringError("cannot find the current directory: " +
                                   EC.message());
  C.WorkDir = Cwd.str().str();
  C.ResourceDir = findResourceDir();
  auto Root = findGoRoot(Opts.GoRootFlag, &C.GoVersion);
  if (!Root)
    return Root.takeError();
  llvm::SmallString<128> Absolute(*Root);
  fs::make_absolute(Absolute);
  path::remove_dots(Absolute, true);
  C.GoRoot = Absolute.str().str();
  const char *Experiments = std::getenv("GOEXPERIMENT");
  return C.chooseExperiments(Experiments ? Experiments : "");
}

Compilation::Compilation(Options &Opts) : Opts(Opts), Diags(SM) {}

bool Compilation::setUp() {
  if (llvm::Error E = setUpContext(Opts)) {
    Diags.report(DiagCode::IO, Pos(), llvm::toString(std::move(E)));
    return false;
  }
  return true;
}

bool Compilation::load(bool NeedRuntime, bool Test) {
  return findNamed(NeedRuntime, Test) && Loader->loadImports();
}

bool Compilation::findNamed(bool NeedRuntime, bool Test) {
  if (!setUp())
    return false;
  PhaseTimer::Scope Time(Timer, "load");
  if (Opts.Inputs.empty())
    Opts.Inputs.push_back(".");
  Types = std::make_unique<TypeContext>(Names);
  PackageLoader::Options LoadOpts;
  LoadOpts.Lang = Opts.Lang;
  LoadOpts.NeedRuntime = NeedRuntime;
  LoadOpts.Test = Test;
  LoadOpts.KeepTestOnly = Opts.Cmd == Command::Test;
  if (Test && Opts.Test.Cover) {
    LoadOpts.Cover = {Opts.Test.CoverMode, Opts.Test.CoverPackages,
                      [this](StringRef File, StringRef Variable) {
                        return addCounters(Opts, File, Variable);
                      }};
  }
  // Ten are shown; some of those found may repeat others.
  if (!Opts.AllErrors)
    LoadOpts.MaxErrors = 1000;
  Loader = std::make_unique<PackageLoader>(Opts.Context, SM, Names, *Types,
                                           Diags, LoadOpts);
  Loader->resolver().Fetch = [this] { return fetchModules(Opts); };
  bool Found = Loader->findNamed(Opts.Inputs);
  for (StringRef Pattern : Loader->unmatched())
    llvm::errs() << "ogo: warning: \"" << Pattern << "\" matched no packages\n";
  return Found;
}

void Compilation::checkAll(const llvm::DenseSet<LoadedPackage *> &Cached) {
  for (LoadedPackage *P : Loader->order()) {
    llvm::PrettyStackTraceFormat Doing("checking package %s",
                                       P->Where.ImportPath.c_str());
    {
      PhaseTimer::Scope Time(Timer, "parse");
      Loader->parse(*P, /*LazyBodies=*/Cached.contains(P));
    }
    PhaseTimer::Scope Time(Timer, "check");
    checkLoaded(*Loader, *P, /*DeclarationsOnly=*/Cached.contains(P));
  }
}

int Compilation::finish(llvm::raw_ostream &OS) {
  Diagnostics::PrintOptions Print;
  if (Opts.AllErrors)
    Print.MaxErrors = 0;
  bool Terminal = llvm::sys::Process::StandardErrIsDisplayed();
  Print.Caret = Terminal;
  Print.Color = Terminal && llvm::sys::Process::StandardErrHasColors() &&
                !std::getenv("NO_COLOR");
  Diags.print(OS, Print);
  if (Opts.TimePhases)
    Timer.print(llvm::errs());
  return Diags.hasErrors() ? 1 : 0;
}

int Compilation::check() {
  if (load(/*NeedRuntime=*/false))
    checkAll();
  return finish();
}

int Compilation::emitAst() {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  for (LoadedPackage *P : Loader->roots()) {
    PhaseTimer::Scope Time(Timer, "parse");
    Loader->parse(*P);
    for (File *F : P->Pkg->Files)
      dumpAST(OS, F, SM);
  }
  if (Opts.Output.empty() || Opts.Output == "-")
    llvm::outs() << Text;
  else if (llvm::Error E = writeFileAtomically(Opts.Output, Text))
    Diags.report(DiagCode::IO, Pos(), llvm::toString(std::move(E)));
  return finish();
}

std::string
Compilation::findTestPackages(std::vector<PackageLocation> &Packages) {
  if (findNamed(/*NeedRuntime=*/false))
    for (LoadedPackage *P : Loader->roots())
      Packages.push_back(P->Where);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  finish(OS);
  return Text;
}

std::string Compilation::failedPackage() const {
  const LoadedPackage *Main = Loader->roots().front();
  for (const LoadedPackage *P : Loader->order()) {
    if (!P->Broken)
      continue;
    StringRef Path = P->Where.ImportPath;
    bool Variant = P->Tests || (P->HasTests && Main->IsTestMain &&
                                P->Files.size() > P->TestFilesFrom);
    if (!Variant)
      return Path.str();
    return (Path + " [" + Main->Where.ImportPath + "]").str();
  }
  return "";
}

Compilation::TestLoad Compilation::loadTest() {
  if (!load(/*NeedRuntime=*/true, /*Test=*/true) || Diags.hasErrors())
    return TestLoad::Failed;
  const LoadedPackage *Main = Loader->roots().front();
  return Main->IsTestMain ? TestLoad::Ready : TestLoad::NoTests;
}

bool Compilation::checkOnly() {
  checkAll();
  return !Diags.hasErrors();
}

std::string Compilation::rootOf(const LoadedPackage &P) const {
  if (P.Where.Std)
    return Opts.Context.GoRoot;
  return P.Where.Mod ? P.Where.Mod->Dir : "";
}
