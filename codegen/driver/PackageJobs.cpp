//===- PackageJobs.cpp - A pool of forked workers -------------------------===//
#include "codegen/driver/PackageJobs.h"
#include "codegen/driver/Process.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <map>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ogo;

std::vector<JobResult>
ogo::runJobs(size_t Count, unsigned Jobs, llvm::function_ref<int(size_t)> Work,
             llvm::function_ref<void(size_t Job, size_t Finished)> Started) {
  std::vector<JobResult> Results(Count);
  if (Count == 1) {
    Results[0].Status = Work(0);
    return Results;
  }
  struct Running {
    size_t Job;
    int Output;
  };
  std::map<pid_t, Running> Workers;
  size_t Next = 0, Finished = 0;
  llvm::outs().flush();
  llvm::errs().flush();
  while (Next < Count || !Workers.empty()) {
    if (Next < Count && Workers.size() < Jobs) {
      size_t Job = Next++;
      Started(Job, Finished);
      int Output = anonymousFile();
      pid_t Child = fork();
      if (Child == 0) {
        // Nobody would use the work of one whose parent was killed.
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (Output >= 0)
          dup2(Output, STDERR_FILENO);
        int Status = Work(Job);
        llvm::outs().flush();
        llvm::errs().flush();
        _exit(Status);
      }
      if (Child < 0) {
        if (Output >= 0)
          close(Output);
        Results[Job] = {1, "ogo: cannot start a process\n"};
        continue;
      }
      Workers[Child] = {Job, Output};
      continue;
    }
    int Status;
    pid_t Done = waitpid(-1, &Status, 0);
    if (Done < 0 && errno == EINTR)
      continue;
    auto It = Workers.find(Done);
    if (It == Workers.end())
      continue;
    JobResult &R = Results[It->second.Job];
    R.Status = WIFEXITED(Status) ? WEXITSTATUS(Status) : 128 + WTERMSIG(Status);
    if (It->second.Output >= 0) {
      R.Output = readAll(It->second.Output);
      close(It->second.Output);
    }
    Workers.erase(It);
    ++Finished;
  }
  return Results;
}
