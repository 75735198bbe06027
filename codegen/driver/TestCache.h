//===- TestCache.h - Results of tests that need not run again --*- C++ -*-===//
//
// A test program's result is kept under what the program is, its arguments, and
// the values of the environment variables and files it asked for when it ran,
// which package testing logs. So a result is found in two steps: the log of the
// last run, and, by what the log's variables and files are now, its output.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_DRIVER_TESTCACHE_H
#define OGO_CODEGEN_DRIVER_TESTCACHE_H

#include "codegen/BuildCache.h"
#include "codegen/driver/Options.h"
#include <optional>

namespace ogo {

class TestCache {
public:
  /// For the program Program (its key) that tests a package in Dir, which
  /// belongs to the module or GOROOT in Root. Files outside of Root are not
  /// watched.
  TestCache(const BuildCache &Cache, const Options &Opts,
            llvm::StringRef Program, llvm::StringRef Dir, llvm::StringRef Root);
  /// Whether results may be kept at all; arguments may forbid it.
  bool enabled() const { return !Key.empty(); }
  /// The output of a run like this one, with its time replaced by "(cached)".
  std::optional<std::string> find() const;
  /// Keeps what a run has written; LogFile is what it was given as
  /// -test.testlogfile.
  void keep(llvm::StringRef Output, llvm::StringRef LogFile) const;

private:
  /// The key of the output of a run that asked for what Log says.
  std::optional<std::string> inputsKey(llvm::StringRef Log) const;

  const BuildCache &Cache;
  std::string Dir, Root;
  std::string Key; // empty: nothing is kept
};

} // namespace ogo

#endif
