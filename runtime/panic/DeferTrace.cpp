// See DeferTrace.h.
#include "runtime/panic/DeferTrace.h"
#include "runtime/os/Print.h"
#include "runtime/sched/Goroutine.h"
#include "runtime/sym/Sym.h"

#include <time.h>

namespace ogo::rt {

bool DeferTracing;

void traceDefer(const char *What, G *Gp, const void *PC, const char *Kind) {
  timespec T;
  clock_gettime(CLOCK_MONOTONIC, &T);
  LogicalFrame Where;
  bool Known = symbolize((uintptr_t)PC - 1, &Where, 1);
  PrintBatch Batch;
  print("defertrace ");
  printInt(T.tv_sec * 1000000000ll + T.tv_nsec);
  print(" g");
  printInt(Gp->Id);
  print(" ");
  print(What);
  if (*Kind) {
    print(" ");
    print(Kind);
  }
  print(" in ");
  print(Known ? Where.Function : "?");
  if (Known) {
    print(" ");
    print(Where.File);
    print(":");
    printInt(Where.Line);
  }
  print("\n");
}

} // namespace ogo::rt
