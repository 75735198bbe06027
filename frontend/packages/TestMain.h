//===- TestMain.h - The program that runs a package's tests ----*- C++ -*-===//
//
// What `go test` generates: a package main that hands the test functions of a
// package to testing.MainStart.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_PACKAGES_TESTMAIN_H
#define OGO_FRONTEND_PACKAGES_TESTMAIN_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace ogo {

struct TestFunctions {
  struct Example {
    std::string Function; // qualified
    std::string Output;
    bool Unordered;
  };
  std::vector<std::string> Tests, Benchmarks, Fuzz; // qualified names
  std::vector<Example> Examples;
  std::string Main; // qualified TestMain, if there is one
  bool UsesInternal = false, UsesExternal = false;

  /// Adds what a test file declares, as members of the import Qualifier.
  void add(llvm::StringRef Text, llvm::StringRef Qualifier);
};

/// Source of the main package for the tests of ImportPath. HasInternal: the
/// package itself must be imported even if no test is in it.
std::string generateTestMain(const TestFunctions &Tests,
                             llvm::StringRef ImportPath,
                             llvm::StringRef ModulePath, bool HasPackage);

} // namespace ogo

#endif
