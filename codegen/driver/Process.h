//===- Process.h - Running other programs ----------------------*- C++ -*-===//
//
// What llvm::sys::ExecuteAndWait has not: output as it comes, a working
// directory, time limits that first ask a Go program for its stacks, and how a
// program ended.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_DRIVER_PROCESS_H
#define OGO_CODEGEN_DRIVER_PROCESS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <functional>
#include <string>
#include <vector>

namespace ogo {

struct ProcessSpec {
  std::vector<std::string> Args; // the first is the program's path
  std::string Dir;               // where it runs; empty: here
  std::vector<std::string> Env;  // NAME=value, besides this process's own
  /// Gets standard output and standard error as they come; null: both go to
  /// standard output.
  std::function<void(llvm::StringRef)> Output;
  double KillAfter = 0;     // seconds; 0: never
  double WaitForOutput = 5; // seconds after its end, if others hold it open
};

struct ProcessEnd {
  std::string Error; // it could not be started
  int Status = 0;    // as waitpid has it
  bool Killed = false;
  bool OutputCut = false; // someone still holds the output open
  double Seconds = 0;
};

ProcessEnd runProcess(const ProcessSpec &Spec);

/// A program that reads what is written to fd(), as its descriptor DataFD, and
/// then a line with the status given to finish(), as StatusFD.
class Pipe {
public:
  static constexpr int DataFD = 3, StatusFD = 4;
  /// Null if it cannot be started.
  static std::unique_ptr<Pipe> start(const std::vector<std::string> &Args);
  int fd() const { return Data; }
  void finish(int Status);
  ~Pipe() { finish(1); }

private:
  Pipe(int Data, int Status, int Process)
      : Data(Data), Status(Status), Process(Process) {}
  int Data, Status, Process;
};

/// An unnamed file that collects a process's output; a pipe would need a reader
/// all the time. Negative if there can be none.
int anonymousFile();
/// What has been written to it.
std::string readAll(int FD);

/// As time.Duration prints it: 10m0s, 1.5s.
std::string formatDuration(double Seconds);

} // namespace ogo

#endif
