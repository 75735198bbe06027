//===- main.cpp - The ogo command -----------------------------------------===//
#include "codegen/driver/CommandLine.h"
#include "codegen/driver/Commands.h"
#include "codegen/driver/Crash.h"
#include "codegen/driver/Memory.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/thread.h"
#include <cstdlib>

/// Deeply nested source is limited by the parser, but the checker and lowering
/// need more stack per level than it does, and more than the usual 8 MB.
static constexpr unsigned StackSize = 512u << 20;

int main(int Argc, char **Argv) {
  ogo::prepareMemory();
  ogo::installCrashHandler(Argc, Argv);
  ogo::Options Opts;
  if (auto Status = ogo::parseCommandLine(Argc, Argv, Opts))
    return *Status;
  int Status = 0;
  llvm::thread Worker(std::optional<unsigned>(StackSize),
                      [&] { Status = ogo::runCommand(Opts); });
  Worker.join();
  // The arenas need no tidy end; the process is the arena.
  llvm::outs().flush();
  llvm::errs().flush();
  std::_Exit(Status);
}
