//===- Build.cpp - From packages to a program, stage by stage -------------===//
//
// Each package becomes one object, kept in the cache under a key of everything
// it depends on; the objects, a small module that describes the program and the
// runtime archive become the program, which is kept as well.
//
//===----------------------------------------------------------------------===//
#include "codegen/Link.h"
#include "codegen/ObjectEmitter.h"
#include "codegen/Target.h"
#include "codegen/driver/BuildPlan.h"
#include "codegen/driver/Compilation.h"
#include "codegen/driver/CompilePackages.h"
#include "codegen/driver/LinkStrings.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <sys/wait.h>
#include <unistd.h>

using namespace ogo;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

std::string Compilation::defaultOutput() const {
  LoadedPackage *P = Loader->roots().front();
  StringRef Suffix;
  switch (Opts.Emit) {
  case EmitKind::Program:
    break;
  case EmitKind::Asm:
    Suffix = ".s";
    break;
  case EmitKind::Object:
    Suffix = ".o";
    break;
  case EmitKind::Bitcode:
    Suffix = ".bc";
    break;
  case EmitKind::Ast:
  case EmitKind::Llvm:
  case EmitKind::LlvmOpt:
    return "-";
  }
  // As go build: after the first file, or the last element of the path.
  StringRef Base = P->Where.ImportPath;
  if (Base == "command-line-arguments") {
    Base = path::stem(P->Files.front()->path());
    if (P->Files.front()->path().starts_with("<"))
      Base = "a.out";
  } else {
    // example.com/tool/v2 is tool, too.
    StringRef Last = path::filename(Base), Number = Last;
    if (Number.consume_front("v") && Number != "1" && !Number.empty() &&
        Number[0] != '0' && llvm::all_of(Number, llvm::isDigit) &&
        Base.contains('/'))
      Base = path::parent_path(Base);
    Base = path::filename(Base);
  }
  return (Base + Suffix).str();
}

//===----------------------------------------------------------------------===//
// The stages
//===----------------------------------------------------------------------===//

namespace {
/// A directory that goes with its owner.
struct TemporaryDirectory {
  llvm::SmallString<128> Path;
  std::error_code create() { return fs::createUniqueDirectory("ogo", Path); }
  ~TemporaryDirectory() {
    if (!Path.empty())
      fs::remove_directories(Path);
  }
};
} // namespace

bool Compilation::fail(DiagCode Code, llvm::Error E) {
  Diags.report(Code, Pos(), llvm::toString(std::move(E)));
  return false;
}

bool Compilation::plan(BuildPlan &Plan) {
  PhaseTimer::Scope Time(Timer, "keys");
  std::string Wrong = makePlan(Plan, Opts, *Loader, Diags);
  if (!Wrong.empty())
    Diags.report(DiagCode::Usage, Pos(), Wrong);
  Plan.Cache.trim(); // what the plan takes from it counts as used by now
  return !Diags.hasErrors();
}

/// Checks what will be compiled, and of the rest what that needs.
bool Compilation::checkPlan(const BuildPlan &Plan) {
  if (!Plan.allCached() || !Plan.Main || !Opts.LinkStrings.empty())
    checkAll(Plan.Cached);
  const LoadedPackage *Main = Plan.Main;
  if (Main && Main->Pkg && !Diags.hasErrors() && Main->Pkg->Complete &&
      !Main->Pkg->PkgScope.lookup("main"))
    Diags.report(DiagCode::MissingMain, Pos(),
                 "function main is undeclared in the main package");
  return !Diags.hasErrors();
}

/// Takes the whole program from the cache. False if it is not there.
bool Compilation::takeLinked(const BuildPlan &Plan, StringRef Output) {
  if (!Plan.Main || !Plan.allCached())
    return false;
  std::string Linked = Plan.Cache.lookup(Plan.Key, ".exe");
  if (Linked.empty())
    return false;
  PhaseTimer::Scope Time(Timer, "copy");
  auto Buffer = llvm::MemoryBuffer::getFile(Linked);
  if (!Buffer)
    return false;
  if (llvm::Error E = writeFileAtomically(Output, (*Buffer)->getBuffer(),
                                          /*Executable=*/true))
    fail(DiagCode::LinkFailed, std::move(E));
  return true;
}

bool Compilation::compile(BuildPlan &Plan, StringRef TempDir) {
  PhaseTimer::Scope Time(Timer, "compile");
  if (llvm::Error E = initializeTargets(Opts.LLVMArgs))
    return fail(DiagCode::LinkFailed, std::move(E));
  return compileMissing(Opts, *Types, SM, Plan.Cache, Plan.Jobs, TempDir);
}

bool Compilation::link(const BuildPlan &Plan, StringRef TempDir,
                       StringRef Output) {
  LinkJob Job;
  Job.Arch = Opts.Arch;
  Job.ResourceDir = Opts.Context.ResourceDir;
  Job.Sysroot = Opts.Sysroot;
  Job.KeepDebugInfo = Opts.Debug;
  Job.Output = Output.str();
  for (const PackageJob &J : Plan.Jobs)
    Job.Objects.push_back(J.Object);
  {
    llvm::LLVMContext Context;
    auto TM = createTargetMachine(Opts.Arch, 0);
    auto M = makeProgramModule(Context, Plan.Info, TM->createDataLayout(),
                               targetTriple(Opts.Arch));
    std::string Object = (TempDir + "/program.o").str();
    if (llvm::Error E = emitModule(*M, *TM, OutputForm::Object, Object))
      return fail(DiagCode::LinkFailed, std::move(E));
    Job.Objects.push_back(Object);
  }
  if (Opts.ShowSteps)
    if (auto Args = linkArguments(Job)) {
      for (const std::string &A : *Args)
        llvm::errs() << A << ' ';
      llvm::errs() << '\n';
    }
  PhaseTimer::Scope Time(Timer, "link");
  if (llvm::Error E = linkProgram(Job))
    return fail(DiagCode::LinkFailed, std::move(E));
  if (Output != "-")
    if (llvm::Error E = Plan.Cache.store(Plan.Key, ".exe", Output))
      llvm::consumeError(std::move(E)); // the program is there all the same
  return true;
}

/// Libraries: compiling them was all; as with go build, -o keeps what came out
/// of the one that is named.
bool Compilation::publishLibrary(const BuildPlan &Plan, StringRef Output) {
  if (Opts.Output.empty() || Loader->roots().size() != 1)
    return true;
  auto Buffer =
      llvm::MemoryBuffer::getFile(Plan.objectOf(Loader->roots().front()));
  if (!Buffer)
    return fail(DiagCode::LinkFailed,
                llvm::errorCodeToError(Buffer.getError()));
  if (llvm::Error E = writeFileAtomically(Output, (*Buffer)->getBuffer()))
    return fail(DiagCode::LinkFailed, std::move(E));
  return true;
}

bool Compilation::carryOut(BuildPlan &Plan, StringRef Output) {
  if (takeLinked(Plan, Output))
    return !Diags.hasErrors();
  if (!checkPlan(Plan))
    return false;
  std::string Wrong = findLinkStrings(Opts, *Loader, Plan.Info);
  if (!Wrong.empty()) {
    Diags.report(DiagCode::LinkFailed, Pos(), Wrong);
    return false;
  }
  TemporaryDirectory Temp;
  if (std::error_code EC = Temp.create()) {
    Diags.report(DiagCode::IO, Pos(),
                 "cannot create a temporary directory: " + EC.message());
    return false;
  }
  if (!compile(Plan, Temp.Path))
    return false;
  return Plan.Main ? link(Plan, Temp.Path, Output)
                   : publishLibrary(Plan, Output);
}

bool Compilation::buildProgram(StringRef Output) {
  BuildPlan Plan(Opts);
  return plan(Plan) && carryOut(Plan, Output);
}

//===----------------------------------------------------------------------===//
// The commands
//===----------------------------------------------------------------------===//

/// Each program, then all other packages, in a process of its own. As with go
/// build, programs are kept only if -o names a folder.
int Compilation::buildEach() {
  std::vector<std::vector<std::string>> Parts;
  std::vector<std::string> Libraries;
  for (LoadedPackage *P : Loader->roots()) {
    std::string Input = P->Where.Std ? P->Where.ImportPath : P->Where.Dir;
    if (P->Name == "main")
      Parts.push_back({Input});
    else
      Libraries.push_back(Input);
  }
  if (!Libraries.empty())
    Parts.push_back(Libraries);
  bool Folder =
      fs::is_directory(Opts.Output) || StringRef(Opts.Output).ends_with("/");
  if (!Opts.Output.empty() && !Folder && Opts.Output != "/dev/null") {
    Diags.report(DiagCode::Usage, Pos(),
                 "cannot write multiple packages to non-directory " +
                     Opts.Output);
    return finish();
  }
  TemporaryDirectory Temp;
  if (!Folder) {
    (void)Temp.create();
    Opts.Output = Temp.Path.str().str();
  }
  (void)fs::create_directories(Opts.Output);
  int Worst = finish();
  llvm::outs().flush();
  for (const std::vector<std::string> &Inputs : Parts) {
    llvm::errs().flush();
    pid_t Child = fork();
    if (Child == 0) {
      Opts.Inputs = Inputs;
      if (Inputs == Libraries)
        Opts.Output.clear();
      int Status = Compilation(Opts).build();
      llvm::errs().flush();
      _exit(Status);
    }
    int Status = 1;
    if (Child < 0 || waitpid(Child, &Status, 0) < 0 || !WIFEXITED(Status))
      Worst = std::max(Worst, 1);
    else
      Worst = std::max(Worst, WEXITSTATUS(Status));
  }
  return Worst;
}

int Compilation::build() {
  bool Program = Opts.Emit == EmitKind::Program;
  if (!findNamed(/*NeedRuntime=*/Program))
    return finish();
  if (Program && Loader->roots().size() > 1 && !Diags.hasErrors() &&
      llvm::any_of(Loader->roots(),
                   [](LoadedPackage *P) { return P->Name == "main"; }))
    return buildEach();
  if (!Loader->loadImports())
    return finish();
  if (Diags.hasErrors())
    return finish();
  if (Opts.Emit == EmitKind::Ast)
    return emitAst();
  std::string Output = Opts.Output.empty() ? defaultOutput() : Opts.Output;
  if (Program && StringRef(Output).ends_with("/"))
    (void)fs::create_directories(Output);
  if (Program && fs::is_directory(Output)) {
    llvm::SmallString<128> Inside(Output);
    path::append(Inside, defaultOutput());
    Output = Inside.str().str();
  }
  if (Program) {
    bool Ok = buildProgram(Output);
    int Status = finish();
    return Ok ? Status : 1;
  }
  checkAll();
  if (!Diags.hasErrors()) {
    PhaseTimer::Scope Time(Timer, "compile");
    if (llvm::Error E = initializeTargets(Opts.LLVMArgs)) {
      Diags.report(DiagCode::Usage, Pos(), llvm::toString(std::move(E)));
      return finish();
    }
    if (int Status = emitPackages(Opts, *Types, SM, *Loader, Output))
      return Status;
  }
  return finish();
}

/// A program that is run once. False if it cannot be made; that is reported.
static bool createTemporary(StringRef Prefix,
                            llvm::SmallVectorImpl<char> &Program,
                            Diagnostics &Diags) {
  std::error_code EC = fs::createTemporaryFile(Prefix, "", Program);
  if (EC)
    Diags.report(DiagCode::IO, Pos(),
                 "cannot create a temporary file: " + EC.message());
  return !EC;
}

int Compilation::run() {
  if (!load(/*NeedRuntime=*/true) || Diags.hasErrors())
    return finish();
  if (Loader->roots().size() != 1 || Loader->roots()[0]->Name != "main") {
    Diags.report(DiagCode::Usage, Pos(),
                 "package " + Loader->roots()[0]->Where.ImportPath +
                     " is not a main package");
    return finish();
  }
  llvm::SmallString<128> Program;
  if (!createTemporary("ogo-run", Program, Diags))
    return finish();
  bool Ok = buildProgram(Program);
  int Status = finish();
  if (!Ok || Status != 0) {
    fs::remove(Program);
    return Status ? Status : 1;
  }
  int Result = execute(Program);
  fs::remove(Program);
  return Result;
}

llvm::Expected<std::vector<std::string>> ogo::launcher(TargetArch Arch) {
#if defined(__x86_64__)
  bool Foreign = Arch != TargetArch::X86_64;
  StringRef Name = "qemu-aarch64";
#else
  bool Foreign = Arch != TargetArch::AArch64;
  StringRef Name = "qemu-x86_64";
#endif
  std::vector<std::string> Words;
  if (!Foreign)
    return Words;
  auto Found = llvm::sys::findProgramByName(Name);
  if (!Found)
    return llvm::createStringError(
        Name + " is needed to run a program of another target");
  Words.push_back(*Found);
  return Words;
}

int Compilation::execute(StringRef Program) {
  auto Words = launcher(Opts.Arch);
  if (!Words) {
    llvm::errs() << "ogo: " << llvm::toString(Words.takeError()) << '\n';
    return 1;
  }
  Words->push_back(Program.str());
  Words->insert(Words->end(), Opts.ProgramArgs.begin(), Opts.ProgramArgs.end());
  std::vector<StringRef> Args(Words->begin(), Words->end());
  std::string Problem;
  int Result = llvm::sys::ExecuteAndWait(Args[0], Args, std::nullopt, {}, 0, 0,
                                         &Problem);
  if (Result < 0) {
    llvm::errs() << "ogo: " << Problem << '\n';
    return 1;
  }
  return Result;
}
