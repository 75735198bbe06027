//===- Compilation.h - One run of the compiler -----------------*- C++ -*-===//
//
// Owns what the phases share. Each step takes what the one before finished;
// the functions here read as the table of contents of the compiler.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_DRIVER_COMPILATION_H
#define OGO_CODEGEN_DRIVER_COMPILATION_H

#include "codegen/driver/Options.h"
#include "codegen/driver/PhaseTimer.h"
#include "frontend/packages/PackageLoader.h"

namespace ogo {

struct BuildPlan;

class Compilation {
public:
  explicit Compilation(Options &Opts);

  /// `ogo check`: parse and type-check what was named.
  int check();
  /// `ogo build`: everything up to Opts.Emit.
  int build();
  /// `ogo run`: build into a temporary file and run it.
  int run();

  // `ogo test` (TestRun.cpp), a package at a time.
  /// Those that were named: path and directory.
  /// The result is empty, or what is wrong with them.
  std::string findTestPackages(std::vector<PackageLocation> &Packages);
  enum class TestLoad { Failed, NoTests, Ready };
  /// Loads the program that tests the one package of Opts.Inputs.
  TestLoad loadTest();
  /// Checks a package without tests, which go test builds all the same.
  bool checkOnly();
  bool plan(BuildPlan &Plan);
  /// Everything after the plan. False if something is wrong.
  bool carryOut(BuildPlan &Plan, llvm::StringRef Output);
  /// Where the module of P is, or GOROOT; empty if it belongs to neither.
  std::string rootOf(const LoadedPackage &P) const;
  /// Prints what was reported; exit status 1 if that includes errors.
  int finish(llvm::raw_ostream &OS = llvm::errs());
  /// The first package with errors, as the go command names it: with the
  /// program that tests it, if it was compiled for that.
  std::string failedPackage() const;

private:
  /// Fills Opts.Context; reports what cannot be found.
  bool setUp();
  bool load(bool NeedRuntime, bool Test = false);
  bool findNamed(bool NeedRuntime, bool Test = false);
  /// Runs Program with its arguments; its exit status.
  int execute(llvm::StringRef Program);
  /// Parses and checks all packages; of those in Cached, declarations only.
  void checkAll(const llvm::DenseSet<LoadedPackage *> &Cached = {});
  int emitAst();
  /// `ogo build` of several packages, programs among them.
  int buildEach();
  /// Compiles and links into Output (already a complete path).
  bool buildProgram(llvm::StringRef Output);
  std::string defaultOutput() const;
  /// Reports E; false.
  bool fail(DiagCode Code, llvm::Error E);
  // The stages of carryOut().
  bool checkPlan(const BuildPlan &Plan);
  bool takeLinked(const BuildPlan &Plan, llvm::StringRef Output);
  bool compile(BuildPlan &Plan, llvm::StringRef TempDir);
  bool link(const BuildPlan &Plan, llvm::StringRef TempDir,
            llvm::StringRef Output);
  bool publishLibrary(const BuildPlan &Plan, llvm::StringRef Output);

  Options &Opts;
  PhaseTimer Timer;
  SourceManager SM;
  Interner Names;
  Diagnostics Diags;
  std::unique_ptr<TypeContext> Types;
  std::unique_ptr<PackageLoader> Loader;
};

/// The words to start a program of Arch with: none, or an emulator.
llvm::Expected<std::vector<std::string>> launcher(TargetArch Arch);

/// Sets up Opts.Context: GOROOT, resource directory, work directory, target.
llvm::Error setUpContext(Options &Opts);

} // namespace ogo

#endif
