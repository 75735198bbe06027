//===- Crash.cpp - What the user sees when ogo itself is wrong ------------===//
//
// LLVM's pretty stack trace lists what was being compiled; around it we say
// whose fault it is. Output files are temporaries until they are complete and
// are removed by LLVM's signal handling.
//
//===----------------------------------------------------------------------===//
#include "codegen/driver/Crash.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

using namespace ogo;

static void onFatalError(void *, const char *Reason, bool) {
  llvm::errs() << "ogo: internal compiler error: " << Reason << '\n';
  llvm::sys::RunInterruptHandlers();
  std::abort();
}

void ogo::installCrashHandler(int Argc, char **Argv) {
  llvm::setBugReportMsg(
      "\nogo: internal compiler error; this is a bug in ogo, not in your "
      "program.\nPlease report it with the command line, the source and the "
      "text below.\n");
  llvm::sys::PrintStackTraceOnErrorSignal(Argv[0]);
  llvm::EnablePrettyStackTrace();
  llvm::install_fatal_error_handler(onFatalError);
}
