//===- BuildPlan.h - What a program is made of -----------------*- C++ -*-===//
//
// Before anything is checked or compiled, the files of all packages decide the
// key of every object and of the program: what the cache has need not be made.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_DRIVER_BUILDPLAN_H
#define OGO_CODEGEN_DRIVER_BUILDPLAN_H

#include "codegen/ProgramModule.h"
#include "codegen/driver/PackageKeys.h"
#include "llvm/ADT/DenseSet.h"

namespace ogo {

struct BuildPlan {
  explicit BuildPlan(const Options &Opts) : Cache(!Opts.NoCache) {}

  BuildCache Cache;
  LoadedPackage *Main = nullptr; // null: libraries only
  std::vector<PackageJob> Jobs;  // in the loader's order
  llvm::DenseSet<LoadedPackage *> Cached;
  ProgramInfo Info;
  std::string Key; // of the program
  bool allCached() const { return Cached.size() == Jobs.size(); }
  /// The object of P, which belongs to the plan.
  llvm::StringRef objectOf(const LoadedPackage *P) const;
};

/// Fills Plan for the packages of Loader. The result is empty, or what forbids
/// to build them together.
std::string makePlan(BuildPlan &Plan, const Options &Opts,
                     PackageLoader &Loader, Diagnostics &Diags);

} // namespace ogo

#endif
