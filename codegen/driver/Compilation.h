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

class Compilation {
public:
  explicit Compilation(Options &Opts);

  /// `ogo check`: parse and type-check what was named.
  int check();
  /// `ogo build`: everything up to Opts.Emit.
  int build();
  /// `ogo run`: build into a temporary file and run it.
  int run();
  /// `ogo test` of one package: build the program that runs its tests, run it
  /// in the package's directory.
  int test();
  /// Import paths of the packages that were named.
  std::vector<std::string> namedPackages();

private:
  /// Fills Opts.Context; reports what cannot be found.
  bool setUp();
  bool load(bool NeedRuntime, bool Test = false);
  bool findNamed(bool NeedRuntime, bool Test = false);
  /// Runs Program, through an emulator if need be; its exit status.
  int execute(llvm::StringRef Program, llvm::ArrayRef<std::string> Args);
  /// Parses and checks all packages; of those in Cached, declarations only.
  void checkAll(const llvm::DenseSet<LoadedPackage *> &Cached = {});
  /// Prints what was reported; exit status 1 if that includes errors.
  int finish();
  int emitAst();
  /// Compiles and links into Output (already a complete path).
  bool buildProgram(llvm::StringRef Output);
  std::string defaultOutput() const;

  Options &Opts;
  PhaseTimer Timer;
  SourceManager SM;
  Interner Names;
  Diagnostics Diags;
  std::unique_ptr<TypeContext> Types;
  std::unique_ptr<PackageLoader> Loader;
};

/// Sets up Opts.Context: GOROOT, resource directory, work directory, target.
llvm::Error setUpContext(Options &Opts);

} // namespace ogo

#endif
