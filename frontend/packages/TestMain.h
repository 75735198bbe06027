//===- TestMain.h - The program that runs a package's tests ----*- C++ -*-===//
//
// What `go test` generates: a package main that hands the test functions of a
// package to testing.MainStart.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_PACKAGES_TESTMAIN_H
#define OGO_FRONTEND_PACKAGES_TESTMAIN_H

#include "frontend/packages/Coverage.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace ogo {

/// Whether the last comment in the body of an example begins with "Output:" or
/// "Unordered output:"; Output is what follows.
bool exampleOutput(llvm::StringRef Body, std::string &Output, bool &Unordered);

struct TestFunctions {
  struct Example {
    std::string Function; // qualified
    std::string Output;
    bool Unordered;
  };
  std::vector<std::string> Tests, Benchmarks, Fuzz; // qualified names
  std::vector<Example> Examples;
  std::string Main; // qualified TestMain, if there is one
  /// Whether main imports the package with its test files, or the external
  /// tests, and whether it mentions the import.
  bool HasInternal = false, UsesInternal = false;
  bool HasExternal = false, UsesExternal = false;

  /// Adds what a test file declares, as members of the import _xtest or _test.
  /// Shown is the file's name in errors.
  llvm::Error add(llvm::StringRef Text, llvm::StringRef Shown, bool External);
  /// The package's own tests run before those outside it, each in the order in
  /// which they were added.
  void putInternalFirst();
};

/// Source of the main package for the tests of ImportPath.
std::string generateTestMain(const TestFunctions &Tests,
                             llvm::StringRef ImportPath,
                             llvm::StringRef ModulePath,
                             const CoverOptions &Cover,
                             const std::vector<CoveredFile> &Covered);

} // namespace ogo

#endif
