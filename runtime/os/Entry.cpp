// The program's beginning: libc calls main on the process's first thread, which
// becomes the first worker; the main goroutine initializes the packages in
// dependency order and calls main.main.
#include "runtime/abi/GoFunction.h"
#include "runtime/data/Hash.h"
#include "runtime/mem/Heap.h"
#include "runtime/os/Environment.h"
#include "runtime/os/Print.h"
#include "runtime/os/Signals.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Scheduler.h"

#include <unistd.h>

namespace ogo::rt {

using InitFn = OGO_SWIFTCALL void (*)();
// The program module, made by the compiler for every program.
extern "C" const InitFn InitTasks[] __asm__("runtime.main_inittasks");
extern "C" const int64_t NumInitTasks __asm__("runtime.main_inittasks_len");
OGO_GO_FN(void, goMainMain, "main.main", ());
// Overlay: runs the exit hooks of internal/runtime/exithook.
OGO_GO_FN(void, goRunExitHooks, "runtime.runExitHooks", (int64_t Code));

void initPreemption();

/// Named as in gc: it is the oldest frame that programs see of the main
/// goroutine.
OGO_GO_FN(void, mainGoroutine, "runtime.main", ()) {
  for (int64_t I = 0; I < NumInitTasks; ++I)
    InitTasks[I]();
  goMainMain();
  goRunExitHooks(0);
  if (isDying())
    for (;;)
      pause(); // Another goroutine panics: its report ends the process.
  _exit(0);
}

static Closure MainClosure;

extern "C" int main(int Argc, char **Argv) {
  initHash();
  initHeap();
  initEnvironment(Argc, Argv);
  initCollector();
  initScheduler();
  initFaults();
  initSignals();
  initPreemption();
  MainClosure.Code = (void *)mainGoroutine;
  newMainGoroutine(&MainClosure);
  runWorkerLoop(getWorker());
}

OGO_GO_NORETURN_FN(goExit, "runtime.exit", (uint32_t Code)) {
  _exit((int)Code);
}
OGO_GO_NORETURN_FN(syscallExit, "syscall.Exit", (int64_t Code)) {
  _exit((int)Code);
}

} // namespace ogo::rt
