// See DeferTrace.h.
#include "runtime/panic/DeferTrace.h"
#include "runtime/os/Print.h"
#include "runtime/sched/Goroutine.h"

#include <time.h>

namespace ogo::rt {

bool DeferTracing;

void traceDefer(const char *What, G *Gp, const DeferFrame *F,
                const char *Kind) {
  timespec T;
  clock_gettime(CLOCK_MONOTONIC, &T);
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
  print(F->Func->Function ? F->Func->Function : "?");
  print("\n");
}

} // namespace ogo::rt
