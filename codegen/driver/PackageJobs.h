//===- PackageJobs.h - Compiling packages side by side ---------*- C++ -*-===//
//
// Packages are compiled by forked copies of the compiler. Lowering completes
// types lazily, all over the shared type graph, so threads would need locks
// everywhere; a fork shares the finished front end for free, and one package's
// crash is only its own.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_DRIVER_PACKAGEJOBS_H
#define OGO_CODEGEN_DRIVER_PACKAGEJOBS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <string>
#include <vector>

namespace ogo {

struct JobResult {
  int Status = 0;     // 0, or the exit status of the worker (128 + signal)
  std::string Output; // what it wrote to standard error
};

/// Runs Work(0) … Work(Count - 1), at most Jobs at a time, each in a forked
/// process whose exit status is Work's result. A single job runs in this
/// process, where a debugger can follow it. Started is told of each job, in
/// this process, with how many have finished.
std::vector<JobResult>
runJobs(size_t Count, unsigned Jobs, llvm::function_ref<int(size_t)> Work,
        llvm::function_ref<void(size_t Job, size_t Finished)> Started);

} // namespace ogo

#endif
