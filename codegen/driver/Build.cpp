//===- Build.cpp - From checked packages to a program ---------------------===//
//
// Each package becomes one object, kept in the cache under a key of everything
// it depends on; the objects, a small module that describes the program and the
// runtime archive become the program, which is kept as well.
//
//===----------------------------------------------------------------------===//
#include "codegen/BuildCache.h"
#include "codegen/Link.h"
#include "codegen/ObjectEmitter.h"
#include "codegen/ProgramModule.h"
#include "codegen/Target.h"
#include "codegen/driver/Compilation.h"
#include "codegen/driver/EscapePhase.h"
#include "codegen/driver/GoDebug.h"
#include "codegen/driver/PackageJobs.h"
#include "codegen/driver/PackageKeys.h"
#include "passes/Pipeline.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
#include <cstdlib>
#include <set>
#include <thread>
#include <unistd.h>

using namespace ogo;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace {

/// Compiles one package after another in the process it lives in.
class PackageCompiler {
public:
  PackageCompiler(const Options &Opts, TypeContext &Types,
                  const SourceManager &SM, EscapeAnalysis *Escape)
      : Opts(Opts), Types(Types), Diags(SM), Escape(Escape) {}

  /// Exit status; what is wrong goes to standard error.
  int compile(LoadedPackage &P, OutputForm Form, bool RunPasses,
              StringRef Output);

private:
  const Options &Opts;
  TypeContext &Types;
  Diagnostics Diags;
  EscapeAnalysis *Escape; // null: each package by itself
};

} // namespace

int PackageCompiler::compile(LoadedPackage &P, OutputForm Form, bool RunPasses,
                             StringRef Output) {
  llvm::PrettyStackTraceFormat Doing("compiling package %s",
                                     P.Where.ImportPath.c_str());
  // Never freed: the process ends after this package, or soon after, and taking
  // a big module apart takes as long as writing it.
  auto &Context = *new llvm::LLVMContext;
  auto TM = createTargetMachine(Opts.Arch, Opts.OptLevel);
  LoweringOptions Lowering;
  Lowering.Arch = Opts.Arch;
  Lowering.FullDebugInfo = Opts.Debug;
  Lowering.Optimize = Opts.OptLevel > 0;
  Lowering.Escape = Escape;
  Lowering.BoundsChecks = Opts.BoundsChecks;
  if (Opts.TrimPath)
    Lowering.PathMap.push_back({P.Where.Dir, P.Where.ImportPath});
  llvm::Module *M =
      lowerPackage(Context, Types, *P.Pkg, Diags, TM->createDataLayout(),
                   targetTriple(Opts.Arch), Lowering)
          .release();
  if (Diags.hasErrors() || !M) {
    Diagnostics::PrintOptions Print;
    if (Opts.AllErrors)
      Print.MaxErrors = 0;
    Diags.print(llvm::errs(), Print);
    return 1;
  }
  if (P.Named && Opts.hasDebugKey("crash")) // for tests of what users then see
    llvm::report_fatal_error("asked for with -d=crash");
#ifndef NDEBUG
  std::string Problem;
  llvm::raw_string_ostream ProblemOS(Problem);
  if (llvm::verifyModule(*M, &ProblemOS)) {
    if (Form == OutputForm::Ir)
      M->print(llvm::errs(), nullptr);
    llvm::report_fatal_error(llvm::Twine("invalid IR for package ") +
                             P.Where.ImportPath + ": " + Problem);
  }
#endif
  std::unique_ptr<RemarkCollector> Remarks;
  if (P.Named && Opts.Remarks.any()) {
    auto Collector = RemarkCollector::install(Context, Opts.Remarks);
    if (!Collector) {
      llvm::errs() << "ogo: " << llvm::toString(Collector.takeError()) << '\n';
      return 1;
    }
    Remarks = std::move(*Collector);
  }
  if (RunPasses) {
    PipelineOptions Pipeline;
    Pipeline.OptLevel = Opts.OptLevel;
    Pipeline.TraceDefers = Opts.TraceDefers;
    runPipeline(*M, *TM, Pipeline);
  }
  if (llvm::Error E =
          emitModule(*M, *TM, Form, Output,
                     Opts.Debug || Opts.Emit != EmitKind::Program)) {
    llvm::errs() << "ogo: " << llvm::toString(std::move(E)) << '\n';
    return 1;
  }
  if (Remarks)
    Remarks->finish(llvm::errs());
  return 0;
}

//===----------------------------------------------------------------------===//
// Initialization order
//===----------------------------------------------------------------------===//

/// Spec "Program initialization": all packages sorted by import path; again and
/// again the first whose imports are initialized is next. Runtime packages come
/// before everything else: they must work before other code runs.
static std::vector<std::string>
initializationOrder(llvm::ArrayRef<LoadedPackage *> Packages) {
  llvm::DenseMap<LoadedPackage *, unsigned> Waiting;
  llvm::DenseMap<LoadedPackage *, llvm::SmallVector<LoadedPackage *, 4>> Users;
  auto less = [](LoadedPackage *A, LoadedPackage *B) {
    return A->Where.ImportPath < B->Where.ImportPath;
  };
  std::set<LoadedPackage *, decltype(less)> Ready(less);
  for (LoadedPackage *P : Packages) {
    std::set<LoadedPackage *> Deps;
    for (auto &I : P->Imports)
      if (I.Target)
        Deps.insert(I.Target);
    for (LoadedPackage *D : Deps)
      Users[D].push_back(P);
    Waiting[P] = Deps.size();
    if (Deps.empty())
      Ready.insert(P);
  }
  std::vector<std::string> Order;
  llvm::DenseMap<LoadedPackage *, bool> Done;
  auto initialize = [&](LoadedPackage *P) {
    Order.push_back(P->linkPath().str());
    Done[P] = true;
    Ready.erase(P);
    for (LoadedPackage *U : Users[P])
      if (--Waiting[U] == 0)
        Ready.insert(U);
  };
  // The runtime and what it needs is the front of the dependency order.
  for (LoadedPackage *P : Packages) {
    initialize(P);
    if (P->Where.ImportPath == "runtime")
      break;
  }
  while (!Ready.empty())
    initialize(*Ready.begin());
  return Order;
}

//===----------------------------------------------------------------------===//
// Building
//===----------------------------------------------------------------------===//

static unsigned jobCount(const Options &Opts) {
  if (Opts.Jobs)
    return Opts.Jobs;
  return std::max(1u, std::thread::hardware_concurrency());
}

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
    Base = path::filename(Base);
  }
  return (Base + Suffix).str();
}

/// One package to a file other than a program.
static int emitPackages(const Options &Opts, TypeContext &Types,
                        const SourceManager &SM, PackageLoader &Loader,
                        StringRef Output) {
  OutputForm Form = OutputForm::Ir;
  if (Opts.Emit == EmitKind::Asm)
    Form = OutputForm::Assembly;
  else if (Opts.Emit == EmitKind::Object)
    Form = OutputForm::Object;
  else if (Opts.Emit == EmitKind::Bitcode)
    Form = OutputForm::Bitcode;
  if (Loader.roots().size() != 1) {
    llvm::errs() << "ogo: --emit works on one package at a time\n";
    return 2;
  }
  LoadedPackage &P = *Loader.roots().front();
  if (Opts.PrintEscape) {
    EscapeAnalysis Escape;
    Escape.report(P.Pkg);
    Escape.package(P.Pkg);
    printEscapes(Escape, SM, llvm::errs());
  }
  PackageCompiler Compiler(Opts, Types, SM, nullptr);
  return Compiler.compile(P, Form, Opts.Emit != EmitKind::Llvm, Output);
}

/// Compiles what the cache does not have. False if something failed.
static bool compileMissing(const Options &Opts, TypeContext &Types,
                           const SourceManager &SM, const BuildCache &Cache,
                           std::vector<PackageJob> &Jobs, StringRef TempDir) {
  std::vector<PackageJob *> Missing;
  for (PackageJob &J : Jobs) {
    if (J.Cached)
      continue;
    if (Opts.Verbose)
      llvm::errs() << J.P->Where.ImportPath << '\n';
    Missing.push_back(&J);
    J.Object = Cache.enabled() ? Cache.pathFor(J.Key, ".o")
                               : (TempDir + "/" + J.Key + ".o").str();
  }
  // Big packages first, so that none is left alone at the end.
  auto sourceSize = [](PackageJob *J) {
    size_t N = 0;
    for (const SourceFile *F : J->P->Files)
      N += F->text().size();
    return N;
  };
  llvm::sort(Missing, [&](PackageJob *A, PackageJob *B) {
    size_t SizeA = sourceSize(A), SizeB = sourceSize(B);
    return SizeA != SizeB ? SizeA > SizeB : A->Key < B->Key;
  });
  EscapeAnalysis Escape;
  analyzeEscapes(Escape, Jobs, Opts.PrintEscape);
  if (Opts.PrintEscape)
    printEscapes(Escape, SM, llvm::errs());
  bool Progress = !Opts.Verbose && llvm::sys::Process::StandardErrIsDisplayed();
  auto Results = runJobs(
      Missing.size(), jobCount(Opts),
      [&](size_t I) {
        PackageCompiler Compiler(Opts, Types, SM, &Escape);
        return Compiler.compile(*Missing[I]->P, OutputForm::Object,
                                /*RunPasses=*/true, Missing[I]->Object);
      },
      [&](size_t I, size_t Finished) {
        if (Progress)
          llvm::errs() << "\r\x1b[K[" << Finished << '/' << Missing.size()
                       << "] " << Missing[I]->P->Where.ImportPath;
      });
  if (Progress)
    llvm::errs() << "\r\x1b[K";
  bool Ok = true;
  for (size_t I = 0; I < Results.size(); ++I) {
    llvm::errs() << Results[I].Output;
    if (Results[I].Status != 0) {
      if (Results[I].Status >= 128)
        llvm::errs() << "ogo: internal compiler error in package "
                     << Missing[I]->P->Where.ImportPath << '\n';
      Ok = false;
    } else if (Cache.enabled()) {
      keepSummaries(Escape, *Missing[I]);
    }
  }
  return Ok;
}

bool Compilation::buildProgram(StringRef Output) {
  LoadedPackage *Main = nullptr;
  for (LoadedPackage *P : Loader->roots())
    if (P->Name == "main") {
      if (Main) {
        Diags.report(DiagCode::Usage, Pos(),
                     "several programs named: " + Main->Where.ImportPath +
                         " and " + P->Where.ImportPath);
        return false;
      }
      Main = P;
    }

  BuildCache Cache(!Opts.NoCache);
  PackageKeys Keys(Opts);
  std::vector<PackageJob> Jobs;
  llvm::DenseMap<LoadedPackage *, size_t> JobOf;
  llvm::DenseSet<LoadedPackage *> Cached;
  {
    PhaseTimer::Scope Time(Timer, "keys");
    for (LoadedPackage *P : Loader->order()) {
      if (P->HasEmbed)
        Loader->parse(*P); // finds the files that belong into the key
      PackageJob J{P, Keys.add(*P), ""};
      // Who asks what the compiler says about a package has it compiled.
      if (!P->Named || !(Opts.Remarks.any() || Opts.PrintEscape)) {
        J.Object = Cache.lookup(J.Key, ".o");
        StringRef Other = Keys.withoutTests(*P);
        if (J.Object.empty() && Other != J.Key)
          J.Object = Cache.lookup(Other, ".o");
      }
      J.Cached = !J.Object.empty();
      if (J.Cached)
        Cached.insert(P);
      JobOf[P] = Jobs.size();
      Jobs.push_back(std::move(J));
    }
  }
  bool AllCached = Cached.size() == Jobs.size();
  if (!AllCached || !Main)
    checkAll(Cached);
  if (Main && Main->Pkg && !Diags.hasErrors() && Main->Pkg->Complete &&
      !Main->Pkg->PkgScope.lookup("main"))
    Diags.report(DiagCode::MissingMain, Pos(),
                 "function main is undeclared in the main package");
  if (Diags.hasErrors())
    return false;

  llvm::SmallString<128> TempDir;
  if (std::error_code EC = fs::createUniqueDirectory("ogo", TempDir)) {
    Diags.report(DiagCode::IO, Pos(),
                 "cannot create a temporary directory: " + EC.message());
    return false;
  }
  struct Remover {
    StringRef Dir;
    ~Remover() { fs::remove_directories(Dir); }
  } RemoveTemp{TempDir};

  ProgramInfo Info;
  Info.Packages = initializationOrder(Loader->order());
  Info.GoVersion = StringRef(Opts.Context.GoVersion).split(' ').first.str();
  if (Main) {
    Info.GoDebug = goDebugDefault(*Main, Opts.Context, Diags);
    if (Diags.hasErrors())
      return false;
    Info.MainPath = Main->Where.ImportPath;
    Info.Test = Main->IsTestMain;
  }
  CacheKey ProgramKey = Keys.start();
  for (const PackageJob &J : Jobs)
    ProgramKey.add(J.Key);
  ProgramKey.add(Info.GoDebug).add(Info.GoVersion);
  std::string Archive = Opts.Context.ResourceDir + "/libogort-" +
                        targetArchName(Opts.Arch).str() + ".a";
  fs::file_status Status;
  if (!fs::status(Archive, Status))
    ProgramKey.add(Status.getSize())
        .add(Status.getLastModificationTime().time_since_epoch().count());
  ProgramKey.add(Opts.Sysroot);
  std::string Key = ProgramKey.str();

  auto fail = [&](llvm::Error E) {
    Diags.report(DiagCode::LinkFailed, Pos(), llvm::toString(std::move(E)));
    return false;
  };
  std::string Linked = Main ? Cache.lookup(Key, ".exe") : "";
  if (!Linked.empty() && AllCached) {
    PhaseTimer::Scope Time(Timer, "copy");
    auto Buffer = llvm::MemoryBuffer::getFile(Linked);
    if (Buffer) {
      if (llvm::Error E = writeFileAtomically(Output, (*Buffer)->getBuffer(),
                                              /*Executable=*/true))
        return fail(std::move(E));
      return true;
    }
  }
  {
    PhaseTimer::Scope Time(Timer, "compile");
    if (llvm::Error E = initializeTargets(Opts.LLVMArgs))
      return fail(std::move(E));
    if (!compileMissing(Opts, *Types, SM, Cache, Jobs, TempDir))
      return false;
  }
  if (!Main) {
    // Libraries: compiling them was all; as with go build, -o keeps what came
    // out of the one that is named.
    if (Opts.Output.empty() || Loader->roots().size() != 1)
      return true;
    auto Buffer = llvm::MemoryBuffer::getFile(
        Jobs[JobOf.lookup(Loader->roots().front())].Object);
    if (!Buffer)
      return fail(llvm::errorCodeToError(Buffer.getError()));
    if (llvm::Error E = writeFileAtomically(Output, (*Buffer)->getBuffer()))
      return fail(std::move(E));
    return true;
  }

  LinkJob Job;
  Job.Arch = Opts.Arch;
  Job.ResourceDir = Opts.Context.ResourceDir;
  Job.Sysroot = Opts.Sysroot;
  Job.KeepDebugInfo = Opts.Debug;
  Job.Output = Output.str();
  for (const PackageJob &J : Jobs)
    Job.Objects.push_back(J.Object);
  {
    llvm::LLVMContext Context;
    auto TM = createTargetMachine(Opts.Arch, 0);
    auto M = makeProgramModule(Context, Info, TM->createDataLayout(),
                               targetTriple(Opts.Arch));
    std::string Object = (TempDir + "/program.o").str();
    if (llvm::Error E = emitModule(*M, *TM, OutputForm::Object, Object))
      return fail(std::move(E));
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
    return fail(std::move(E));
  if (Output != "-")
    if (llvm::Error E = Cache.store(Key, ".exe", Output))
      llvm::consumeError(std::move(E)); // the program is there all the same
  return true;
}

int Compilation::build() {
  bool Program = Opts.Emit == EmitKind::Program;
  if (!load(/*NeedRuntime=*/Program))
    return finish();
  if (Diags.hasErrors())
    return finish();
  if (Opts.Emit == EmitKind::Ast)
    return emitAst();
  std::string Output = Opts.Output.empty() ? defaultOutput() : Opts.Output;
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
  int Result = execute(Program, Opts.ProgramArgs);
  fs::remove(Program);
  return Result;
}

int Compilation::execute(StringRef Program,
                         llvm::ArrayRef<std::string> ProgramArgs) {
  std::vector<StringRef> Args = {Program};
  std::string Emulator;
#if defined(__x86_64__)
  bool Foreign = Opts.Arch != TargetArch::X86_64;
  StringRef EmulatorName = "qemu-aarch64";
#else
  bool Foreign = Opts.Arch != TargetArch::AArch64;
  StringRef EmulatorName = "qemu-x86_64";
#endif
  StringRef Executable = Program;
  if (Foreign) {
    auto Found = llvm::sys::findProgramByName(EmulatorName);
    if (!Found) {
      llvm::errs() << "ogo: " << EmulatorName
                   << " is needed to run a program of another target\n";
      return 1;
    }
    Emulator = *Found;
    Executable = Emulator;
    Args.insert(Args.begin(), Emulator);
  }
  Args.insert(Args.end(), ProgramArgs.begin(), ProgramArgs.end());
  std::string Problem;
  int Result = llvm::sys::ExecuteAndWait(Executable, Args, std::nullopt, {}, 0,
                                         0, &Problem);
  if (Result < 0) {
    llvm::errs() << "ogo: " << Problem << '\n';
    return 1;
  }
  return Result;
}

std::vector<std::string> Compilation::namedPackages() {
  std::vector<std::string> Paths;
  if (load(/*NeedRuntime=*/false))
    for (LoadedPackage *P : Loader->roots())
      Paths.push_back(P->Where.Std ? P->Where.ImportPath : P->Where.Dir);
  finish();
  return Paths;
}

int Compilation::test() {
  if (!load(/*NeedRuntime=*/true, /*Test=*/true) || Diags.hasErrors())
    return finish();
  StringRef Package = StringRef(Loader->roots().front()->Where.ImportPath);
  Package.consume_back(".test");
  llvm::SmallString<128> Program;
  if (Opts.CompileOnly) {
    Program = Opts.Output.empty() ? (path::filename(Package) + ".test").str()
                                  : Opts.Output;
  } else if (!createTemporary("ogo-test", Program, Diags)) {
    return finish();
  }
  bool Ok = buildProgram(Program);
  int Status = finish();
  if (!Ok || Status != 0) {
    if (!Opts.CompileOnly)
      fs::remove(Program);
    llvm::outs() << "FAIL\t" << Package << " [build failed]\n";
    return Status ? Status : 1;
  }
  if (Opts.CompileOnly)
    return 0;
  // Tests find their testdata relative to their own directory.
  if (std::error_code EC =
          fs::set_current_path(Loader->roots().front()->Where.Dir)) {
    llvm::errs() << "ogo: " << EC.message() << '\n';
    return 1;
  }
  auto Start = PhaseTimer::Clock::now();
  int Result = execute(Program, Opts.ProgramArgs);
  double Seconds =
      std::chrono::duration<double>(PhaseTimer::Clock::now() - Start).count();
  fs::remove(Program);
  llvm::outs() << (Result == 0 ? "ok  \t" : "FAIL\t") << Package
               << llvm::format("\t%.3fs\n", Seconds);
  return Result;
}
