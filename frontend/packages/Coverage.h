//===- Coverage.h - Counting which statements tests run --------*- C++ -*-===//
//
// GOROOT's cmd/cover puts counters into a file's text; here is which files get
// them, and the part of the test's main program that reads them.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_PACKAGES_COVERAGE_H
#define OGO_FRONTEND_PACKAGES_COVERAGE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <functional>
#include <string>
#include <vector>

namespace ogo {

struct CoverOptions {
  std::string Mode;                  // set, count or atomic; empty: none
  std::vector<std::string> Patterns; // -coverpkg; empty: the package tested
  /// The text of File with counters in a variable of the given name.
  std::function<llvm::Expected<std::string>(llvm::StringRef File,
                                            llvm::StringRef Variable)>
      Rewrite;
};

/// A file with counters.
struct CoveredFile {
  std::string ImportPath, Name, Variable;
};

/// Source that gives package testing the counters of Files: imports, and
/// declarations that need `fmt`, `io` and `os`.
void writeCoverage(const CoverOptions &Cover,
                   const std::vector<CoveredFile> &Files, std::string &Imports,
                   std::string &Declarations);

} // namespace ogo

#endif
