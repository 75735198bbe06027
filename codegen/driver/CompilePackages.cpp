//===- CompilePackages.cpp - From checked packages to objects -------------===//
#include "codegen/driver/CompilePackages.h"
#include "codegen/ObjectEmitter.h"
#include "codegen/Target.h"
#include "codegen/driver/EscapePhase.h"
#include "codegen/driver/PackageJobs.h"
#include "codegen/driver/PackageKeys.h"
#include "passes/Pipeline.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/Process.h"
#include <thread>

using namespace ogo;
using llvm::StringRef;

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
    Pipeline.CountEdges = countsEdges(Opts, P);
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

static unsigned jobCount(const Options &Opts) {
  if (Opts.Jobs)
    return Opts.Jobs;
  return std::max(1u, std::thread::hardware_concurrency());
}

int ogo::emitPackages(const Options &Opts, TypeContext &Types,
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
    Escape.analyzePackage(P.Pkg);
    printEscapes(Escape, SM, llvm::errs());
  }
  PackageCompiler Compiler(Opts, Types, SM, nullptr);
  return Compiler.compile(P, Form, Opts.Emit != EmitKind::Llvm, Output);
}

/// The command that would do for one package what a build does in a process of
/// its own.
static std::string compileStep(const Options &Opts, const PackageJob &J) {
  std::string Words = llvm::sys::fs::getMainExecutable(nullptr, nullptr);
  Words += " build --emit=obj -O" + std::to_string(Opts.OptLevel) + " -o " +
           J.Object;
  const PackageLocation &Where = J.P->Where;
  if (Where.ImportPath != "command-line-arguments")
    return Words + " " + (Where.Std ? Where.ImportPath : Where.Dir);
  for (const SourceFile *F : J.P->Files)
    Words += " " + F->path().str();
  return Words;
}

bool ogo::compileMissing(const Options &Opts, TypeContext &Types,
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
  if (Opts.ShowSteps || Opts.DryRun)
    for (const PackageJob *J : Missing)
      llvm::errs() << compileStep(Opts, *J) << '\n';
  if (Opts.DryRun)
    return true;
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
